-- viz.options: what may stand behind the name of a view, as in "timeline:0s..3s".
--
-- Options are separated by colons or commas: a range of time FROM..TO, of which either
-- end may be left out, or NAME=VALUE.
-- SPDX-License-Identifier: MIT
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local UNITS <const> = {us = 1, ms = 1000, s = 1000000, m = 60000000, min = 60000000,
  h = 3600000000}

---Raises a usage error.
---@param message string
---@param try string
function M.fail(message, try)
  error(setmetatable({name = "usage", message = message, try = try},
    {__tostring = function(self) return self.message end}), 0)
end

-- A number with a unit, as microseconds; nil if it is none.
local function time(text, unit)
  local number, own = text:match("^(%d*%.?%d*)(%a*)$")
  local size = UNITS[own ~= "" and own or unit]
  if not number or not tonumber(number) or not size then
    return nil
  end
  return math.tointeger(tonumber(number) * size // 1)
end

-- FROM..TO. In a range without any unit the numbers are seconds.
local function range(text, options)
  local from, to = text:match("^(.-)%.%.(.*)$")
  local unit = to:match("%a+$") or from:match("%a+$") or "s"
  options.from_us = from ~= "" and time(from, unit) or nil
  options.to_us = to ~= "" and time(to, unit) or nil
  local broken = from ~= "" and not options.from_us or to ~= "" and not options.to_us
  if broken then
    M.fail(("%s is no range of time"):format(words.quote(text)), "0s..3s")
  elseif options.to_us and (options.from_us or 0) >= options.to_us then
    M.fail(("the range %s is empty: it ends before it begins"):format(text), "0s..3s")
  end
end

local READ = {}

function READ.at(value, options)
  options.at_us = time(value, "s")
  if not options.at_us then
    M.fail(("at wants a time, got %s"):format(words.quote(value)), "at=5.3s")
  end
end

function READ.batches(value, options)
  local from, to = value:match("^(%d+)%.%.(%d+)$")
  from = from or value:match("^%d+$")
  to = to or from
  local first, last = math.tointeger(tonumber(from)), math.tointeger(tonumber(to))
  if not first or not last or first < 1 or last < first then
    M.fail(("batches wants numbers such as 2..6, got %s"):format(words.quote(value)),
      "batches=2..6")
  end
  options.batches = {first, last}
end

-- A bare number is that of the batch; with a unit it is its time.
function READ.batch(value, options)
  options.batch = math.tointeger(tonumber(value:match("^%d+$")))
  options.batch_us = value:match("^%d+%a+$") and time(value, "s")
  if not options.batch and not options.batch_us then
    M.fail(("batch wants a number or a time, got %s"):format(words.quote(value)),
      "batch=7, batch=7000ms")
  end
end

function READ.job(value, options)
  options.job = math.tointeger(tonumber(value:match("^%d+$")))
  if not options.job then
    M.fail(("job wants the number of a Spark job, got %s"):format(words.quote(value)),
      "job=3")
  end
end

function READ.detail(value, options)
  if value ~= "all" and value ~= "auto" then
    M.fail(("detail is auto or all, got %s"):format(words.quote(value)), "detail=all")
  end
  options.all = value == "all"
end

function READ.stream(value, options)
  options.stream = value
end

function READ.output(value, options)
  options.output = math.tointeger(tonumber(value))
  if not options.output or options.output < 1 then
    M.fail(("output wants a number from 1 on, got %s"):format(words.quote(value)),
      "output=1")
  end
end

-- Signs that stand between options are written by their codes: %3A is a colon.
function READ.key(value, options)
  options.key = value:gsub("%%(%x%x)", function(code)
    return string.char(tonumber(code, 16))
  end)
end

---A text as the value of an option.
---@param text string
---@return string
function M.escape(text)
  return (text:gsub("[%%:,]", function(sign)
    return ("%%%02X"):format(sign:byte())
  end))
end

function READ.executor(value, options)
  local from, to = value:match("^(%d+)%.%.(%d+)$")
  from = from or value:match("^%d+$")
  local first = math.tointeger(tonumber(from))
  local last = math.tointeger(tonumber(to or from))
  if not first or not last or last < first then
    M.fail(("executor wants a number, or some as in 2..6, got %s"):format(
      words.quote(value)), "executor=0")
  end
  options.executor = {first, last}
end

function READ.theme(value, options)
  for _, theme in ipairs(style.themes) do
    if value == theme then
      options.theme = value
      return
    end
  end
  local near = words.nearest(value, style.themes)
  M.fail(("no theme is called %s; there are %s"):format(words.name(value),
    words.list(style.themes)), "theme=" .. (near or "dark"))
end

function READ.title(value, options)
  if value ~= "on" and value ~= "off" then
    M.fail(("title is on or off, got %s"):format(words.quote(value)), "title=off")
  end
  options.title = value == "on"
end

local function unknown(name, view, known)
  local near = words.nearest(name, known)
  M.fail(("the view %s has no option %s; it has %s"):format(view, words.name(name),
    words.list(known)), near and near .. "=" or words.list(known, "or"))
end

---Whether views can name an option as one of their own.
---@param name any
---@return boolean
function M.is_known(name)
  return name == "range" or READ[name] ~= nil
end

---Whether a view names an option as one of its own.
---@param view {options: string[]}
---@param option string
---@return boolean
function M.accepts(view, option)
  for _, name in ipairs(view.options) do
    if name == option then
      return true
    end
  end
  return false
end

---Reads the options of a view.
---@param text string "0s..3s:theme=dark"
---@param view string its name, for messages
---@param accepted string[] names of READ that the view takes, and "range"
---@return table
function M.parse(text, view, accepted)
  local options, known, has_range = {}, {"theme", "title", "at"}, false
  for _, name in ipairs(accepted) do
    if name == "range" then
      has_range = true
    elseif name ~= "at" then
      known[#known + 1] = name
    end
  end
  for part in text:gmatch("[^:,]+") do
    local name, value = part:match("^([%w_-]+)=(.*)$")
    local is_known = false
    for _, other in ipairs(known) do
      is_known = is_known or other == name
    end
    if is_known then
      READ[name](value, options)
    elseif not name and has_range and part:find("..", 1, true) then
      range(part, options)
    else
      unknown(name or part, view, known)
    end
  end
  return options
end

return M
