-- sluice.conf: SparkConf, the settings of an application.
-- Spark: SparkConf.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")

local M = {}

---@class SparkConf
local SparkConf = {}

local class = guard.class("SparkConf", SparkConf, {})

---An empty set of settings.
---@return SparkConf
function M.SparkConf()
  return setmetatable({ keys = {}, values = {}, places = {} }, class)
end

---@param value any
---@return boolean
function M.is_conf(value)
  return getmetatable(value) == class
end

---Sets a setting; numbers and booleans are turned into text.
---@param key string
---@param value string|number|boolean
---@return SparkConf self
function SparkConf:set(key, value)
  if type(key) ~= "string" then
    errors.wrong_type("set", "the name of a setting", key)
  end
  local kind = type(value)
  if kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
    errors.wrong_type(("the setting `%s`"):format(key), "a text", value)
  end
  if self.values[key] == nil then
    self.keys[#self.keys + 1] = key
  end
  local file, line = host.caller()
  self.values[key] = tostring(value)
  self.places[key] = { file = file, line = line }
  return self
end

---@param name string
---@return SparkConf self
function SparkConf:setAppName(name)
  return self:set("spark.app.name", name)
end

---@param master string "local[2]"
---@return SparkConf self
function SparkConf:setMaster(master)
  return self:set("spark.master", master)
end

---@param key string
---@param default string|nil
---@return string|nil
function SparkConf:get(key, default)
  local value = self.values[key]
  if value == nil and default == nil then
    errors.raise({ class = "java.util.NoSuchElementException", message = key,
      name = "program-failed", text = ("the setting `%s` is not set"):format(key),
      spark = true })
  end
  return value == nil and default or value
end

---@param key string
---@return boolean
function SparkConf:contains(key)
  return self.values[key] ~= nil
end

return M
