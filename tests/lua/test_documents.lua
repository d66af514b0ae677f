-- tests/lua/test_documents.lua -- the documents name what is in the sources, all of it
-- where they promise a whole list, and nothing else.
-- SPDX-License-Identifier: MIT
local tap = require("tap")

local function read(path)
  local file = io.open(path, "rb")
  if not file then
    return nil
  end
  local text = file:read("a")
  file:close()
  return text
end

local function list(pattern)
  local found = {}
  local pipe = assert(io.popen("ls " .. pattern))
  for path in pipe:lines() do
    found[#found + 1] = path
  end
  pipe:close()
  return found
end

-- The first column of each row of a document's tables: `name`, or `name(arguments)`.
local function rows(path)
  return read(path):gmatch("\n| `([%w_-]+)([^`]*)` |([^\n]*)")
end

-- --- docs/host.md: the host functions ----------------------------------------------

local registered, described = {}, {}
for _, path in ipairs(list("lua/driver/bind*.c lua/base/chance.c")) do
  for name in read(path):gmatch('\n%s*{"([%w_]+)", [%w_]+},') do
    registered[#registered + 1] = name
  end
end
for name in rows("docs/host.md") do
  described[#described + 1] = name
end
table.sort(registered)
table.sort(described)
tap.ok(#registered > 0, "lua/driver/ registers functions")
tap.is_deeply(described, registered,
  "docs/host.md describes every host function once, and no other")

-- --- docs/trace.md: kinds and fields ------------------------------------------------

-- {kind = "field field"} as TRACE_KINDS has them.
local kinds, kind_order = {}, {}
local KIND = 'KIND%(TRACE_[%u_]+,%s*"([%l-]+)",(.-)%)'
for kind, texts in read("vm/sim/trace.h"):gmatch(KIND) do
  local fields = {}
  for text in texts:gmatch('"([^"]*)"') do
    fields[#fields + 1] = text
  end
  kinds[kind] = table.concat(fields):gsub(":%l", "")
  kind_order[#kind_order + 1] = kind
end

-- In the last column a field is a word in backquotes that begins an item; further words
-- of the item are values and examples.
local function fields_of(row)
  local fields = {}
  for item in (row:match("([^|]*)|$"):gsub("·", "\0") .. "\0"):gmatch("([^%z]*)%z") do
    local names = item:match("^%s*(`[%l_` ]*`)") or ""
    for name in names:gmatch("`([%l_]+)`") do
      fields[#fields + 1] = name
    end
  end
  return table.concat(fields, " ")
end

local row_order = {}
for kind, _, row in rows("docs/trace.md") do
  row_order[#row_order + 1] = kind
  tap.is(fields_of(row), kinds[kind], "docs/trace.md: the fields of " .. kind)
end
tap.ok(#kind_order > 0, "vm/sim/trace.h has kinds")
tap.is_deeply(row_order, kind_order, "docs/trace.md: every kind, in order")

-- --- docs/cost-model.md: the settings of the cost model ----------------------------

local COST = 'COST%((%l+), (%u+), "([^"]*)", "([^"]*)", "([^"]*)"%)'
local KINDS = { TIME = "time", BANDWIDTH = "bandwidth", NUMBER = "number" }
local settings = require("sluice.settings")
local in_table, in_document = {}, {}
for name, kind, default, measured, meaning in
  read("vm/sched/cost.h"):gmatch(COST) do
  in_table[#in_table + 1] = table.concat({ name, default, measured, meaning }, " | ")
  local setting = settings.find("sluice.cost." .. name) or {}
  tap.is_deeply({ setting.type, setting.default, setting.meaning },
    { KINDS[kind], default, meaning }, "sluice help conf: sluice.cost." .. name)
end
local part = read("docs/cost-model.md"):match("\n## Settings\n(.-)\n## ")
for name, rest in part:gmatch("\n| `(%l+)` | ([^\n]*) |") do
  in_document[#in_document + 1] = name .. " | " .. rest
end
tap.ok(#in_table > 0, "vm/sched/cost.h has settings")
tap.is_deeply(in_document, in_table, "docs/cost-model.md: every setting, in order")

-- --- All documents: files and functions that they name ------------------------------

local documents = list("*.md docs/*.md docs/api/*.md examples/*.md")

-- Folders and files of the tree; names of files that a user makes have no slash.
local function exists(path)
  local name = path:gsub("/$", "")
  return os.execute("ls -d " .. name .. " >/dev/null 2>&1") == true
end

local missing = {}
for _, path in ipairs(documents) do
  local folder = path:match("^(.*/)") or ""
  local text = read(path)
  for target in text:gmatch("%]%(([^)#:]+)%)") do
    if not exists(folder .. target) then
      missing[#missing + 1] = path .. ": " .. target
    end
  end
  for word in text:gmatch("`(%l+/[%w_/.*-]+)`") do
    if word:find("^%l+/") and not word:find("NAME", 1, true)
      and exists(word:match("^%l+")) and not exists(word) then
      missing[#missing + 1] = path .. ": " .. word
    end
  end
end
tap.is_deeply(missing, {}, "every file that a document links to or names is there")

-- docs/design.md follows a batch in a table: | file | functions | what happens |.
local unknown, followed = {}, 0
for path, cells in read("docs/design.md"):gmatch("\n| `([%w_/]+%.%l+)` |([^|]*)|") do
  local source = read(path) or ""
  for name in cells:gmatch("`([%w_.]+)`") do
    followed = followed + 1
    if not source:find("%f[%w_]" .. name:gsub("%p", "%%%0") .. "%f[^%w_]") then
      unknown[#unknown + 1] = path .. ": " .. name
    end
  end
end
tap.ok(followed > 0, "docs/design.md names functions")
tap.is_deeply(unknown, {}, "every function that docs/design.md names is in its file")

-- docs/views.md has a row for each view, which names all its options.
local unnamed, text = {}, read("docs/views.md")
for _, view in ipairs(require("viz").views()) do
  local row = text:match("\n| `" .. view.name .. "` |[^\n]*") or ""
  for _, option in ipairs(require("viz.views." .. view.name).options) do
    if not row:find("%f[%w]" .. option .. "%f[%W]") and option ~= "batches" then
      unnamed[#unnamed + 1] = view.name .. " " .. option
    end
  end
  unnamed[#unnamed + 1] = row == "" and view.name or nil
end
tap.is_deeply(unnamed, {}, "docs/views.md names each view with its options")

tap.done()
