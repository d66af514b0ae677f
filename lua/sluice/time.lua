-- sluice.time: Duration and Time, both whole milliseconds.
-- Spark: Duration, Time (semantics 1.1, 1.2).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")

local M = {}

---@class sluice.Duration
---@field ms integer
local Duration = { __name = "Duration" }
Duration.__index = Duration

---@class sluice.Time
---@field ms integer
local Time = { __name = "Time" }
Time.__index = Time

local function duration(ms)
  return setmetatable({ ms = ms }, Duration)
end

local function time(ms)
  return setmetatable({ ms = ms }, Time)
end

local MOST_MS = 9007199254740 -- microseconds of it are exact everywhere

local function whole(who, value, unit)
  local number = math.type(value) == "float" and math.tointeger(value) or value
  if math.type(number) ~= "integer" then
    local ms = type(value) == "number" and math.tointeger(value * unit)
    errors.wrong_type(who, "a whole number", value,
      ms and unit > 1 and ("Milliseconds(%d)"):format(ms) or nil)
  end
  if number > MOST_MS // unit or number < -(MOST_MS // unit) then
    errors.wrong_type(who, ("a number of at most %d"):format(MOST_MS // unit), value)
  end
  return number * unit
end

---@param n integer
---@return sluice.Duration
function M.Milliseconds(n)
  return duration(whole("Milliseconds", n, 1))
end

---@param n integer
---@return sluice.Duration
function M.Seconds(n)
  return duration(whole("Seconds", n, 1000))
end

---@param n integer
---@return sluice.Duration
function M.Minutes(n)
  return duration(whole("Minutes", n, 60000))
end

---@param n integer milliseconds
---@return sluice.Duration
function M.Duration(n)
  return duration(whole("Duration", n, 1))
end

---@param n integer milliseconds
---@return sluice.Time
function M.Time(n)
  return time(whole("Time", n, 1))
end

---@param value any
---@return boolean
function M.is_duration(value)
  return getmetatable(value) == Duration
end

local function want_duration(who, value)
  if not M.is_duration(value) then
    errors.wrong_type(who, "a Duration", value, "Seconds(1), Milliseconds(500)")
  end
  return value.ms
end

---@param who string who wants it
---@param value any
---@return integer ms
function M.check_duration(who, value)
  return want_duration(who, value)
end

function Duration:__tostring()
  return self.ms .. " ms"
end

function Duration:__eq(other)
  return self.ms == other.ms
end

function Duration:__lt(other)
  return self.ms < want_duration("<", other)
end

function Duration:__le(other)
  return self.ms <= want_duration("<=", other)
end

function Duration:__add(other)
  return duration(self.ms + want_duration("+", other))
end

function Duration:__sub(other)
  return duration(self.ms - want_duration("-", other))
end

function Duration.__mul(a, b)
  local self, times = a, b
  if not M.is_duration(a) then
    self, times = b, a
  end
  return duration(self.ms * whole("*", times, 1))
end

function Duration:__div(other)
  return self.ms / want_duration("/", other)
end

---@return integer
function Duration:milliseconds()
  return self.ms
end

---@return boolean
function Duration:isZero()
  return self.ms == 0
end

---@param other sluice.Duration
---@return boolean
function Duration:isMultipleOf(other)
  local step = want_duration("isMultipleOf", other)
  if step == 0 then
    errors.raise({ class = "java.lang.ArithmeticException", message = "/ by zero",
      name = "program-failed" })
  end
  return self.ms % step == 0
end

---@param other sluice.Duration
---@return sluice.Duration
function Duration:min(other)
  return want_duration("min", other) < self.ms and other or self
end

---@param other sluice.Duration
---@return sluice.Duration
function Duration:max(other)
  return want_duration("max", other) > self.ms and other or self
end

local function is_time(value)
  return getmetatable(value) == Time
end

function Time:__tostring()
  return self.ms .. " ms"
end

function Time:__eq(other)
  return self.ms == other.ms
end

function Time:__lt(other)
  return self.ms < other.ms
end

function Time:__le(other)
  return self.ms <= other.ms
end

function Time:__add(other)
  return time(self.ms + want_duration("+", other))
end

function Time:__sub(other)
  if is_time(other) then
    return duration(self.ms - other.ms)
  end
  return time(self.ms - want_duration("-", other))
end

---@return integer
function Time:milliseconds()
  return self.ms
end

return M
