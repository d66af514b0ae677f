-- sluice.shared: accumulators and broadcast variables, on the driver and in tasks.
-- Spark: AccumulatorV2, Broadcast (semantics 10.9).
--
-- A variable travels to tasks as its number. A task adds to a sum of its own, which the
-- engine hands to the driver when the task has ended; a broadcast value is copied for
-- each task that asks for it.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local host = require("sluice.host")

local M = {}

-- What an accumulator of each kind holds: how it begins, how one more value is added,
-- how the sums of two are put together. Spark: LongAccumulator and its like.
local kinds = {}

kinds.long = {
  zero = function()
    return pair(0, 0)
  end,
  add = function(sum, value)
    return pair(sum._1 + value, sum._2 + 1)
  end,
  merge = function(a, b)
    return pair(a._1 + b._1, a._2 + b._2)
  end,
}

kinds.double = {
  zero = function()
    return pair(0.0, 0)
  end,
  add = kinds.long.add,
  merge = kinds.long.merge,
}

kinds.collection = {
  zero = function()
    return {}
  end,
  add = function(list, value)
    list[#list + 1] = value
    return list
  end,
  merge = function(list, more)
    table.move(more, 1, #more, #list + 1, list)
    return list
  end,
}

-- On the driver: accumulators by number.
local registered = {}

---A sum, or a list, to which tasks add and which the driver reads. An addition counts
---once its task has ended well; in Spark, and here, an operator that runs again adds
---again.
---
---Example:
---```lua
---local short = sc:longAccumulator("short names")
---sc:parallelize({ "ann", "charles", "bob" }):foreach(function(name)
---  if #name < 4 then short:add(1) end
---end)
---print(short)      --> LongAccumulator(id: 0, name: Some(short names), value: 2)
---```
---@class Accumulator
---@field private number integer
---@field private kind string "long", "double" or "collection"
local Accumulator = { __name = "Accumulator" }
Accumulator.__index = Accumulator

-- The sums that this side adds to: those of the task, or those of the driver.
local function sums()
  return host.sums()
end

local function current(self)
  return sums()[self.number] or kinds[self.kind].zero()
end

local function check_number(self, value)
  if self.kind == "collection" then
    if value == nil then
      errors.wrong_type("add", "a value", value)
    end
    return value
  end
  local fits = self.kind == "long" and math.type(value) == "float"
    and math.tointeger(value) or value
  if self.kind == "long" and math.type(fits) ~= "integer" or type(fits) ~= "number" then
    errors.wrong_type("add",
      self.kind == "long" and "a whole number (a longAccumulator)" or "a number", value)
  end
  return fits
end

---Adds a value. In a task it counts once the task has ended well.
---
---Example:
---```lua
---local total = sc:longAccumulator("total")
---sc:parallelize({ 3, 4, 5 }):foreach(function(x) total:add(x) end)
---print(total:value())      --> 12
---```
---@param value any a number; any value for a collectionAccumulator
function Accumulator:add(value)
  local kind = kinds[self.kind]
  sums()[self.number] = kind.add(current(self), check_number(self, value))
end

---The sum so far, or the list of what was added. In a task: of that task only.
---
---Example:
---```lua
---local pages = sc:collectionAccumulator("pages")
---pages:add("home")
---pages:add("cart")
---print(#pages:value(), pages:value()[2])      --> 2  cart
---```
---@return any
function Accumulator:value()
  local sum = current(self)
  if self.kind == "collection" then
    return table.move(sum, 1, #sum, 1, {})
  end
  return sum._1
end

---The sum of the numbers that were added.
---
---Example:
---```lua
---local rain = sc:doubleAccumulator("rain")
---rain:add(0.5)
---rain:add(2)
---print(rain:sum())      --> 2.5
---```
---@return number
function Accumulator:sum()
  return current(self)._1
end

---How many values were added.
---
---Example:
---```lua
---local rain = sc:doubleAccumulator("rain")
---rain:add(0.5)
---rain:add(2)
---print(rain:count())      --> 2
---```
---@return integer
function Accumulator:count()
  local sum = current(self)
  return self.kind == "collection" and #sum or sum._2
end

---The mean of the numbers that were added; NaN if there are none.
---
---Example:
---```lua
---local rain = sc:doubleAccumulator("rain")
---rain:add(0.5)
---rain:add(2)
---print(rain:avg())      --> 1.25
---```
---@return number
function Accumulator:avg()
  local sum = current(self)
  return sum._1 / sum._2
end

---Whether nothing was added since the beginning, or since reset().
---
---Example:
---```lua
---local errors = sc:longAccumulator("errors")
---print(errors:isZero())      --> true
---errors:add(1)
---print(errors:isZero())      --> false
---```
---@return boolean
function Accumulator:isZero()
  local sum = current(self)
  return self.kind == "collection" and #sum == 0
    or self.kind ~= "collection" and sum._1 == 0 and sum._2 == 0
end

---Forgets what was added.
---
---Example:
---```lua
---local errors = sc:longAccumulator("errors")
---errors:add(3)
---errors:reset()
---print(errors:value())      --> 0
---```
function Accumulator:reset()
  sums()[self.number] = nil
end

---Some(name), or None.
---
---Example:
---```lua
---print(sc:longAccumulator("errors"):name())      --> Some(errors)
---```
---@return Option
function Accumulator:name()
  return self.label and Some(self.label) or None
end

---Spark's number of the accumulator, from 0.
---
---Example:
---```lua
---print(sc:longAccumulator():id(), sc:longAccumulator():id())      --> 0  1
---```
---@return integer
function Accumulator:id()
  return self.number - 1
end

local class_names = { long = "LongAccumulator", double = "DoubleAccumulator",
  collection = "CollectionAccumulator" }

function Accumulator:__tostring()
  local value = self:value()
  if type(value) == "table" then
    local texts = {}
    for i, item in ipairs(value) do
      texts[i] = tostring(item)
    end
    value = "[" .. table.concat(texts, ", ") .. "]"
  end
  return ("%s(id: %d, name: %s, value: %s)"):format(class_names[self.kind], self:id(),
    tostring(self:name()), tostring(value))
end

---@param kind string
---@param name string|nil
---@return Accumulator
function M.accumulator(kind, name)
  local number = #registered + 1
  local made = setmetatable({ number = number, kind = kind, label = name or false },
    Accumulator)
  registered[number] = made
  return made
end

---Adds what a task gave. Called by the engine when the task has ended.
---@param number integer
---@param sum any
function M.merge(number, sum)
  local self = registered[number]
  sums()[number] = kinds[self.kind].merge(current(self), sum)
end

---A value that is sent to executors once, instead of with every task.
---
---Example:
---```lua
---local towns = sc:broadcast({ ann = "Oslo", bob = "Rome" })
---local names = sc:parallelize({ "bob", "ann" })
---print(names:map(function(name) return towns:value()[name] end):first())   --> Rome
---```
---@class Broadcast
---@field private number integer
local Broadcast = { __name = "Broadcast" }
Broadcast.__index = Broadcast

---The value. In a task it is a copy: what the task changes, nobody else sees.
---
---Example:
---```lua
---local limit = sc:broadcast(20)
---local degrees = sc:parallelize({ 19, 24, 31 })
---print(degrees:filter(function(x) return x > limit:value() end):count())      --> 2
---```
---@return any
function Broadcast:value()
  return host.in_task() and host.broadcast_value(self.number) or self.held
end

-- What is left of a variable that was destroyed; it cannot go to a task.
local Destroyed = { __name = "Broadcast",
  __sluice = "a broadcast variable that was destroyed" }
Destroyed.__index = Destroyed

local function raise_destroyed(self)
  errors.raise({ class = "org.apache.spark.SparkException", spark = true,
    name = "program-failed",
    message = ("[INTERNAL_ERROR_BROADCAST] Attempted to use Broadcast(%d) after it was "
      .. "destroyed (%s) "):format(self.number - 1, self.destroyed) })
end

Destroyed.value, Destroyed.unpersist = raise_destroyed, raise_destroyed
Destroyed.destroy = raise_destroyed

---Lets executors forget their copies; they fetch it again when they need it.
---
---Example:
---```lua
---local limit = sc:broadcast(20)
---limit:unpersist()
---print(limit:value())      --> 20
---```
function Broadcast:unpersist()
end

---Forgets the value for good; using it afterwards is an error.
---
---Example:
---```lua
---local limit = sc:broadcast(20)
---limit:destroy()
---local ok, err = pcall(limit.value, limit)
---print(ok, err.class)      --> false  org.apache.spark.SparkException
---```
function Broadcast:destroy()
  local file, line = host.caller()
  self.destroyed = ("destroy at %s:%d"):format(file or "?", line or 0)
  self.held = nil
  setmetatable(self, Destroyed)
  host.destroy_broadcast(self.number, ("Task serialization failed: "
    .. "java.io.IOException: org.apache.spark.SparkException: "
    .. "[INTERNAL_ERROR_BROADCAST] Attempted to use Broadcast(%d) after it was "
    .. "destroyed (%s) "):format(self.number - 1, self.destroyed))
end

---Spark's number of the broadcast variable, from 0.
---
---Example:
---```lua
---print(sc:broadcast("a"):id(), sc:broadcast("b"):id())      --> 0  1
---```
---@return integer
function Broadcast:id()
  return self.number - 1
end
Destroyed.id = Broadcast.id

function Broadcast:__tostring()
  return ("Broadcast(%d)"):format(self.number - 1)
end
Destroyed.__tostring = Broadcast.__tostring

---@param value any
---@return Broadcast
function M.broadcast(value)
  local number, what = host.broadcast(value)
  if not number then
    errors.raise({ class = "org.apache.spark.SparkException", spark = true,
      name = "not-serializable", message = "Task not serializable",
      text = ("the value contains %s, which cannot go to an executor"):format(what) })
  end
  return setmetatable({ number = number, held = value }, Broadcast)
end

-- The classes: what a task may use as well (lua/driver/bind.c).
M.Accumulator, M.Broadcast = Accumulator, Broadcast

return M
