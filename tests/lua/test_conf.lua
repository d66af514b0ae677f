-- SparkConf: setting, reading as numbers, times and sizes, and what it refuses; all was
-- asked of Spark 3.5.6.
-- SPDX-License-Identifier: MIT
package.loaded["sluice.host"] = { caller = function() return "program.lua", 1 end }
local tap = require("tap")

-- What the engine brings.
local function pair(a, b) return { _1 = a, _2 = b } end
local None = {}
_G.pair, _G.None = pair, None
_G.Some = function(x) return { some = x } end

local SparkConf = require("sluice.conf").SparkConf

local NUMBER_FORMAT = "java.lang.NumberFormatException"
local ARGUMENT = "java.lang.IllegalArgumentException"
local NULL = "java.lang.NullPointerException"
local MISSING = "java.util.NoSuchElementException"

-- An error of a class; the text begins and ends so.
local function refuses(f, class, first, last)
  local ok, err = pcall(f)
  local message = not ok and err.message or "nothing was raised"
  tap.is(not ok and err.class, class, first .. ": class")
  tap.is(message:sub(1, #first), first, first .. ": text")
  if last then
    tap.is(message:sub(-#last), last, first .. ": its end")
  end
end

-- --- Setting and getting -------------------------------------------------------------

local conf = SparkConf(false)
tap.is(conf:set("a", "1"):set("b", 2):set("c", true):set("d", 1.5), conf, "a chain")
tap.is(conf:get("a"), "1", "get")
tap.is(conf:get("b"), "2", "a number became a text")
tap.is(conf:get("c"), "true", "so did a boolean")
tap.is(conf:get("nope", "d"), "d", "the default")
tap.is(conf:getOption("a").some, "1", "getOption of what is there")
tap.is(conf:getOption("nope"), None, "getOption of what is not")
tap.is(conf:contains("a"), true, "contains")
tap.is(conf:remove("a"), conf, "remove returns the object")
tap.is(conf:contains("a"), false, "removed")
tap.is(conf:remove("a"), conf, "removing it again changes nothing")
tap.is(conf:setIfMissing("b", "9"):get("b"), "2", "setIfMissing keeps what is there")
tap.is(conf:setIfMissing("e", "9"):get("e"), "9", "setIfMissing sets what is not")
tap.is(conf:set("b", "3"):get("b"), "3", "set again")
tap.is(conf:toDebugString(), "b=3\nc=true\nd=1.5\ne=9", "toDebugString goes by name")

local copy = conf:clone():set("b", "other"):remove("c")
tap.is(conf:get("b"), "3", "a copy goes its own way")
tap.is(copy:toDebugString(), "b=other\nd=1.5\ne=9", "the copy")

conf = SparkConf():setAll({ ["spark.z"] = 26, ["spark.a"] = "1" })
  :setAll({ pair("spark.b", "2") }):setMaster("local[2]"):setAppName("x")
local texts = {}
for i, item in ipairs(conf:getAll()) do
  texts[i] = item._1 .. "=" .. item._2
end
tap.is(table.concat(texts, " "),
  "spark.a=1 spark.app.name=x spark.b=2 spark.master=local[2] spark.z=26", "getAll")
tap.is(conf:getAllWithPrefix("spark.app.")[1]._1, "name", "getAllWithPrefix")
tap.is(#conf:getAllWithPrefix("spark.app."), 1, "and no other")
conf:setExecutorEnv("A", "1"):setJars({ "a.jar", "b.jar" }):setSparkHome("/x")
tap.is(conf:getExecutorEnv()[1]._1, "A", "getExecutorEnv")
tap.is(conf:get("spark.jars"), "a.jar,b.jar", "setJars")
tap.is(conf:get("spark.home"), "/x", "setSparkHome")

local OLD = "spark.streaming.minRememberDuration"
local NEW = "spark.streaming.fileStream.minRememberDuration"
conf = SparkConf():set(OLD, "5s")
tap.is(conf:get(NEW), "5s", "the value of an old name")
tap.is(conf:contains(NEW), true, "it counts as there")
tap.is(conf:getOption(NEW).some, "5s", "as an option, too")
tap.is(conf:getTimeAsMs(NEW), 5000, "and as a time")

conf = SparkConf():set("my.Secret", "s"):set("spark.password", "p"):set("x", "a token")
  :set("access.key", "k"):set("plain", "p")
tap.is(conf:toDebugString(), "access.key=*********(redacted)\n"
  .. "my.Secret=*********(redacted)\nplain=p\nspark.password=*********(redacted)\n"
  .. "x=*********(redacted)", "secrets are hidden")
tap.is(conf:get("spark.password"), "p", "and can be read")

refuses(function() conf:get("nope") end, MISSING, "nope")
refuses(function() conf:getAppId() end, MISSING, "spark.app.id")
refuses(function() conf:set(nil, "x") end, NULL, "null key")
refuses(function() conf:set("k", nil) end, NULL, "null value for k")
refuses(function() conf:setMaster(nil) end, NULL, "null value for spark.master")
refuses(function() conf:setAppName() end, NULL, "null value for spark.app.name")
refuses(function() conf:set("k", {}) end, ARGUMENT,
  "the setting `k` wants a text, got a table")
refuses(function() conf:set(1, "x") end, ARGUMENT,
  "set wants the name of a setting, got 1")
refuses(function() conf:setAll("x") end, ARGUMENT,
  'setAll wants a table of names and values, got "x"')
refuses(function() conf:setAll({ "x" }) end, ARGUMENT,
  'setAll wants a list of pairs, got "x"')
refuses(function() SparkConf("x") end, ARGUMENT,
  'SparkConf wants true or false, or nothing, got "x"')

-- --- Numbers -------------------------------------------------------------------------

conf = SparkConf():setAll({ one = 1, x = "x", fraction = "1.5", spaces = " 5 ",
  huge = "99999999999", bigger = "9223372036854775808", empty = "", yes = "yes",
  True = "TRUE", plus = "+7", minus = "-7", exponent = "-2.5e3", hex = "0x10" })

tap.is(conf:getInt("one", 5), 1, "getInt")
tap.is(conf:getInt("nope", 5), 5, "getInt: the default")
tap.is(conf:getInt("plus", 5), 7, "getInt: a sign")
tap.is(conf:getInt("minus", 5), -7, "getInt: the other sign")
tap.is(conf:getLong("huge", 5), 99999999999, "getLong")
tap.is(conf:getDouble("fraction", 5), 1.5, "getDouble")
tap.is(conf:getDouble("one", 5), 1.0, "getDouble of a whole number")
tap.is(conf:getDouble("spaces", 5), 5.0, "getDouble takes spaces")
tap.is(conf:getDouble("exponent", 5), -2500.0, "getDouble takes an exponent")
tap.is(conf:getDouble("nope", 5), 5.0, "getDouble: the default")
tap.is(conf:getBoolean("True", false), true, "getBoolean")
tap.is(conf:getBoolean("nope", true), true, "getBoolean: the default")

local function refuses_value(method, key, default, class, problem)
  refuses(function() conf[method](conf, key, default) end, class,
    ("Illegal value for config key %s: %s"):format(key, problem))
end

refuses_value("getInt", "x", 5, NUMBER_FORMAT, 'For input string: "x"')
refuses_value("getInt", "fraction", 5, NUMBER_FORMAT, 'For input string: "1.5"')
refuses_value("getInt", "spaces", 5, NUMBER_FORMAT, 'For input string: " 5 "')
refuses_value("getInt", "huge", 5, NUMBER_FORMAT, 'For input string: "99999999999"')
refuses_value("getInt", "empty", 5, NUMBER_FORMAT, 'For input string: ""')
refuses_value("getInt", "hex", 5, NUMBER_FORMAT, 'For input string: "0x10"')
refuses_value("getLong", "bigger", 5, NUMBER_FORMAT,
  'For input string: "9223372036854775808"')
refuses_value("getDouble", "x", 5, NUMBER_FORMAT, 'For input string: "x"')
refuses_value("getDouble", "empty", 5, NUMBER_FORMAT, "empty String")
refuses_value("getBoolean", "yes", true, ARGUMENT, 'For input string: "yes"')
refuses_value("getBoolean", "empty", true, ARGUMENT, 'For input string: ""')
refuses(function() conf:getInt("nope") end, MISSING, "nope")
refuses(function() conf:getInt("one", "5") end, ARGUMENT,
  'the default of getInt wants a whole number, got "5"')

-- --- Times and sizes -----------------------------------------------------------------

-- Each text as milliseconds and as seconds.
for text, wanted in pairs({ ["10s"] = { 10000, 10 }, ["10"] = { 10, 10 },
  ["-5s"] = { -5000, -5 }, ["100us"] = { 0, 0 }, ["1500us"] = { 1, 0 },
  ["-1500us"] = { -1, 0 }, ["1ms"] = { 1, 0 }, ["1min"] = { 60000, 60 },
  ["1m"] = { 60000, 60 }, ["1h"] = { 3600000, 3600 }, ["1d"] = { 86400000, 86400 },
  ["1S"] = { 1000, 1 }, [" 10s "] = { 10000, 10 },
  ["10000000000000000d"] = { math.maxinteger, math.maxinteger } }) do
  conf:set("t", text)
  tap.is(conf:getTimeAsMs("t"), wanted[1], ("%q in ms"):format(text))
  tap.is(conf:getTimeAsSeconds("t"), wanted[2], ("%q in s"):format(text))
end
tap.is(conf:getTimeAsMs("nope", "7m"), 420000, "the default is a text, too")

local TIME = "Illegal value for config key t: Time must be specified as seconds (s), "
for text, problem in pairs({ ["5x"] = 'Invalid suffix: "x"',
  ["1ns"] = 'Invalid suffix: "ns"', ["1.5s"] = "Failed to parse time string: 1.5s",
  [""] = "Failed to parse time string: ", ["1 s"] = "Failed to parse time string: 1 s",
  ["+1s"] = "Failed to parse time string: +1s",
  ["9223372036854775808"] = 'For input string: "9223372036854775808"' }) do
  conf:set("t", text)
  refuses(function() conf:getTimeAsMs("t") end, NUMBER_FORMAT, TIME, "\n" .. problem)
end
refuses(function() conf:getTimeAsMs("nope") end, MISSING, "nope")

-- Each text as bytes, and in units of 1024, 1024^2 and 1024^3 of them.
for text, wanted in pairs({ ["10"] = { 10, 10, 10, 10 }, ["10k"] = { 10240, 10, 0, 0 },
  ["10kb"] = { 10240, 10, 0, 0 }, ["10MB"] = { 10485760, 10240, 10, 0 },
  ["10g"] = { 10737418240, 10485760, 10240, 10 },
  ["1p"] = { 1125899906842624, 1099511627776, 1073741824, 1048576 },
  ["1500b"] = { 1500, 1, 0, 0 } }) do
  conf:set("s", text)
  tap.is(conf:getSizeAsBytes("s"), wanted[1], text .. " in bytes")
  tap.is(conf:getSizeAsKb("s"), wanted[2], text .. " in k")
  tap.is(conf:getSizeAsMb("s"), wanted[3], text .. " in m")
  tap.is(conf:getSizeAsGb("s"), wanted[4], text .. " in g")
end
tap.is(conf:getSizeAsBytes("nope", 12), 12, "a size by default")
tap.is(conf:getSizeAsBytes("nope", "1k"), 1024, "as a text, too")

local SIZE = "Illegal value for config key s: Size must be specified as bytes (b), "
for text, problem in pairs({ ["10x"] = 'Invalid suffix: "x"',
  ["1.5k"] = "Fractional values are not supported. Input was: 1.5",
  ["-5"] = "Failed to parse byte string: -5",
  [""] = "Failed to parse byte string: " }) do
  conf:set("s", text)
  refuses(function() conf:getSizeAsMb("s") end, NUMBER_FORMAT, SIZE, "\n" .. problem)
end
conf:set("s", "100000000000g")
refuses(function() conf:getSizeAsBytes("s") end, ARGUMENT, "Illegal value for config "
  .. "key s: Conversion of 100000000000 exceeds Long.MAX_VALUE in GiB. Try a larger "
  .. "unit (e.g. MiB instead of KiB)")
tap.is(conf:getSizeAsGb("s"), 100000000000, "in its own unit it fits")

tap.done()
