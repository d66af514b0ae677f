-- Duration, Time and Interval: arithmetic, order, texts, and what they refuse. The
-- first two parts are the cases of Spark's suites; the rest was asked of Spark 3.5.6.
-- SPDX-License-Identifier: MIT
package.loaded["sluice.host"] = { caller = function() return "program.lua", 1 end }
local tap = require("tap")
local time = require("sluice.time")

local Milliseconds, Seconds, Minutes = time.Milliseconds, time.Seconds, time.Minutes
local Duration, Time, Interval = time.Duration, time.Time, time.Interval

local function shown(value)
  if type(value) ~= "table" or getmetatable(value) then
    return tostring(value)
  end
  local texts = {}
  for i, item in ipairs(value) do
    texts[i] = tostring(item)
  end
  return table.concat(texts, " ")
end

-- Each case: what is said of it, the value, its text.
local function check(cases)
  for _, case in ipairs(cases) do
    tap.is(shown(case[2]), case[3], case[1])
  end
end

-- An error of a class, with a text.
local function refuses(name, f, class, message)
  local ok, err = pcall(f)
  tap.is(not ok and err.class, class, name .. ": class")
  tap.is(not ok and err.message, message, name .. ": text")
end

-- --- DurationSuite ------------------------------------------------------------------

check({
  { "999 <= 1000", Duration(999) <= Duration(1000), "true" },
  { "0 <= 1", Duration(0) <= Duration(1), "true" },
  { "1000 <= 999", Duration(1000) <= Duration(999), "false" },
  { "1000 <= 1000", Duration(1000) <= Duration(1000), "true" },
  { "plus", Duration(1000) + Duration(100), "1100 ms" },
  { "plus 0", Duration(1000) + Duration(0), "1000 ms" },
  { "a multiple of 5", Duration(1000):isMultipleOf(Duration(5)), "true" },
  { "a multiple of itself", Duration(1000):isMultipleOf(Duration(1000)), "true" },
  { "a multiple of 1", Duration(1000):isMultipleOf(Duration(1)), "true" },
  { "no multiple of 6", Duration(1000):isMultipleOf(Duration(6)), "false" },
  { "min", Duration(999):min(Duration(1000)), "999 ms" },
  { "min, the other way", Duration(1000):min(Duration(999)), "999 ms" },
  { "min of equals", Duration(1000):min(Duration(1000)), "1000 ms" },
  { "max", Duration(999):max(Duration(1000)), "1000 ms" },
  { "max, the other way", Duration(1000):max(Duration(999)), "1000 ms" },
  { "max of equals", Duration(1000):max(Duration(1000)), "1000 ms" },
  { "minus", Duration(1000) - Duration(100), "900 ms" },
  { "minus 0", Duration(1000) - Duration(0), "1000 ms" },
  { "minus itself", Duration(1000) - Duration(1000), "0 ms" },
  { "times 2", Duration(100) * 2, "200 ms" },
  { "times 1", Duration(100) * 1, "100 ms" },
  { "times 0", Duration(100) * 0, "0 ms" },
  { "div 5", Duration(1000) / Duration(5), "200.0" },
  { "div 1", Duration(1000) / Duration(1), "1000.0" },
  { "div itself", Duration(1000) / Duration(1000), "1.0" },
  { "div 2000", Duration(1000) / Duration(2000), "0.5" },
  { "Seconds", Seconds(30):milliseconds(), "30000" },
  { "Minutes", Minutes(2):milliseconds(), "120000" },
})

-- --- TimeSuite ----------------------------------------------------------------------

check({
  { "999 <= 1000 as times", Time(999) <= Time(1000), "true" },
  { "0 <= 1 as times", Time(0) <= Time(1), "true" },
  { "1000 <= 999 as times", Time(1000) <= Time(999), "false" },
  { "1000 <= 1000 as times", Time(1000) <= Time(1000), "true" },
  { "999 >= 1000", Time(999) >= Time(1000), "false" },
  { "0 >= 1", Time(0) >= Time(1), "false" },
  { "1000 >= 999", Time(1000) >= Time(999), "true" },
  { "1000 >= 1000", Time(1000) >= Time(1000), "true" },
  { "time plus", Time(1000) + Duration(100), "1100 ms" },
  { "time plus 0", Time(1000) + Duration(0), "1000 ms" },
  { "min of times", Time(999):min(Time(1000)), "999 ms" },
  { "min of times, the other way", Time(1000):min(Time(999)), "999 ms" },
  { "min of equal times", Time(1000):min(Time(1000)), "1000 ms" },
  { "max of times", Time(999):max(Time(1000)), "1000 ms" },
  { "max of times, the other way", Time(1000):max(Time(999)), "1000 ms" },
  { "max of equal times", Time(1000):max(Time(1000)), "1000 ms" },
  { "time minus time", Time(1000) - Time(100), "900 ms" },
  { "time minus the beginning", Time(1000) - Time(0), "1000 ms" },
  { "time minus itself", Time(1000) - Time(1000), "0 ms" },
  { "floor from 50", Time(1350):floor(Milliseconds(200), Time(50)), "1250 ms" },
  { "floor from 150", Time(1350):floor(Milliseconds(200), Time(150)), "1350 ms" },
  { "floor from 200", Time(1350):floor(Milliseconds(200), Time(200)), "1200 ms" },
  { "until", Time(1000):upTo(Time(1100), Milliseconds(100)), "1000 ms" },
  { "until itself", Time(1000):upTo(Time(1000), Milliseconds(100)), "" },
  { "until between steps", Time(1000):upTo(Time(1100), Milliseconds(30)),
    "1000 ms 1030 ms 1060 ms 1090 ms" },
  { "to", Time(1000):to(Time(1100), Milliseconds(100)), "1000 ms 1100 ms" },
  { "to itself", Time(1000):to(Time(1000), Milliseconds(100)), "1000 ms" },
  { "to between steps", Time(1000):to(Time(1100), Milliseconds(30)),
    "1000 ms 1030 ms 1060 ms 1090 ms" },
})
tap.ok(time.is_duration(Time(1000) - Time(100)), "a difference is a duration")
tap.ok(time.is_time(Time(1000) - Seconds(1)), "a time less a duration is a time")

-- --- What Spark said besides --------------------------------------------------------

local second, moment = Seconds(1), Time(1350)

check({
  { "below zero", second - Seconds(2), "-1000 ms" },
  { "times -1", second * -1, "-1000 ms" },
  { "a number first", 3 * second, "3000 ms" },
  { "negated", -second, "-1000 ms" },
  { "div by 0", second / Milliseconds(0), "inf" },
  { "a multiple of a negative one", second:isMultipleOf(Milliseconds(-300)), "false" },
  { "a negative one", Seconds(-4):isMultipleOf(Seconds(2)), "true" },
  { "isZero", Milliseconds(0):isZero(), "true" },
  { "not zero", second:isZero(), "false" },
  { "equal", second == Milliseconds(1000), "true" },
  { "not equal", second == Milliseconds(1001), "false" },
  { "a duration is no time", second == Time(1000), "false" },
  { "<", second < second, "false" },
  { ">", Seconds(2) > second, "true" },
  { "plus()", second:plus(second), "2000 ms" },
  { "minus()", second:minus(second), "0 ms" },
  { "times()", second:times(4), "4000 ms" },
  { "div()", second:div(Milliseconds(400)), "2.5" },
  { "less()", second:less(Seconds(2)), "true" },
  { "lessEq()", second:lessEq(second), "true" },
  { "greater()", second:greater(second), "false" },
  { "greaterEq()", second:greaterEq(second), "true" },
  { "in a text", "every " .. second .. ".", "every 1000 ms." },
  { "Durations.milliseconds", time.Durations.milliseconds(3), "3 ms" },
  { "Durations.seconds", time.Durations.seconds(3), "3000 ms" },
  { "Durations.minutes", time.Durations.minutes(3), "180000 ms" },
  { "a float that is whole", Seconds(2.0), "2000 ms" },
})
for ms, text in pairs({ [0] = "0 ms", [999] = "999 ms", [1000] = "1.0 s",
  [1049] = "1.0 s", [1050] = "1.0 s", [1051] = "1.1 s", [1150] = "1.1 s",
  [1250] = "1.3 s", [1500] = "1.5 s", [59949] = "59.9 s", [59950] = "60.0 s",
  [59999] = "60.0 s", [60000] = "1.0 m", [61234] = "1.0 m", [3599999] = "60.0 m",
  [3600000] = "1.00 h", [7200000] = "2.00 h", [86400000] = "24.00 h",
  [-5] = "-5 ms" }) do
  tap.is(Milliseconds(ms):prettyPrint(), text, ms .. " ms, pretty")
end

check({
  { "time text", moment, "1350 ms" },
  { "time in a text", "at " .. moment, "at 1350 ms" },
  { "milliseconds", moment:milliseconds(), "1350" },
  { "floor", moment:floor(Milliseconds(200)), "1200 ms" },
  { "floor before zero", Time(-1350):floor(Milliseconds(200)), "-1200 ms" },
  { "floor below a zero", Time(-1350):floor(Milliseconds(200), Time(50)), "-1350 ms" },
  { "floor close to a zero", Time(10):floor(Milliseconds(200), Time(50)), "50 ms" },
  { "multiple of 50", moment:isMultipleOf(Milliseconds(50)), "true" },
  { "no multiple of 100", moment:isMultipleOf(Milliseconds(100)), "false" },
  { "time.plus", moment:plus(second), "2350 ms" },
  { "time.minus duration", moment:minus(second), "350 ms" },
  { "time.minus time", moment:minus(Time(2000)), "-650 ms" },
  { "until by its name", Time(0)["until"](Time(0), Time(3), Duration(2)),
    "0 ms 2 ms" },
  { "until an earlier time", Time(1000):upTo(Time(900), Milliseconds(30)), "" },
  { "until, backwards", Time(1000):upTo(Time(900), Milliseconds(-30)),
    "1000 ms 970 ms 940 ms 910 ms" },
  { "to, backwards", Time(1000):to(Time(900), Milliseconds(-50)),
    "1000 ms 950 ms 900 ms" },
  { "equal times", moment == Time(1350), "true" },
  { "time.less", moment:less(Time(1)), "false" },
  { "time.lessEq", moment:lessEq(moment), "true" },
  { "time.greater", moment:greater(Time(1)), "true" },
  { "time.greaterEq", moment:greaterEq(Time(1351)), "false" },
})

local interval = Interval(Time(1000), Time(3000))
check({
  { "interval", interval, "[1000 ms, 3000 ms]" },
  { "of milliseconds", Interval(1000, 2000), "[1000 ms, 2000 ms]" },
  { "its beginning", interval:beginTime(), "1000 ms" },
  { "its end", interval:endTime(), "3000 ms" },
  { "its duration", interval:duration(), "2000 ms" },
  { "backwards", Interval(2000, 1000):duration(), "-1000 ms" },
  { "moved", interval + second, "[2000 ms, 4000 ms]" },
  { "moved back", interval - second, "[0 ms, 2000 ms]" },
  { "earlier", interval < interval + second, "true" },
  { "not earlier", interval < interval, "false" },
  { "not later", interval <= interval, "true" },
})

-- --- What is refused ----------------------------------------------------------------

local ARITHMETIC = "java.lang.ArithmeticException"
local ARGUMENT = "java.lang.IllegalArgumentException"

refuses("a multiple of 0", function() return second:isMultipleOf(Milliseconds(0)) end,
  ARITHMETIC, "/ by zero")
refuses("a time that is a multiple of 0",
  function() return moment:isMultipleOf(Milliseconds(0)) end, ARITHMETIC, "/ by zero")
refuses("floor by 0", function() return moment:floor(Milliseconds(0)) end, ARITHMETIC,
  "/ by zero")
refuses("steps of 0", function() return moment:to(moment, Milliseconds(0)) end,
  ARGUMENT, "step cannot be 0.")
refuses("intervals of different lengths",
  function() return interval < Interval(2000, 3000) end, "java.lang.Exception",
  "Comparing two intervals with different durations "
    .. "[[1000 ms, 3000 ms], [2000 ms, 3000 ms]]")
refuses("half a second", function() return Seconds(0.5) end, ARGUMENT,
  "Seconds wants a whole number, got 0.5")
refuses("too many minutes", function() return Minutes(150119988) end, ARGUMENT,
  "Minutes wants a number of at most 150119987, got 150119988")
refuses("a duration plus a number", function() return second + 1 end, ARGUMENT,
  "+ wants a Duration, got 1")
refuses("a number before a duration", function() return 1 < second end, ARGUMENT,
  "< wants a Duration, got 1")
refuses("a duration before a time", function() return second < moment end, ARGUMENT,
  "< wants a Duration, got a Time")
refuses("a time plus a time", function() return moment + moment end, ARGUMENT,
  "+ wants a Duration, got a Time")
refuses("half a time", function() return second * 0.5 end, ARGUMENT,
  "* wants a whole number, got 0.5")
refuses("a method with a dot", function() return second.isZero() end, ARGUMENT,
  "isZero is a method of a Duration; a method is called with a colon")
refuses("a misspelt method", function() return second:iszero() end,
  "java.lang.NoSuchMethodError", "a Duration has no method `iszero`")
refuses("a function with a colon",
  function() return time.Durations:seconds(1) end, ARGUMENT,
  "seconds belongs to no object; it is called with a dot")
refuses("a misspelt function", function() return time.Durations.second(1) end,
  "java.lang.NoSuchMethodError", "Durations has no function `second`")
refuses("adding to Durations", function() time.Durations.hours = 1 end,
  "java.lang.UnsupportedOperationException", "nothing can be added to Durations")

tap.done()
