-- cli.sweep.axes: what a sweep varies: "batch=500ms,1s" as a list of values, and how
-- one of them changes the options of a run.
-- SPDX-License-Identifier: MIT
local settings = require("sluice.settings")
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")

local M = {}

---@class sluice.Axis
---@field name string
---@field values string[] as they were written

local EXAMPLE <const> = "batch=500ms,1s,2s"

local function set(options, key, value)
  options.conf = options.conf or {}
  table.insert(options.conf, {key, value})
end

-- Intervals are whole milliseconds, as in Spark.
local function interval(text, name)
  local us = values.time(text, name)
  if us == 0 or us % 1000 ~= 0 then
    usage.fail(("%s wants whole milliseconds, 1 or more, got %s"):format(name,
      words.quote(text)), EXAMPLE)
  end
  return us
end

-- How each short name reads a value, shows it, and changes options; `what` says it.
local SHORT = {
  batch = {read = interval, shown = words.duration, change = function(options, us)
    set(options, "sluice.batchInterval", us // 1000 .. "ms")
  end},
  block = {read = interval, shown = words.duration, change = function(options, us)
    set(options, "spark.streaming.blockInterval", us // 1000 .. "ms")
  end},
  cores = {read = values.cores, change = function(options, n)
    options.master = ("local[%d]"):format(n)
  end},
  rate = {read = function(text)
    local rate, message, try = values.per_second(text)
    return rate or usage.fail(message, try)
  end, change = function(options, rate)
    for _, list in ipairs({options.feed or {}, options.topic or {}}) do
      for _, source in ipairs(list) do
        source.rate = rate
      end
    end
  end},
  seed = {read = values.integer, change = function(options, seed)
    options.seed = seed
  end},
}

M.short_names = {"batch", "block", "cores", "rate", "seed"}

-- Any other name is that of a setting.
local function setting(name)
  return {read = function(text)
    return values.conf(name .. "=" .. text, "sweep")[2]
  end, change = function(options, value)
    set(options, name, value)
  end}
end

local function kind_of(name)
  return SHORT[name] or setting(name)
end

local function unknown(name)
  local known = table.move(M.short_names, 1, #M.short_names, 1, {})
  for _, one in ipairs(settings.all()) do
    known[#known + 1] = one.name
  end
  usage.fail(("nothing that can be varied is called %s%s"):format(words.name(name),
    usage.did_you_mean((words.nearest(name, known)))),
    words.list(M.short_names, "or") .. ", or the name of a setting")
end

-- Splits at commas outside of brackets: local-cluster[2,2,1024] is one value.
local function split(text)
  local list, depth, from = {}, 0, 1
  for at = 1, #text + 1 do
    local byte = text:sub(at, at)
    depth = depth + (byte == "[" and 1 or byte == "]" and -1 or 0)
    if byte == "" or byte == "," and depth == 0 then
      list[#list + 1] = text:sub(from, at - 1)
      from = at + 1
    end
  end
  return list
end

---Reads "NAME=VALUE,VALUE..."; raises a usage error if it is wrong.
---@param text string
---@return sluice.Axis
function M.read(text)
  local name, list = text:match("^([^=]+)=(.*)$")
  if not name then
    usage.fail(("sweep wants NAME=VALUE,VALUE..., got %s"):format(words.quote(text)),
      EXAMPLE)
  end
  if not SHORT[name] and not name:find(".", 1, true) then
    unknown(name)
  end
  local axis, seen = {name = name, values = {}}, {}
  for _, value in ipairs(split(list)) do
    if value == "" then
      usage.fail(("%s has a value that is empty"):format(words.name(name)), EXAMPLE)
    end
    local read = kind_of(name).read(value, name)
    if seen[read] then
      usage.fail(("%s has a value twice: %s and %s"):format(words.name(name),
        seen[read], value))
    end
    seen[read] = value
    axis.values[#axis.values + 1] = value
  end
  return axis
end

---Changes the options of a run.
---@param options table<string, any>
---@param name string of an axis
---@param value string one of its values
function M.apply(options, name, value)
  local kind = kind_of(name)
  kind.change(options, kind.read(value, name))
end

---A value as a table shows it: "500 ms" of "500ms".
---@param name string
---@param value string
---@return string
function M.shown(name, value)
  local kind = kind_of(name)
  return kind.shown and kind.shown(kind.read(value, name)) or value
end

---All combinations of values, the first axis slowest.
---@param axes sluice.Axis[]
---@return string[][]
function M.combinations(axes)
  local list = {{}}
  for i, axis in ipairs(axes) do
    local longer = {}
    for _, before in ipairs(list) do
      for _, value in ipairs(axis.values) do
        local one = table.move(before, 1, #before, 1, {})
        one[i] = value
        longer[#longer + 1] = one
      end
    end
    list = longer
  end
  return list
end

return M
