-- sluice.conf_readers: the methods of SparkConf that read a text as something else.
-- Spark: SparkConf.getInt, getTimeAsMs and their like.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local units = require("sluice.units")

local M = {}

---@class SparkConf
local SparkConf = {}

-- What a setting is read as. `default` may be of the kind itself or, for times and
-- sizes, a text to be read; without one the setting has to be there.
local function read(self, who, key, default, parse)
  local text = default
  if default == nil or self:contains(key) then
    text = self:get(key)
  elseif type(default) ~= "string" then
    return default
  end
  local value, java, problem = parse(text)
  if value == nil then
    errors.raise({ class = java, spark = true, name = "wrong-type", who = who,
      message = ("Illegal value for config key %s: %s"):format(key, problem),
      text = ("%s cannot read the setting `%s`, %q"):format(who, key, text) })
  end
  return value
end

local function check_default(who, default, wanted, is_wanted)
  if default ~= nil and not is_wanted then
    errors.wrong_type("the default of " .. who, wanted, default)
  end
  return default
end

---A setting as a whole number of 32 bits. NumberFormatException if it is none.
---
---Example:
---```lua
---print(SparkConf():set("spark.n", "5"):getInt("spark.n", 1))      --> 5
---```
---@param key string
---@param default integer
---@return integer
function SparkConf:getInt(key, default)
  check_default("getInt", default, "a whole number", math.type(default) == "integer")
  return read(self, "getInt", key, default, function(text)
    return units.integer(text, 2 ^ 31 - 1)
  end)
end

---A setting as a whole number of 64 bits. NumberFormatException if it is none.
---
---Example:
---```lua
---print(SparkConf():getLong("spark.n", 5000000000))      --> 5000000000
---```
---@param key string
---@param default integer
---@return integer
function SparkConf:getLong(key, default)
  check_default("getLong", default, "a whole number", math.type(default) == "integer")
  return read(self, "getLong", key, default, function(text)
    return units.integer(text, math.maxinteger)
  end)
end

---A setting as a number with a fraction. NumberFormatException if it is none.
---
---Example:
---```lua
---print(SparkConf():set("spark.x", "3"):getDouble("spark.x", 1.5))      --> 3.0
---```
---@param key string
---@param default number
---@return number
function SparkConf:getDouble(key, default)
  check_default("getDouble", default, "a number", type(default) == "number")
  return read(self, "getDouble", key, default, units.float) + 0.0
end

---A setting as true or false, in capitals or not. IllegalArgumentException if it is
---neither.
---
---Example:
---```lua
---print(SparkConf():getBoolean("spark.streaming.unpersist", true))      --> true
---```
---@param key string
---@param default boolean
---@return boolean
function SparkConf:getBoolean(key, default)
  check_default("getBoolean", default, "true or false", type(default) == "boolean")
  return read(self, "getBoolean", key, default, units.boolean)
end

-- A text without a unit counts in the reader's own.
local function read_time(self, who, key, default, unit)
  check_default(who, default, 'a text such as "10s"', type(default) == "string")
  return read(self, who, key, default, function(text)
    return units.time(text, unit)
  end)
end

local function read_size(self, who, key, default, unit)
  check_default(who, default, 'a text such as "10m"',
    type(default) == "string" or unit == "b" and math.type(default) == "integer")
  return read(self, who, key, default, function(text)
    return units.size(text, unit)
  end)
end

---A setting as a time in milliseconds. Units are us, ms, s, m or min, h and d; a bare
---number is milliseconds. The default is a text, too. NumberFormatException if it is no
---time, NoSuchElementException if it is not set and there is no default.
---
---Example:
---```lua
---local conf = SparkConf():set("spark.streaming.blockInterval", "2s")
---print(conf:getTimeAsMs("spark.streaming.blockInterval", "200ms"))      --> 2000
---```
---@param key string
---@param default? string
---@return integer
function SparkConf:getTimeAsMs(key, default)
  return read_time(self, "getTimeAsMs", key, default, "ms")
end

---A setting as a time in seconds; a bare number is seconds, and what is left over of
---one is cut off. Else as getTimeAsMs.
---
---Example:
---```lua
---print(SparkConf():getTimeAsSeconds("spark.network.timeout", "2m"))      --> 120
---```
---@param key string
---@param default? string
---@return integer
function SparkConf:getTimeAsSeconds(key, default)
  return read_time(self, "getTimeAsSeconds", key, default, "s")
end

---A setting as a size in bytes. Units are b, k, m, g, t and p, with or without a b,
---each 1024 times the one before; a bare number is bytes. NumberFormatException if it
---is no size, NoSuchElementException if it is not set and there is no default.
---
---Example:
---```lua
---print(SparkConf():set("spark.size", "10k"):getSizeAsBytes("spark.size"))   --> 10240
---```
---@param key string
---@param default? string|integer
---@return integer
function SparkConf:getSizeAsBytes(key, default)
  return read_size(self, "getSizeAsBytes", key, default, "b")
end

---A setting as a size in units of 1024 bytes; what is left over of one is cut off. Else
---as getSizeAsBytes.
---
---Example:
---```lua
---print(SparkConf():getSizeAsKb("spark.size", "1m"))      --> 1024
---```
---@param key string
---@param default? string
---@return integer
function SparkConf:getSizeAsKb(key, default)
  return read_size(self, "getSizeAsKb", key, default, "k")
end

---The same in units of 1024 * 1024 bytes.
---
---Example:
---```lua
---print(SparkConf():getSizeAsMb("spark.size", "1g"))      --> 1024
---```
---@param key string
---@param default? string
---@return integer
function SparkConf:getSizeAsMb(key, default)
  return read_size(self, "getSizeAsMb", key, default, "m")
end

---The same in units of 1024 * 1024 * 1024 bytes.
---
---Example:
---```lua
---print(SparkConf():getSizeAsGb("spark.size", "1t"))      --> 1024
---```
---@param key string
---@param default? string
---@return integer
function SparkConf:getSizeAsGb(key, default)
  return read_size(self, "getSizeAsGb", key, default, "g")
end

---Gives a class the methods.
---@param methods table
function M.add(methods)
  for name, method in next, SparkConf do
    methods[name] = method
  end
end

return M
