-- sluice.conf: SparkConf, the settings of an application.
-- Spark: SparkConf.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")

local M = {}

---The settings of an application, texts under names. What sets something returns the
---object, so that calls can follow each other.
---
---Example:
---```lua
---local conf = SparkConf():setMaster("local[2]"):setAppName("words")
---print(conf:get("spark.app.name"))      --> words
---```
---@class SparkConf
---@field private keys string[] in the order in which they were set
---@field private values table<string, string>
---@field private places table<string, {file: string, line: integer}> where each was set
local SparkConf = {}

local class = guard.class("SparkConf", SparkConf, "SparkConf")

require("sluice.conf_readers").add(SparkConf)

-- A setting that is looked up under its old name if it is not there.
local OLD_NAMES = {
  ["spark.streaming.fileStream.minRememberDuration"] =
    "spark.streaming.minRememberDuration",
}

---No settings yet. Spark reads the properties of its JVM first, unless load_defaults is
---false; here there are none.
---
---Example:
---```lua
---print(SparkConf():contains("spark.master"))      --> false
---```
---@param load_defaults? boolean
---@return SparkConf
function M.SparkConf(load_defaults)
  if load_defaults ~= nil and type(load_defaults) ~= "boolean" then
    errors.wrong_type("SparkConf", "true or false, or nothing", load_defaults)
  end
  return setmetatable({ keys = {}, values = {}, places = {} }, class)
end

---@param value any
---@return boolean
function M.is_conf(value)
  return getmetatable(value) == class
end

---An error if the value is no SparkConf.
---@param who string who wants it
---@param value any
---@return SparkConf
function M.check(who, value)
  if not M.is_conf(value) then
    errors.wrong_type(who, "a SparkConf", value)
  end
  return value
end

local function raise_null(message, text)
  errors.raise({ class = "java.lang.NullPointerException", message = message,
    spark = true, name = "wrong-type", text = text })
end

local function check_key(who, key)
  if key == nil or key == _G.null then
    raise_null("null key", who .. " wants the name of a setting, got nothing")
  elseif type(key) ~= "string" then
    errors.wrong_type(who, "the name of a setting", key)
  end
end

local function put(self, key, value, file, line)
  if self.values[key] == nil then
    self.keys[#self.keys + 1] = key
  end
  self.values[key] = value
  self.places[key] = { file = file, line = line }
end

---Sets a setting. An error if there is no key or no value.
---
---Example:
---```lua
---local conf = SparkConf():set("spark.streaming.blockInterval", "100ms")
---print(conf:get("spark.streaming.blockInterval"))      --> 100ms
---```
---@param key string
---@param value string|number|boolean what is no text is turned into one
---@return SparkConf self
function SparkConf:set(key, value)
  check_key("set", key)
  if value == nil or value == _G.null then
    raise_null("null value for " .. key,
      ("the setting `%s` wants a text, got nothing"):format(key))
  end
  local kind = type(value)
  if kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
    errors.wrong_type(("the setting `%s`"):format(key), "a text", value)
  end
  put(self, key, tostring(value), host.caller())
  return self
end

---Sets the name of the application.
---
---Example:
---```lua
---print(SparkConf():setAppName("words"):get("spark.app.name"))      --> words
---```
---@param name string
---@return SparkConf self
function SparkConf:setAppName(name)
  return self:set("spark.app.name", name)
end

---Sets where the application runs: "local" has one core, "local[2]" two, "local[*]" as
---many as the setting sluice.cluster.cores says.
---
---Example:
---```lua
---print(SparkConf():setMaster("local[2]"):get("spark.master"))      --> local[2]
---```
---@param master string
---@return SparkConf self
function SparkConf:setMaster(master)
  return self:set("spark.master", master)
end

---Sets the folder in which Spark is installed; taken without effect.
---
---Example:
---```lua
---print(SparkConf():setSparkHome("/opt/spark"):get("spark.home"))      --> /opt/spark
---```
---@param home string
---@return SparkConf self
function SparkConf:setSparkHome(home)
  return self:set("spark.home", home)
end

---Sets the JAR files of the application; taken without effect.
---
---Example:
---```lua
---print(SparkConf():setJars({ "a.jar", "b.jar" }):get("spark.jars"))   --> a.jar,b.jar
---```
---@param jars string[]
---@return SparkConf self
function SparkConf:setJars(jars)
  if type(jars) ~= "table" then
    errors.wrong_type("setJars", "a list of files", jars)
  end
  return self:set("spark.jars", table.concat(jars, ","))
end

---Sets an environment variable of the executors; taken without effect.
---
---Example:
---```lua
---local conf = SparkConf():setExecutorEnv("LANG", "C")
---print(conf:get("spark.executorEnv.LANG"))      --> C
---```
---@param variable string
---@param value string
---@return SparkConf self
function SparkConf:setExecutorEnv(variable, value)
  check_key("setExecutorEnv", variable)
  return self:set("spark.executorEnv." .. variable, value)
end

---Sets several settings: a table of names and values, or a list of pairs.
---
---Example:
---```lua
---local conf = SparkConf():setAll({ ["spark.b"] = 2, ["spark.a"] = 1 })
---conf:setAll({ pair("spark.c", 3) })
---print(#conf:getAll())      --> 3
---```
---@param settings table
---@return SparkConf self
function SparkConf:setAll(settings)
  if type(settings) ~= "table" then
    errors.wrong_type("setAll", "a table of names and values", settings)
  end
  for _, setting in ipairs(settings) do
    if type(setting) ~= "table" then
      errors.wrong_type("setAll", "a list of pairs", setting)
    end
    self:set(setting._1, setting._2)
  end
  local names = {}
  for key in next, settings do
    names[#names + 1] = type(key) == "string" and key or nil
  end
  table.sort(names)
  for _, key in ipairs(names) do
    self:set(key, settings[key])
  end
  return self
end

---Sets a setting, unless it is set already.
---
---Example:
---```lua
---local conf = SparkConf():set("spark.a", "1"):setIfMissing("spark.a", "2")
---print(conf:get("spark.a"))      --> 1
---```
---@param key string
---@param value string|number|boolean
---@return SparkConf self
function SparkConf:setIfMissing(key, value)
  check_key("setIfMissing", key)
  if self.values[key] ~= nil then
    return self
  end
  return self:set(key, value)
end

---Takes a setting away; no error if it is not set.
---
---Example:
---```lua
---local conf = SparkConf():set("spark.a", "1"):remove("spark.a")
---print(conf:contains("spark.a"))      --> false
---```
---@param key string
---@return SparkConf self
function SparkConf:remove(key)
  check_key("remove", key)
  if self.values[key] ~= nil then
    for i, name in ipairs(self.keys) do
      if name == key then
        table.remove(self.keys, i)
        break
      end
    end
  end
  self.values[key], self.places[key] = nil, nil
  return self
end

local function find(self, who, key)
  check_key(who, key)
  local value = self.values[key]
  if value == nil and OLD_NAMES[key] then
    return self.values[OLD_NAMES[key]]
  end
  return value
end

---The value of a setting. If it is not set, the default, and without one an error
---(NoSuchElementException).
---
---Example:
---```lua
---local conf = SparkConf():set("spark.a", "1")
---print(conf:get("spark.a"))             --> 1
---print(conf:get("spark.b", "none"))     --> none
---```
---@param key string
---@param default? string
---@return string
function SparkConf:get(key, default)
  local value = find(self, "get", key)
  if value == nil and default == nil then
    errors.raise({ class = "java.util.NoSuchElementException", message = key,
      name = "program-failed", text = ("the setting `%s` is not set"):format(key),
      try = ('get(%q, "a default"), or getOption(%q)'):format(key, key),
      spark = true })
  end
  return value == nil and default or value
end

---The value of a setting as an option: Some(value), or None.
---
---Example:
---```lua
---local conf = SparkConf():set("spark.a", "1")
---print(conf:getOption("spark.a"))                     --> Some(1)
---print(conf:getOption("spark.b"):getOrElse("none"))   --> none
---```
---@param key string
---@return Option
function SparkConf:getOption(key)
  local value = find(self, "getOption", key)
  return value == nil and _G.None or _G.Some(value)
end

---Whether a setting is set.
---
---Example:
---```lua
---print(SparkConf():contains("spark.master"))      --> false
---```
---@param key string
---@return boolean
function SparkConf:contains(key)
  return find(self, "contains", key) ~= nil
end

local function sorted_keys(self, prefix)
  local keys = {}
  for _, key in ipairs(self.keys) do
    if key:sub(1, #prefix) == prefix then
      keys[#keys + 1] = key
    end
  end
  table.sort(keys)
  return keys
end

---All settings whose names begin so, as pairs of the rest of the name and the value, by
---name.
---
---Example:
---```lua
---local conf = SparkConf():set("spark.my.b", "2"):set("spark.my.a", "1")
---print(conf:getAllWithPrefix("spark.my.")[1])      --> (a,1)
---```
---@param prefix string
---@return Pair[]
function SparkConf:getAllWithPrefix(prefix)
  check_key("getAllWithPrefix", prefix)
  local list = {}
  for i, key in ipairs(sorted_keys(self, prefix)) do
    list[i] = _G.pair(key:sub(#prefix + 1), self.values[key])
  end
  return list
end

---All settings as pairs of name and value, by name. (Spark gives them in no order.)
---
---Example:
---```lua
---for _, setting in ipairs(SparkConf():set("spark.a", "1"):getAll()) do
---  print(setting)      --> (spark.a,1)
---end
---```
---@return Pair[]
function SparkConf:getAll()
  return self:getAllWithPrefix("")
end

---The environment variables that setExecutorEnv has set, as pairs.
---
---Example:
---```lua
---local conf = SparkConf():setExecutorEnv("LANG", "C")
---print(conf:getExecutorEnv()[1])      --> (LANG,C)
---```
---@return Pair[]
function SparkConf:getExecutorEnv()
  return self:getAllWithPrefix("spark.executorEnv.")
end

---The number of the application. Only the settings of a SparkContext have one, see
---getConf; else an error.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---print(sc:getConf():getAppId())      --> local-0
---```
---@return string
function SparkConf:getAppId()
  return self:get("spark.app.id")
end

local SECRETS = { "secret", "password", "token", "access%.?key" }

local function is_secret(text)
  local lower = text:lower()
  for _, pattern in ipairs(SECRETS) do
    if lower:find(pattern) then
      return true
    end
  end
  return false
end

---All settings, one a line, by name; secrets are hidden.
---
---Example:
---```lua
---print(SparkConf():set("spark.a", "1"):toDebugString())      --> spark.a=1
---```
---@return string
function SparkConf:toDebugString()
  local lines = {}
  for i, key in ipairs(sorted_keys(self, "")) do
    local value = self.values[key]
    local hidden = is_secret(key) or is_secret(value)
    lines[i] = key .. "=" .. (hidden and "*********(redacted)" or value)
  end
  return table.concat(lines, "\n")
end

---A copy that goes its own way.
---
---Example:
---```lua
---local conf = SparkConf():set("spark.a", "1")
---conf:clone():set("spark.a", "2")
---print(conf:get("spark.a"))      --> 1
---```
---@return SparkConf
function SparkConf:clone()
  local copy = M.SparkConf()
  for _, key in ipairs(self.keys) do
    local place = self.places[key]
    put(copy, key, self.values[key], place.file, place.line)
  end
  return copy
end

return M
