-- sluice.store: tables outside of the program, on the driver and in tasks.
-- Spark: whatever client of a database a program uses.
--
-- On the driver a write happens at once. In a task it counts when the task ends, so a
-- task reads what was there when its stage began, and its own writes.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")

local M = {}

---A connection to a table outside of the program, into which it writes its results.
---`Store.open` makes it.
---
---Example:
---```lua
---local store = Store.open("totals")
---store:add("tea", 2)
---print(store:get("tea"))      --> 2
---```
---@class Store
---@field private name string
---@field private is_open boolean
local Store = {}
local class = guard.class("Store", Store, {})
class.__sluice = "an open connection"

-- What this task wrote: by the name of the table, values by bytes of the key, and the
-- keys in the order of writing. On the driver nothing: there it is in the table.
local function own(self)
  local all = host.store_own()
  local mine = all and all[self.name]
  if all and not mine then
    mine = { values = {}, keys = {} }
    all[self.name] = mine
  end
  return mine
end

local function check_open(self, op)
  if not self.is_open then
    errors.raise({ class = "java.lang.IllegalStateException", name = "store-closed",
      word = op, message = "the connection to this store is closed",
      try = 'Store.open(...), once more, or close after the last ' .. op })
  end
end

local function check_key(op, key)
  local kind = type(key)
  if kind ~= "string" and kind ~= "number" and kind ~= "boolean"
    and not host.is_pair(key) then
    errors.wrong_type(op, "a key: a string, a number, a boolean or a pair", key)
  end
end

-- Raises for what no record can hold.
local function check_value(op, value)
  local ok = value ~= nil and pcall(host.bytes, value)
  if not ok then
    errors.wrong_type(op, "a value that a record can hold", value)
  end
end

local function find(self, key)
  local mine = own(self)
  local value = mine and mine.values[host.bytes(key)]
  if value == nil then
    return host.store_get(self.name, key)
  end
  return value
end

local function write(self, op, key, value, result)
  local mine = own(self)
  if mine then
    local bytes = host.bytes(key)
    if mine.values[bytes] == nil then
      mine.keys[#mine.keys + 1] = key
    end
    mine.values[bytes] = result
  end
  host.store_write(op, self.name, key, value)
end

---Connects to a table outside of the program, which is empty before anything is
---written. It can be used on the driver, in functions of `foreachRDD` and `transform`,
---and in tasks; a connection cannot travel from one to the other. Opening one takes
---20 ms of simulated time (`sluice.cost.open`). Tables outlive a driver that is killed;
---`sluice run --stores` prints them when the run is over.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "fruit", Seconds(1))
---local sc = ssc:sparkContext()
---sc:parallelize({ "apple", "plum", "apple" }, 1):foreachPartition(function(list)
---  local store = Store.open("fruit")
---  for _, name in ipairs(list) do
---    store:add(name, 1)
---  end
---  store:close()
---end)
---local store = Store.open("fruit")
---print(store:get("apple"), store:get("plum"), store:get("pear"))      --> 2  1  nil
---```
---@param name string
---@return Store
function M.open(name)
  if type(name) ~= "string" or name == "" or name:find("%z") then
    errors.wrong_type("Store.open", "the name of a table", name, 'Store.open("totals")')
  end
  host.store_open(name)
  return setmetatable({ name = name, is_open = true }, class)
end

---Adds a number to the value of a key; to 0 if there is none. Done twice, it counts
---twice.
---
---Example:
---```lua
---local store = Store.open("totals")
---store:add("tea", 2)
---store:add("tea", 1)
---print(store:get("tea"))      --> 3
---```
---@param key any a string, a number, a boolean or a pair
---@param n number
function Store:add(key, n)
  check_open(self, "add")
  check_key("add", key)
  if type(n) ~= "number" then
    errors.wrong_type("add", "a number", n)
  end
  local before = find(self, key) or 0
  if type(before) ~= "number" then
    errors.raise({ class = "java.lang.ArithmeticException", name = "wrong-type",
      word = "add", message = ("add: the value of %s is no number: %s"):format(
        tostring(key), tostring(before)), try = "put replaces a value" })
  end
  write(self, "add", key, n, before + n)
end

---Sets the value of a key, whatever it was. Done twice, it changes nothing.
---
---Example:
---```lua
---local store = Store.open("totals")
---store:put("tea 8000", 3)
---store:put("tea 8000", 3)
---print(store:get("tea 8000"))      --> 3
---```
---@param key any a string, a number, a boolean or a pair
---@param value any
function Store:put(key, value)
  check_open(self, "put")
  check_key("put", key)
  check_value("put", value)
  write(self, "put", key, value, value)
end

---The value of a key; nil if it has none.
---
---Example:
---```lua
---print(Store.open("totals"):get("tea"))      --> nil
---```
---@param key any
---@return any
function Store:get(key)
  check_open(self, "get")
  check_key("get", key)
  return find(self, key)
end

---All keys: in their order, if they are all strings or all numbers; those that the task
---itself added come last.
---
---Example:
---```lua
---local store = Store.open("totals")
---store:put("tea", 3)
---store:put("coffee", 1)
---print(table.concat(store:keys(), " "))      --> coffee tea
---```
---@return any[]
function Store:keys()
  check_open(self, "keys")
  local keys = host.store_keys(self.name)
  local mine = own(self)
  for _, key in ipairs(mine and mine.keys or {}) do
    if host.store_get(self.name, key) == nil then
      keys[#keys + 1] = key
    end
  end
  return keys
end

---Ends the connection; its methods then raise an error.
---
---Example:
---```lua
---local store = Store.open("totals")
---store:close()
---print(pcall(store.get, store, "tea"))
-----> false  java.lang.IllegalStateException: the connection to this store is closed
---```
function Store:close()
  check_open(self, "close")
  self.is_open = false
  host.store_close(self.name)
end

M.Store = guard.static("Store", { open = M.open }, {}, M.open)

return M
