-- cli.lint: `sluice lint`, what is certain of a program without a run.
--
-- The program runs on the driver up to its first start; there its description is
-- checked as a start checks it, and nothing more happens.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local json = require("sluice.json")
local place = require("sluice.place")
local run = require("cli.run")
local terminal = require("cli.terminal")
local words = require("sluice.words")

local M = {}

local COLUMNS <const> = 100 -- of a line with its advice; a longer one is without it
local LEVELS <const> = {"error", "warning", "note"}

local function in_order(a, b)
  if (a.line or 0) ~= (b.line or 0) then
    return (a.line or 0) < (b.line or 0)
  end
  return a.name < b.name
end

-- What the driver said: one object a line.
local function read(text)
  local list = {}
  for one in json.lines(text) do
    list[#list + 1] = one
  end
  table.sort(list, in_order)
  return list
end

-- One line: what and where, and what to change if there is room.
local function brief(d, style)
  local where = words.printable(d.file or "sluice") .. (d.line and ":" .. d.line or "")
  local text = words.printable(d.message)
  local try = #d.try == 1 and d.try[1]
  local long = try and ("%s: %s: %s; %s [%s]"):format(where, d.level, text, try, d.name)
  if long and not try:find("\n") and #long <= COLUMNS then
    text = text .. "; " .. try
  end
  local paint = diagnostic.paint
  return ("%s %s %s [%s]\n"):format(paint("place", where .. ":", style.color),
    paint(d.level, d.level .. ":", style.color), text, d.name)
end

-- "1 error, 2 notes."
local function tally(list)
  local counts, parts = {}, {}
  for _, d in ipairs(list) do
    counts[d.level] = (counts[d.level] or 0) + 1
  end
  for _, level in ipairs(LEVELS) do
    parts[#parts + 1] = counts[level] and words.count(counts[level], level) or nil
  end
  return table.concat(parts, ", ") .. ".", counts.error
end

local function text_of(d, options, style)
  if options.json then
    return diagnostic.json(d)
  end
  return options.verbose and diagnostic.format(d, style) or brief(d, style)
end

-- A context that is made behind the first start, where nothing is read any more: the
-- lines of both, as far as the text says.
local function unread(text)
  local number, has_context, started = 0, false, nil
  for line in (text .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    local code = line:gsub("%-%-.*$", "")
    local makes_context = code:find("%f[%w]StreamingContext%f[^%w]") ~= nil
    if started and makes_context then
      return started, number
    elseif has_context and not started and code:find(":start%(%s*%)") then
      started = number
    end
    has_context = has_context or makes_context
  end
  return nil
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options, file = arguments.options, arguments.words[1]
  local style = terminal.style(options, terminal.OUT)
  local code, trace, _, said = run.execute(arguments, style,
    {keep_trace = true, silent = true, describe = true})
  local source = trace and trace:source()
  if source then
    place.keep_source(trace:run().program, source.text)
  end
  local started, another = unread(source and source.text or "")
  local list = read(said)
  for _, d in ipairs(list) do
    io.stdout:write(text_of(d, options, style))
  end
  local counted, errors = tally(list)
  if #list > 0 and not options.json then
    io.stdout:write(counted, options.verbose and "\n"
      or (" In full: sluice lint -v %s\n"):format(words.printable(file)))
  end
  if another and not options.json then
    io.stdout:write(("Read up to line %d, the first start; not the context of "
      .. "line %d.\n"):format(started, another))
  end
  return code ~= 0 and code or errors and 1 or 0
end

return M
