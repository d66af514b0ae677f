-- The catalog: every entry is complete, and its programs differ as it says.
-- SPDX-License-Identifier: MIT
local catalog = require("sluice.catalog")
local tap = require("tap")

-- The names that are part of the interface; taking one away breaks somebody's script.
local NAMES = [[
no-output window-multiple added-after-start unknown-method wrong-type table-not-pair
nil-record not-serializable task-failed program-failed no-feed two-contexts key-table
context-stopped syntax file-missing bad-trace cannot-write no-graphviz usage one-core
no-librsvg no-free-core no-executor receiver-refused unknown-setting nothing-arrived
await-missing captured-counter receiver-restarts computed-twice window-gap
few-partitions fewer-copies await-forever listener-failed stop-in-listener no-effect
cannot-recover]]

local function loads(text)
  return load(text, "=program", "t") ~= nil
end

local function check_program(entry)
  local cured = catalog.cured(entry)
  tap.is(loads(entry.program), entry.name ~= "syntax", entry.name .. ": it loads")
  tap.ok(loads(cured), entry.name .. ": the cured program loads")
  local differs = cured ~= entry.program
  tap.is(differs, entry.cure ~= nil, entry.name .. ": a cure changes the program")
  tap.ok(not entry.cure_arguments or entry.cure_arguments ~= entry.arguments,
    entry.name .. ": a cure changes the command")
end

local function check_entry(entry)
  local text = catalog.text(entry.name)
  tap.is(text:match("^[^\n]*"), entry.name .. " (" .. entry.level .. ")",
    entry.name .. " comes first")
  tap.like(entry.meaning, "^%u.*%.$", entry.name .. ": a sentence")
  tap.ok(entry.cure or entry.cure_arguments or entry.advice, entry.name .. ": a cure")
  for line in text:gmatch("[^\n]+") do
    local is_command = line:find("^  sluice ")
    if #line > 88 and not is_command then
      tap.ok(false, entry.name .. ": a line is too wide: " .. line)
    end
  end
  if entry.program then
    check_program(entry)
  end
end

local seen = {}
for _, entry in ipairs(catalog.entries) do
  tap.ok(not seen[entry.name], entry.name .. " is there once")
  seen[entry.name] = true
  check_entry(entry)
  tap.like(catalog.overview(), entry.name:gsub("%-", "%%-"), entry.name .. " is listed")
end
for name in NAMES:gmatch("%S+") do
  tap.ok(seen[name], name .. " is explained")
end
tap.is(catalog.text("no-such-name"), nil, "an unknown name")

local cured = catalog.cured({program = "a\nb\nc\n", cure = {{2, ""}, {3, "d\ne"}}})
tap.is(cured, "a\nd\ne\n", "a line goes, another becomes two")
tap.done()
