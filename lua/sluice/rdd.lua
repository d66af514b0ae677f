-- sluice.rdd: RDDs as the driver sees them.
-- Spark: RDD. A handle holds an id; the data is where the tasks left it.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")

local next = next -- Lua's own

local M = {}

---@class RDD
---@field number integer
local RDD = {}

local class = guard.class("RDD", RDD, guard.names([[
  aggregate aggregateByKey cache cartesian checkpoint coalesce cogroup collectAsMap
  combineByKey countByKey countByValue distinct filter flatMap flatMapValues fold
  foldByKey foreach foreachPartition fullOuterJoin glom groupBy groupByKey histogram
  intersection join keyBy keys leftOuterJoin map mapPartitions mapPartitionsWithIndex
  mapValues max mean min partitionBy partitioner persist reduce reduceByKey repartition
  rightOuterJoin sample saveAsTextFile sortBy sortByKey stats subtract subtractByKey sum
  takeOrdered toDebugString top union unpersist values zip zipWithIndex name]]))

-- The engine keeps an RDD as long as its handle is here.
local handles = setmetatable({}, { __mode = "v" })
host.keep_handles(handles)

function class:__tostring()
  return ("RDD[%d]"):format(self.number)
end

---@param number integer
---@return RDD
function M.handle(number)
  local handle = handles[number + 1]
  if not handle then
    handle = setmetatable({ number = number }, class)
    handles[number + 1] = handle
  end
  return handle
end

-- What is left of the RDDs of an application once there is another one.
local retired = { __name = "RDD of a stopped SparkContext" }

local function raise_stopped()
  errors.raise({ class = "java.lang.IllegalStateException", spark = true,
    name = "context-stopped", text = "the SparkContext of this RDD was stopped",
    message = "SparkContext has been shutdown" })
end

function retired.__index()
  return raise_stopped
end

---Another application begins, and its RDDs are numbered from 0 again.
function M.retire()
  for number, handle in next, handles do
    handles[number] = nil
    setmetatable(handle, retired)
  end
end

---@param value any
---@return boolean
function M.is_rdd(value)
  return getmetatable(value) == class
end

---All records, in the order of partitions; pairs are objects with _1 and _2.
---@return any[]
function RDD:collect()
  return host.collect(self.number, "collect")
end

---How many records there are.
---@return integer
function RDD:count()
  return host.count(self.number, "count")
end

---The first n records. Looks at as few partitions as it can, in one job or more.
---@param n integer
---@return any[]
function RDD:take(n)
  if math.type(n) ~= "integer" then
    errors.wrong_type("take", "a whole number", n)
  end
  if n <= 0 then
    return {}
  end
  return host.take(self.number, n, "take", false)
end

---The first record; an error if there is none.
---@return any
function RDD:first()
  local taken = host.take(self.number, 1, "first", false)
  if #taken == 0 then
    errors.raise({ class = "org.apache.spark.SparkUnsupportedOperationException",
      message = "empty collection", name = "program-failed", spark = true,
      text = "the RDD has no record" })
  end
  return taken[1]
end

---Whether there is no record.
---@return boolean
function RDD:isEmpty()
  return #host.take(self.number, 1, "isEmpty", false) == 0
end

---@return integer
function RDD:getNumPartitions()
  return host.rdd_partitions(self.number)
end

---Spark's number of the RDD.
---@return integer
function RDD:id()
  return self.number
end

return M
