-- sluice.time: Time, a moment in whole milliseconds, and Interval, from one to another.
-- Spark: Time, Interval (semantics 1.2). What it says of durations is passed on.
--
-- Workers load this file, too: see sluice.duration.
-- SPDX-License-Identifier: MIT
local duration = require("sluice.duration")
local errors = require("sluice.errors")
local guard = require("sluice.guard")

local M = {
  Milliseconds = duration.Milliseconds, Seconds = duration.Seconds,
  Minutes = duration.Minutes, Duration = duration.Duration,
  Durations = duration.Durations, is_duration = duration.is_duration,
  check_duration = duration.check_duration,
}

local check = duration.check_duration

---A moment, a whole number of milliseconds. The time of a batch is the tick at which it
---was formed. A Duration can be added or subtracted; the difference of two times is a
---Duration.
---
---Example:
---```lua
---print(Time(1000) + Seconds(2))       --> 3000 ms
---print(Time(3000) - Time(1000))       --> 2000 ms
---print(Time(1000) < Time(3000))       --> true
---```
---@class sluice.Time
---@field private ms integer
---@operator add(sluice.Duration): sluice.Time
---@operator sub(sluice.Duration): sluice.Time
---@operator sub(sluice.Time): sluice.Duration
local Time = {}

local class = guard.class("Time", Time, {}, true)
M.class = class

local function time(ms)
  return setmetatable({ ms = ms }, class)
end

---A moment, so many milliseconds after the beginning. An error if n is no whole number.
---
---Example:
---```lua
---print(Time(1000))      --> 1000 ms
---```
---@param n integer
---@return sluice.Time
function M.Time(n)
  return time(duration.whole("Time", n, 1))
end

---The milliseconds of a time; an error if the value is none.
---@param who string who wants it
---@param value any
---@return integer ms
function M.check_time(who, value)
  if not M.is_time(value) then
    errors.wrong_type(who, "a Time", value, "Time(3000)")
  end
  return value.ms
end

---@param value any
---@return boolean
function M.is_time(value)
  return getmetatable(value) == class
end

local function check_time(who, value)
  if not M.is_time(value) then
    errors.wrong_type(who, "a Time", value, "Time(1000)")
  end
  return value.ms
end

function class:__tostring()
  return self.ms .. " ms"
end

function class.__concat(a, b)
  return tostring(a) .. tostring(b)
end

function class.__eq(a, b)
  return M.is_time(a) and M.is_time(b) and a.ms == b.ms
end

function class.__lt(a, b)
  return check_time("<", a) < check_time("<", b)
end

function class.__le(a, b)
  return check_time("<=", a) <= check_time("<=", b)
end

function class.__add(a, b)
  return time(check_time("+", a) + check("+", b))
end

local function minus(who, a, b)
  if M.is_time(b) then
    return duration.of_ms(check_time(who, a) - b.ms)
  end
  return time(check_time(who, a) - check(who, b))
end

function class.__sub(a, b)
  return minus("-", a, b)
end

---How many milliseconds after the beginning it is.
---
---Example:
---```lua
---print(Time(1000):milliseconds())      --> 1000
---```
---@return integer
function Time:milliseconds()
  return self.ms
end

-- Java divides towards zero.
local function quotient(a, b)
  local q = a // b
  return q < 0 and q * b ~= a and q + 1 or q
end

---The last of the times zero, zero + step, zero + 2 * step ... that is not after this
---one (Spark: of a time before zero, the first that is not before it). An error if the
---step is 0 ms.
---
---Example:
---```lua
---print(Time(1350):floor(Milliseconds(200)))              --> 1200 ms
---print(Time(1350):floor(Milliseconds(200), Time(50)))    --> 1250 ms
---```
---@param step sluice.Duration
---@param zero? sluice.Time 0 ms if not given
---@return sluice.Time
function Time:floor(step, zero)
  local ms = check("floor", step)
  local from = zero == nil and 0 or check_time("floor", zero)
  if ms == 0 then
    duration.divided_by_zero()
  end
  return time(quotient(self.ms - from, ms) * ms + from)
end

---Whether it is a whole number of steps after the beginning. An error if the step is
---0 ms.
---
---Example:
---```lua
---print(Time(4000):isMultipleOf(Seconds(2)))      --> true
---```
---@param step sluice.Duration
---@return boolean
function Time:isMultipleOf(step)
  local ms = check("isMultipleOf", step)
  if ms == 0 then
    duration.divided_by_zero()
  end
  return self.ms % ms == 0
end

-- The times from one on, as long as they are before the end, or at it, too.
local function steps(who, from, last, step, with_end)
  local ms, to = check(who, step), check_time(who, last)
  if ms == 0 then
    errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
      message = "step cannot be 0.", name = "wrong-type",
      text = ("%s wants a step that is not 0 ms"):format(who) })
  end
  local list = {}
  for at = from, to, ms do
    if at ~= to or with_end then
      list[#list + 1] = time(at)
    end
  end
  return list
end

---The times from this one on, every step, that are before the end. Spark's name is
---`until`, a word of Lua's own: it has to be written `time["until"]`; upTo is the same.
---
---Example:
---```lua
---local times = Time(1000):upTo(Time(4000), Seconds(1))
---print(#times .. ", the last " .. times[3])    --> 3, the last 3000 ms
---```
---@param last sluice.Time
---@param step sluice.Duration
---@return sluice.Time[]
function Time:upTo(last, step)
  return steps("upTo", self.ms, last, step, false)
end

Time["until"] = Time.upTo

---The times from this one on, every step, the end included if a step falls on it.
---
---Example:
---```lua
---local times = Time(1000):to(Time(4000), Seconds(1))
---print(#times .. ", the last " .. times[4])    --> 4, the last 4000 ms
---```
---@param last sluice.Time
---@param step sluice.Duration
---@return sluice.Time[]
function Time:to(last, step)
  return steps("to", self.ms, last, step, true)
end

---The earlier one.
---
---Example:
---```lua
---print(Time(1000):min(Time(2000)))      --> 1000 ms
---```
---@param other sluice.Time
---@return sluice.Time
function Time:min(other)
  return check_time("min", other) < self.ms and other or self
end

---The later one.
---
---Example:
---```lua
---print(Time(1000):max(Time(2000)))      --> 2000 ms
---```
---@param other sluice.Time
---@return sluice.Time
function Time:max(other)
  return check_time("max", other) > self.ms and other or self
end

---The same as +.
---
---Example:
---```lua
---print(Time(1000):plus(Seconds(2)))      --> 3000 ms
---```
---@param length sluice.Duration
---@return sluice.Time
function Time:plus(length)
  return time(self.ms + check("plus", length))
end

---The same as -: a Time less a Duration is a Time, less a Time a Duration.
---
---Example:
---```lua
---print(Time(3000):minus(Seconds(2)))      --> 1000 ms
---```
---@param other sluice.Duration|sluice.Time
---@return sluice.Time|sluice.Duration
function Time:minus(other)
  return minus("minus", self, other)
end

---The same as <.
---
---Example:
---```lua
---print(Time(1000):less(Time(2000)))      --> true
---```
---@param other sluice.Time
---@return boolean
function Time:less(other)
  return self.ms < check_time("less", other)
end

---The same as <=.
---
---Example:
---```lua
---print(Time(2000):lessEq(Time(2000)))      --> true
---```
---@param other sluice.Time
---@return boolean
function Time:lessEq(other)
  return self.ms <= check_time("lessEq", other)
end

---The same as >.
---
---Example:
---```lua
---print(Time(1000):greater(Time(2000)))      --> false
---```
---@param other sluice.Time
---@return boolean
function Time:greater(other)
  return self.ms > check_time("greater", other)
end

---The same as >=.
---
---Example:
---```lua
---print(Time(2000):greaterEq(Time(2000)))      --> true
---```
---@param other sluice.Time
---@return boolean
function Time:greaterEq(other)
  return self.ms >= check_time("greaterEq", other)
end

---The time from one moment to another.
---
---Example:
---```lua
---print(Interval(Time(1000), Time(3000)):duration())      --> 2000 ms
---```
---@class sluice.Interval
---@operator add(sluice.Duration): sluice.Interval
---@operator sub(sluice.Duration): sluice.Interval
local Interval = {}

local interval_class = guard.class("Interval", Interval, {}, true)
M.interval_class = interval_class

local function interval(from, to)
  return setmetatable({ from = from, to = to }, interval_class)
end

---From one moment to another; milliseconds may stand for a Time. A Duration that is
---added moves both ends.
---
---Example:
---```lua
---local second = Interval(Time(1000), Time(2000))
---print(second)                           --> [1000 ms, 2000 ms]
---print(second + Seconds(1))              --> [2000 ms, 3000 ms]
---print(second < second + Seconds(1))     --> true
---```
---@param from sluice.Time|integer
---@param to sluice.Time|integer
---@return sluice.Interval
function M.Interval(from, to)
  return interval(M.is_time(from) and from or time(duration.whole("Interval", from, 1)),
    M.is_time(to) and to or time(duration.whole("Interval", to, 1)))
end

function interval_class:__tostring()
  return ("[%s, %s]"):format(self.from, self.to)
end

function interval_class.__concat(a, b)
  return tostring(a) .. tostring(b)
end

-- Spark compares the ends of intervals that are equally long, and no others.
local function compared_ends(a, b)
  for _, value in ipairs({ a, b }) do
    if getmetatable(value) ~= interval_class then
      errors.wrong_type("<", "an Interval", value, "Interval(Time(0), Time(1000))")
    end
  end
  if a:duration() ~= b:duration() then
    errors.raise({ class = "java.lang.Exception", name = "wrong-type", spark = true,
      message = ("Comparing two intervals with different durations [%s, %s]"):format(a,
        b),
      text = "intervals of different lengths have no order" })
  end
  return a.to.ms, b.to.ms
end

function interval_class.__lt(a, b)
  local first, second = compared_ends(a, b)
  return first < second
end

function interval_class.__le(a, b)
  local first, second = compared_ends(a, b)
  return first <= second
end

function interval_class.__add(a, length)
  return interval(a.from + length, a.to + length)
end

function interval_class.__sub(a, length)
  return interval(a.from - length, a.to - length)
end

---Its first moment.
---
---Example:
---```lua
---print(Interval(1000, 2000):beginTime())      --> 1000 ms
---```
---@return sluice.Time
function Interval:beginTime()
  return self.from
end

---Its last moment.
---
---Example:
---```lua
---print(Interval(1000, 2000):endTime())      --> 2000 ms
---```
---@return sluice.Time
function Interval:endTime()
  return self.to
end

---How long it is.
---
---Example:
---```lua
---print(Interval(1000, 2500):duration())      --> 1500 ms
---```
---@return sluice.Duration
function Interval:duration()
  return self.to - self.from
end

---@param value any
---@return boolean
function M.is_interval(value)
  return getmetatable(value) == interval_class
end

return M
