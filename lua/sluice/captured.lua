-- sluice.captured: tasks that changed what their functions captured.
--
-- What a task did to its copies is a fact. That it meant to count is certain if it
-- changed a variable or a number that was there, or if the text adds a new field to
-- itself: that is a warning. Copies that disagree, and lists that grow, are a note. New
-- fields alone may be a cache, of which nothing is said.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local place = require("sluice.place")
local tokens = require("sluice.tokens")
local voice = require("sluice.voice")

local M = {}

local entries = {} -- in the order in which they were met, and by key

-- What the driver's own copy of a captured variable is, or of "table.field".
local function captured_value(f, path)
  local wanted, field = path:match("^([%w_]+)%.?(.*)$")
  for i = 1, 255 do
    local name, value = debug.getupvalue(f, i)
    if name == wanted then
      return field == "" and value or type(value) == "table" and value[field]
    elseif not name then
      return nil
    end
  end
end

local function note(kind, f, name)
  local info = debug.getinfo(f, "S")
  local file = info.source:match("^@(.*)$")
  local key = ("%s:%s:%d:%s"):format(kind, file or "", info.linedefined, name)
  local entry = entries[key]
  if not entry then
    entry = { kind = kind, file = file, first = info.linedefined,
      last = info.lastlinedefined, name = name, tasks = 0, numbers = {} }
    entries[key] = entry
    entries[#entries + 1] = entry
  end
  entry.tasks = entry.tasks + 1
  return entry
end

---A task changed a captured variable, or a number in a captured table, in its own copy.
---@param f function
---@param name string "rivers", "seen.gates"
function M.variable_changed(f, name)
  local entry = note("changed", f, name)
  if entry.tasks == 1 then
    entry.value = captured_value(f, name)
  end
end

---A task put a number under a new key of a captured table, or made a list longer.
---@param f function
---@param path string "seen.gates"; of a list its name
---@param number number? not of a list
function M.table_filled(f, path, number)
  local entry = note("filled", f, path:match("^[%w_]+"))
  entry.grew = entry.grew or not number
  if number then
    entry.numbers[path] = entry.numbers[path] or number
    if entry.numbers[path] ~= number and not entry.path then
      entry.path, entry.number = path, number
    end
  end
end

-- The text of a function as tokens with a blank before, between and behind them, and
-- the token that begins at a byte.
local function tokens_of(entry)
  local text = entry.file and place.source(entry.file)
  if not text then
    return nil
  end
  local words, at, length = {}, {}, 1
  for _, token in ipairs(tokens.read(text)) do
    if token.line >= entry.first and token.line <= entry.last then
      at[length + 1] = token
      words[#words + 1] = token.text
      length = length + #token.text + 1
    end
  end
  return " " .. table.concat(words, " ") .. " ", at
end

-- Whether an expression adds something to what a pattern describes, or to its default.
local function adds_to(expression, operand)
  for _, summand in ipairs({operand, "%( " .. operand .. " or %S+ %)"}) do
    if expression:find("^" .. summand .. " [-+*/] ")
      or expression:find("^%S+ [+*] " .. summand .. " ") then
      return true
    end
  end
  return false
end

local function quoted(text)
  return (text:gsub("%W", "%%%0"))
end

-- Where the text adds a field of a table to itself: seen[k] = (seen[k] or 0) + 1, also
-- by way of a variable.
local function find_sum(text, name)
  for _, form in ipairs({"%b[]", "%. [%a_][%w_]*"}) do
    local assigned = (" ()%s (%s) = ()"):format(name, form)
    for from, key, expression in text:gmatch(assigned) do
      local field, rest = quoted(name .. " " .. key), text:sub(expression)
      if adds_to(rest, field) then
        return from
      end
      for variable in text:gmatch(" ([%a_][%w_]*) = " .. field .. " ") do
        if adds_to(rest, variable) then
          return from
        end
      end
    end
  end
end

-- The first of some patterns that the text has.
local function find_first(text, patterns)
  for _, pattern in ipairs(patterns) do
    local from = text:match(pattern)
    if from then
      return from
    end
  end
end

-- Where a function assigns what is named.
local function find_assignment(text, path)
  local name, field = path:match("^([%w_]+)%.?(.*)$")
  return find_first(text, path == name and {" ()" .. name .. " = "} or
    {(" ()%s %%. %s = "):format(name, quoted(field))})
    or find_first(text, {" ()" .. name .. " %b[] = ", " ()" .. name .. " %. [%w_]+ = ",
      "insert %( ()" .. name .. " "})
end

local HIDDEN <const> = "(Real Spark in local mode may hide this.)"

local function describe_change(entry)
  local value = type(entry.value) == "table" and "as it was" or tostring(entry.value)
  return { level = "warning",
    message = ("`%s` is changed in a task; the driver's `%s` stays %s"):format(
      entry.name, entry.name, value),
    why = ("each task changes its own copy: %s so far. %s"):format(
      diagnostic.count(entry.tasks, "task"), HIDDEN),
    try = ("ssc:sparkContext():longAccumulator(%q) counts in tasks: add(1), value(); "
      .. "or reduceByKey"):format(entry.name:match("[%w_]*%W*$")) }
end

local function describe_sum(entry, level)
  local why = ("each task fills its own copy: %s so far"):format(
    diagnostic.count(entry.tasks, "task"))
  if entry.path then
    why = ("%s; `%s` is %s in one, %s in another"):format(why, entry.path,
      diagnostic.number(entry.numbers[entry.path]), diagnostic.number(entry.number))
  end
  return { level = level,
    message = ("`%s` is filled in a task; the driver's `%s` stays as it was"):format(
      entry.name, entry.name),
    why = why .. ". " .. HIDDEN,
    try = "reduceByKey and countByValue bring together what all tasks count" }
end

local function describe_list(entry)
  return { level = "note",
    message = ("`%s` grows in a task; the driver's `%s` stays as it was"):format(
      entry.name, entry.name),
    why = ("each task appends to its own copy: %s so far. %s"):format(
      diagnostic.count(entry.tasks, "task"), HIDDEN),
    try = ("ssc:sparkContext():collectionAccumulator(%q) gathers in tasks: add(x), "
      .. "value(); or rdd:collect()"):format(entry.name) }
end

local function describe(entry, sum)
  if entry.kind == "changed" then
    return describe_change(entry)
  elseif sum then
    return describe_sum(entry, "warning")
  end
  return entry.grew and describe_list(entry)
    or entry.path and describe_sum(entry, "note")
end

local function say(entry)
  local text, at = tokens_of(entry)
  local sum = text and entry.kind == "filled" and find_sum(text, entry.name)
  local d = describe(entry, sum)
  if not d then
    return
  end
  d.name, d.file = "captured-counter", entry.file
  if text then
    local token = at[sum or find_assignment(text, entry.name)]
    d.line = token and token.line or entry.first
    d.column, d.mark = place.word(place.source(entry.file), d.line,
      entry.name:match("^[%w_]+"))
  end
  voice.emit(d)
end

---The run is over: says what tasks changed.
function M.finish()
  for _, entry in ipairs(entries) do
    say(entry)
  end
end

return M
