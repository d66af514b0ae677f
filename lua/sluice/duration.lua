-- sluice.duration: Duration, a length of time in whole milliseconds.
-- Spark: Duration, Durations, Milliseconds, Seconds, Minutes (semantics 1.1).
--
-- Workers load this file, too: a duration that a task's function captured is copied
-- there, and a task may make its own.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")

local M = {}

---A length of time, a whole number of milliseconds. Two of them can be added,
---subtracted, divided and compared, and one can be multiplied by a whole number.
---
---Example:
---```lua
---print(Seconds(2) + Milliseconds(500))     --> 2500 ms
---print(Seconds(2) * 3)                     --> 6000 ms
---print(Seconds(3) / Seconds(2))            --> 1.5
---print(Seconds(1) < Minutes(1))            --> true
---print(Seconds(60) == Minutes(1))          --> true
---```
---@class sluice.Duration
---@field private ms integer
---@operator add(sluice.Duration): sluice.Duration
---@operator sub(sluice.Duration): sluice.Duration
---@operator mul(integer): sluice.Duration
---@operator div(sluice.Duration): number
---@operator unm: sluice.Duration
local Duration = {}

local class = guard.class("Duration", Duration, {}, true)
M.class = class

local MOST_MS = 9007199254740 -- microseconds of it are exact everywhere

local function duration(ms)
  return setmetatable({ ms = ms }, class)
end

M.of_ms = duration

---A whole number times a unit, in milliseconds.
---@param who string who wants it
---@param value any
---@param unit integer
---@return integer ms
function M.whole(who, value, unit)
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

local whole = M.whole

---So many milliseconds. An error if n is no whole number.
---
---Example:
---```lua
---print(Milliseconds(500))      --> 500 ms
---```
---@param n integer
---@return sluice.Duration
function M.Milliseconds(n)
  return duration(whole("Milliseconds", n, 1))
end

---So many seconds. An error if n is no whole number.
---
---Example:
---```lua
---print(Seconds(10))      --> 10000 ms
---```
---@param n integer
---@return sluice.Duration
function M.Seconds(n)
  return duration(whole("Seconds", n, 1000))
end

---So many minutes. An error if n is no whole number.
---
---Example:
---```lua
---print(Minutes(2))      --> 120000 ms
---```
---@param n integer
---@return sluice.Duration
function M.Minutes(n)
  return duration(whole("Minutes", n, 60000))
end

---The same as Milliseconds(n).
---
---Example:
---```lua
---print(Duration(1500))      --> 1500 ms
---```
---@param n integer
---@return sluice.Duration
function M.Duration(n)
  return duration(whole("Duration", n, 1))
end

---The names of Spark's Java API: Durations.milliseconds(n), Durations.seconds(n),
---Durations.minutes(n).
---
---Example:
---```lua
---print(Durations.seconds(5))      --> 5000 ms
---```
M.Durations = guard.static("Durations", { milliseconds = M.Milliseconds,
  seconds = M.Seconds, minutes = M.Minutes }, {})

---@param value any
---@return boolean
function M.is_duration(value)
  return getmetatable(value) == class
end

---The milliseconds of a duration; an error if the value is none.
---@param who string who wants it
---@param value any
---@return integer ms
function M.check_duration(who, value)
  if not M.is_duration(value) then
    errors.wrong_type(who, "a Duration", value, "Seconds(1), Milliseconds(500)")
  end
  return value.ms
end

local check = M.check_duration

---Raises what Java says of a division by 0.
function M.divided_by_zero()
  errors.raise({ class = "java.lang.ArithmeticException", message = "/ by zero",
    name = "program-failed", spark = true, text = "a step of 0 ms divides nothing" })
end

function class:__tostring()
  return self.ms .. " ms"
end

function class.__concat(a, b)
  return tostring(a) .. tostring(b)
end

function class.__eq(a, b)
  return M.is_duration(a) and M.is_duration(b) and a.ms == b.ms
end

function class.__lt(a, b)
  return check("<", a) < check("<", b)
end

function class.__le(a, b)
  return check("<=", a) <= check("<=", b)
end

function class.__add(a, b)
  return duration(check("+", a) + check("+", b))
end

function class.__sub(a, b)
  return duration(check("-", a) - check("-", b))
end

function class.__mul(a, b)
  if M.is_duration(a) then
    return duration(a.ms * whole("*", b, 1))
  end
  return duration(whole("*", a, 1) * b.ms)
end

function class.__div(a, b)
  return check("/", a) / check("/", b)
end

function class:__unm()
  return duration(-self.ms)
end

---How many milliseconds it has.
---
---Example:
---```lua
---print(Seconds(2):milliseconds())      --> 2000
---```
---@return integer
function Duration:milliseconds()
  return self.ms
end

---Whether it is 0 ms long.
---
---Example:
---```lua
---print(Seconds(0):isZero())      --> true
---```
---@return boolean
function Duration:isZero()
  return self.ms == 0
end

---Whether it is a whole number of times as long as another. An error if that one is
---0 ms long.
---
---Example:
---```lua
---print(Seconds(6):isMultipleOf(Seconds(2)))      --> true
---print(Seconds(5):isMultipleOf(Seconds(2)))      --> false
---```
---@param other sluice.Duration
---@return boolean
function Duration:isMultipleOf(other)
  local step = check("isMultipleOf", other)
  if step == 0 then
    M.divided_by_zero()
  end
  return self.ms % step == 0
end

---The shorter one.
---
---Example:
---```lua
---print(Seconds(1):min(Milliseconds(300)))      --> 300 ms
---```
---@param other sluice.Duration
---@return sluice.Duration
function Duration:min(other)
  return check("min", other) < self.ms and other or self
end

---The longer one.
---
---Example:
---```lua
---print(Seconds(1):max(Milliseconds(300)))      --> 1000 ms
---```
---@param other sluice.Duration
---@return sluice.Duration
function Duration:max(other)
  return check("max", other) > self.ms and other or self
end

-- To a number of digits, halves away from zero, as Java does; x has few binary digits,
-- so that the product is exact.
local function rounded(x, digits)
  local unit = 10 ^ digits
  return ("%%.%df"):format(digits):format(math.floor(x * unit + 0.5) / unit)
end

-- Spark divides in single precision, and it shows: 1050 ms are "1.0 s".
local function single(x)
  return (string.unpack("f", string.pack("f", x)))
end

local function in_unit(ms, unit, digits, name)
  return rounded(single(single(ms) / unit), digits) .. " " .. name
end

---The text that Spark's log and web page show.
---
---Example:
---```lua
---print(Milliseconds(250):prettyPrint())     --> 250 ms
---print(Milliseconds(1500):prettyPrint())    --> 1.5 s
---print(Minutes(90):prettyPrint())           --> 1.50 h
---```
---@return string
function Duration:prettyPrint()
  local ms = self.ms
  if ms < 1000 then
    return ms .. " ms"
  elseif ms < 60000 then
    return in_unit(ms, 1000, 1, "s")
  elseif ms < 3600000 then
    return in_unit(ms, 60000, 1, "m")
  end
  return in_unit(ms, 3600000, 2, "h")
end

---The same as +.
---
---Example:
---```lua
---print(Seconds(1):plus(Seconds(2)))      --> 3000 ms
---```
---@param other sluice.Duration
---@return sluice.Duration
function Duration:plus(other)
  return duration(self.ms + check("plus", other))
end

---The same as -.
---
---Example:
---```lua
---print(Seconds(3):minus(Seconds(2)))      --> 1000 ms
---```
---@param other sluice.Duration
---@return sluice.Duration
function Duration:minus(other)
  return duration(self.ms - check("minus", other))
end

---The same as *.
---
---Example:
---```lua
---print(Seconds(3):times(2))      --> 6000 ms
---```
---@param n integer
---@return sluice.Duration
function Duration:times(n)
  return duration(self.ms * whole("times", n, 1))
end

---The same as /.
---
---Example:
---```lua
---print(Seconds(3):div(Seconds(2)))      --> 1.5
---```
---@param other sluice.Duration
---@return number
function Duration:div(other)
  return self.ms / check("div", other)
end

---The same as <.
---
---Example:
---```lua
---print(Seconds(3):less(Seconds(2)))      --> false
---```
---@param other sluice.Duration
---@return boolean
function Duration:less(other)
  return self.ms < check("less", other)
end

---The same as <=.
---
---Example:
---```lua
---print(Seconds(2):lessEq(Seconds(2)))      --> true
---```
---@param other sluice.Duration
---@return boolean
function Duration:lessEq(other)
  return self.ms <= check("lessEq", other)
end

---The same as >.
---
---Example:
---```lua
---print(Seconds(3):greater(Seconds(2)))      --> true
---```
---@param other sluice.Duration
---@return boolean
function Duration:greater(other)
  return self.ms > check("greater", other)
end

---The same as >=.
---
---Example:
---```lua
---print(Seconds(1):greaterEq(Seconds(2)))      --> false
---```
---@param other sluice.Duration
---@return boolean
function Duration:greaterEq(other)
  return self.ms >= check("greaterEq", other)
end

return M
