-- sluice.partitioner: which partition a key goes to.
-- Spark: Partitioner, HashPartitioner, RangePartitioner (semantics 10.5, 10.7).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local host = require("sluice.host")

local M = {}

---Says which partition of a shuffle a key goes to. Operators that shuffle take one in
---the place of a number of partitions.
---
---Example:
---```lua
---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27) })
---local parted = ages:partitionBy(HashPartitioner(4))
---print(parted:getNumPartitions(), parted:partitioner():isDefined())      --> 4  true
---```
---@class Partitioner
---@field numPartitions integer how many partitions it speaks of
---@field private handle any the host's
---@field private kind string "hash", "range" or "custom"
local Partitioner = { __name = "Partitioner", __sluice = "a partitioner" }
Partitioner.__index = Partitioner

function Partitioner.__eq(a, b)
  return host.partitioners_equal(a.handle, b.handle)
end

local class_names = {
  hash = "org.apache.spark.HashPartitioner",
  range = "org.apache.spark.RangePartitioner",
  custom = "Partitioner",
}

function Partitioner:__tostring()
  return ("%s@%x"):format(class_names[self.kind], self.hash & 0xffffffff)
end

---What a partitioner of the host is to programs.
---@param handle any
---@return Partitioner
function M.wrap(handle)
  local count, kind, hash = host.partitioner_summary(handle)
  return setmetatable({ numPartitions = count, handle = handle, kind = kind,
    hash = hash }, Partitioner)
end

---Sends a key to the partition that its hash code says, as Java's `hashCode` modulo n.
---
---Example:
---```lua
---print(HashPartitioner(3).numPartitions)   --> 3
---```
---@param n integer number of partitions; a negative one raises IllegalArgumentException
---@return Partitioner
function M.HashPartitioner(n)
  if math.type(n) ~= "integer" then
    errors.wrong_type("HashPartitioner", "a number of partitions", n)
  end
  if n < 0 then
    errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
      message = ("requirement failed: Number of partitions (%d) cannot be negative.")
        :format(n) })
  end
  return M.wrap(host.hash_partitioner(n))
end

---A partitioner of the program's own: its function says the partition of a key, a whole
---number from 0 to numPartitions - 1. It runs in tasks.
---
---Example:
---```lua
---local decades = Partitioner{
---  numPartitions = 3,
---  getPartition = function(key) return key // 10 end,
---}
---print(decades.numPartitions)              --> 3
---```
---@param fields {numPartitions: integer, getPartition: fun(key: any): integer}
---@return Partitioner
function M.Partitioner(fields)
  if type(fields) ~= "table" or math.type(fields.numPartitions) ~= "integer"
    or fields.numPartitions < 1 or type(fields.getPartition) ~= "function" then
    errors.wrong_type("Partitioner", "a table with numPartitions and getPartition",
      fields, "Partitioner{numPartitions = 2, getPartition = function(key) ... end}")
  end
  local ok, variable, what = host.check_function(fields.getPartition)
  if not ok then
    errors.raise({ class = "org.apache.spark.SparkException", spark = true,
      name = "not-serializable", message = "Task not serializable",
      text = ("getPartition uses `%s`, %s; it cannot go to an executor"):format(
        variable, what) })
  end
  return M.wrap(host.custom_partitioner(fields.numPartitions, fields.getPartition))
end

---The host's partitioner for a number of partitions or a partitioner; nil for others.
---@param value any
---@return any
function M.handle(value)
  if getmetatable(value) == Partitioner then
    return value.handle
  end
  local fits = math.type(value) == "integer" and value >= 0 and value < 2 ^ 31
  return fits and host.hash_partitioner(value) or nil
end

---@param value any
---@return boolean
function M.is(value)
  return getmetatable(value) == Partitioner
end

return M
