-- course.words: the words that checks.lua is written in (docs/authoring.md).
-- SPDX-License-Identifier: MIT
local expectation = require("course.expectation")

local M = {}

---@class course.Check
---@field name string
---@field judge fun(run: course.Run)
---@field points number
---@field after string[]
---@field view string?
---@field hidden boolean it is judged in other worlds, too

---@class course.Sheet what a checks.lua says
---@field checks course.Check[]
---@field hidden table[] wishes for other runs
---@field replies {part: string, text: string}[]
---@field open course.Expectation[]? of the check that is judged now
---@field crash? fun(wish: table): course.Run[] is set while it is judged

local HEADER <const> = "^%-+$"

---What a batch printed: lines without headers and blank lines.
---@param run Trace
---@param which integer|TraceBatch a time in ms means the last time that batch ran
---@return string[]
function M.lines(run, which)
  local list, batch = {}, which
  if math.type(which) then
    local batches = run:batches({from = which, to = which})
    batch = batches[#batches]
  end
  local time = batch and batch.time
  for line in (batch and batch.output or ""):gmatch("[^\n]+") do
    if not line:find(HEADER) and line ~= ("Time: %d ms"):format(time) then
      list[#list + 1] = line
    end
  end
  return list
end

local function time_of(item)
  if type(item) ~= "table" then
    return nil
  end
  return rawget(item, "batch") or rawget(item, "time") or item.batch or item.time
end

-- Objects of the trace raise an error for a field that they have not got.
local function batch_of(item)
  local done, time = pcall(time_of, item)
  return done and math.type(time) == "integer" and time or nil
end

local function facts(item, got, want, key)
  return {batch = batch_of(item), got = got, want = want, key = key}
end

-- The expectations: each gives whether it holds, and the facts of what broke it.
local EXPECT = {}

function EXPECT.always(list, p)
  for _, item in ipairs(list) do
    local ok, got, want, key = p(item)
    if not ok then
      return false, facts(item, got, want, key)
    end
  end
  return true, {}
end

function EXPECT.never(list, p)
  for _, item in ipairs(list) do
    local found, got, want, key = p(item)
    if found then
      return false, facts(item, got, want, key)
    end
  end
  return true, {}
end

function EXPECT.eventually(list, p, most)
  local last = {}
  for i = 1, math.min(#list, most or #list) do
    local ok, got, want, key = p(list[i])
    if ok then
      return true, {}
    end
    last = facts(list[i], got, want, key)
  end
  return false, last
end

function EXPECT.holds_until(list, p, q)
  local last = {}
  for _, item in ipairs(list) do
    if q(item) then
      return true, {}
    end
    local ok, got, want, key = p(item)
    last = facts(item, got, want, key)
    if not ok then
      return false, last
    end
  end
  return false, last
end

function EXPECT.at(run, time, p)
  local batch = run:batches({from = time, to = time})[1]
  if not batch then
    return false, {batch = time, got = "no batch of that time"}
  end
  local ok, got, want, key = p(batch)
  return ok, {batch = time, got = got, want = want, key = key}
end

function EXPECT.expect(ok, given)
  return ok, given or {}
end

local function split(text)
  local list = {}
  for line in text:gmatch("[^\n]+") do
    list[#list + 1] = line:match("^%s*(.-)%s*$")
  end
  return list
end

function EXPECT.same(run, time, text)
  local got, want = M.lines(run, time), type(text) == "table" and text or split(text)
  return table.concat(got, "\n") == table.concat(want, "\n"),
    {batch = time, got = got, want = want}
end

local function sorted(list)
  local copy = table.move(list, 1, #list, 1, {})
  table.sort(copy)
  return copy
end

function EXPECT.same_set(run, time, wanted)
  local want = sorted(type(wanted) == "table" and wanted or split(wanted))
  local got = sorted(M.lines(run, time))
  return table.concat(got, "\n") == table.concat(want, "\n"),
    {batch = time, got = got, want = want}
end

local function printed_by_time(run)
  local printed, times = {}, {}
  for _, batch in ipairs(run:batches()) do
    if not printed[batch.time] then
      times[#times + 1] = batch.time
    end
    printed[batch.time] = M.lines(run, batch.time)
  end
  return printed, times
end

function EXPECT.same_all(run, other)
  local theirs = printed_by_time(other)
  local ours, times = printed_by_time(run)
  for _, time in ipairs(times) do
    local got, want = theirs[time] or {}, ours[time]
    if table.concat(got, "\n") ~= table.concat(want, "\n") then
      return false, {batch = time, got = got, want = want}
    end
  end
  return true, {}
end

local HELP = {lines = M.lines, sorted = sorted}

---Whether the program has a stream, or made an RDD, by one of these operators.
---@param run Trace
function HELP.uses(run, ...)
  local ops = {}
  for _, op in ipairs({...}) do
    ops[op] = true
  end
  for _, list in ipairs({run:streams(), run:rdds()}) do
    for _, one in ipairs(list) do
      if ops[one.op] then
        return true
      end
    end
  end
  return false
end

---The rows of a store at the end of a run, by key. Numbers, booleans and strings are
---what the program put, other values what Spark prints.
---@param run course.Run
---@param name string
function HELP.rows(run, name)
  local rows = {}
  for _, store in ipairs(run.tables) do
    for _, row in ipairs(store.name == name and store.rows or {}) do
      local is_nan = row[1] ~= row[1]
      rows[is_nan and row[3] or row[1]] = row[2]
    end
  end
  return rows
end

function HELP.count(list)
  local n = 0
  for _ in pairs(list) do
    n = n + 1
  end
  return n
end

function HELP.sum(list, field)
  local total = 0
  for _, item in ipairs(list) do
    total = total + (field and item[field] or item)
  end
  return total
end

local LIBRARY <const> = {"string", "table", "math", "utf8", "ipairs", "pairs", "next",
  "tostring", "tonumber", "type", "select", "error", "assert", "pcall", "setmetatable"}

---What checks and expressions know: a part of Lua, and the functions that give
---something.
---@return table<string, any>
function M.environment()
  local env = {}
  for _, name in ipairs(LIBRARY) do
    env[name] = _G[name]
  end
  for name, f in pairs(HELP) do
    env[name] = f
  end
  return env
end

local function with_expectations(sheet)
  local env = M.environment()
  for name, judge in pairs(EXPECT) do
    env[name] = function(...)
      local made = expectation.new(judge(...))
      sheet.open[#sheet.open + 1] = made
      return made
    end
  end
  return env
end

local function list_of(value)
  return type(value) == "table" and value or {value}
end

local OPTIONS <const> = {points = true, after = true, view = true, hidden = true}

local function add_check(sheet, name, options, judge)
  if type(options) == "function" then
    options, judge = {}, options
  end
  if type(name) ~= "string" or type(judge) ~= "function" then
    error("check wants a name, options and a function", 3)
  end
  for option in pairs(options) do
    if not OPTIONS[option] then
      error(("check has no option `%s`"):format(tostring(option)), 3)
    end
  end
  for _, other in ipairs(sheet.checks) do
    if other.name == name then
      error(("there are two checks called %q"):format(name), 3)
    end
  end
  sheet.checks[#sheet.checks + 1] = {name = name, judge = judge,
    points = options.points or 1, after = list_of(options.after), view = options.view,
    hidden = options.hidden ~= false}
end

local WISHES <const> = {world = true, seed = true, master = true, conf = true,
  ["until"] = true, only = true, says = true}

local function add_hidden(sheet, wish)
  for name in pairs(wish) do
    if not WISHES[name] then
      error(("hidden has no option `%s`"):format(tostring(name)), 3)
    end
  end
  sheet.hidden[#sheet.hidden + 1] = wish
end

---Reads the checks of a lesson.
---@param text string
---@param name string of the file, for errors
---@return course.Sheet|nil
---@return string|nil what is wrong with it
function M.read(text, name)
  local sheet = {checks = {}, hidden = {}, replies = {}, open = {}}
  local env = with_expectations(sheet)
  function env.check(...)
    add_check(sheet, ...)
  end
  function env.hidden(wish)
    add_hidden(sheet, wish)
  end
  function env.reply(part, said)
    sheet.replies[#sheet.replies + 1] = {part = part, text = said}
  end
  function env.crash(wish)
    return sheet.crash(wish)
  end
  local chunk, message = load(text, "@" .. name, "t", env)
  if not chunk then
    return nil, message
  end
  local done, raised = pcall(chunk)
  if not done then
    return nil, tostring(raised)
  end
  return sheet
end

return M
