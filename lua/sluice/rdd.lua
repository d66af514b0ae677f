-- sluice.rdd: RDDs as a program sees them.
-- Spark: RDD, PairRDDFunctions, OrderedRDDFunctions, DoubleRDDFunctions.
--
-- A handle holds the number of an RDD; the data is where the tasks left it. The methods
-- are in lua/sluice/rdd/, by what they do: here is what every RDD has.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local partitioner = require("sluice.partitioner")
local storage = require("sluice.storage")

local next = next -- Lua's own

local M = {}

---A list of records in partitions, on which tasks work side by side. Operators return
---another RDD and run nothing; an action (collect, count, reduce ...) runs a job and
---waits for it. RDDs come from a SparkContext, and from each batch of a stream in
---foreachRDD and transform.
---
---Example:
---```lua
---local words = sc:parallelize({ "the", "river", "the", "gate" })
---local counts = words:map(function(word) return word, 1 end)
---  :reduceByKey(function(a, b) return a + b end)
---print(counts:lookup("the")[1])      --> 2
---```
---@class RDD
---@field private number integer
local RDD = {}

local class = guard.class("RDD", RDD, "RDD")

M.class = class

-- The engine keeps an RDD as long as its handle is here.
local handles = setmetatable({}, { __mode = "v" })
host.keep_handles(handles)

function class:__tostring()
  return host.rdd_text(self.number)
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

---Another application begins.
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

---The other RDD of an operator that takes one.
---@param owner table
---@param op string
---@param n integer
---@param value any
---@return integer
function M.other(owner, op, n, value)
  if not M.is_rdd(value) then
    arguments.wrong_type(owner, op, n, "an RDD", value)
  end
  return value.number
end

---Spark's number of the RDD, from 0.
---
---Example:
---```lua
---print(sc:parallelize({1, 2}):id())                 --> 0
---```
---@return integer
function RDD:id()
  return host.rdd_id(self.number)
end

---The name that setName gave it; null if there is none.
---
---Example:
---```lua
---print(sc:parallelize({ 1 }):name())                      --> null
---print(sc:parallelize({ 1 }):setName("ones"):name())      --> ones
---```
---@return any
function RDD:name()
  return host.rdd_name(self.number) or null
end

---Gives the RDD a name, which its text and toDebugString show.
---
---Example:
---```lua
---print(sc:parallelize({1}):setName("ones"):name())  --> ones
---```
---@param name string
---@return RDD self
function RDD:setName(name)
  if type(name) ~= "string" then
    arguments.wrong_type(self, "setName", 1, "a name", name)
  end
  host.set_rdd_name(self.number, name)
  return self
end

---The SparkContext.
---
---Example:
---```lua
---local ages = sc:parallelize({ 31, 27 })
---print(ages:sparkContext() == sc)      --> true
---```
---@return SparkContext
function RDD:sparkContext()
  return require("sluice.spark_context").current
end

---The same as sparkContext().
---
---Example:
---```lua
---local ages = sc:parallelize({ 31, 27 })
---print(ages:context():appName())      --> example
---```
---@return SparkContext
function RDD:context()
  return self:sparkContext()
end

---How many partitions it has.
---
---Example:
---```lua
---print(sc:parallelize({1, 2, 3}, 2):getNumPartitions())  --> 2
---```
---@return integer
function RDD:getNumPartitions()
  host.check_input(self.number)
  return host.rdd_partitions(self.number)
end

---Some(partitioner) if it is known where each key is, else None.
---
---Example:
---```lua
---print(sc:parallelize({1}):partitioner())           --> None
---```
---@return Option
function RDD:partitioner()
  local handle = host.rdd_partitioner(self.number)
  return handle and Some(partitioner.wrap(handle)) or None
end

---Keeps the partitions once they are computed, so that later jobs need not compute them
---again. A level that was set cannot be changed.
---
---Example:
---```lua
---local ages = sc:parallelize({ 31, 27 }):persist(StorageLevel.MEMORY_AND_DISK)
---print(ages:getStorageLevel() == StorageLevel.MEMORY_AND_DISK)      --> true
---```
---@param level StorageLevel|nil MEMORY_ONLY without it
---@return RDD self
function RDD:persist(level)
  local ok, java, message = host.set_rdd_level(self.number,
    storage.name(level, "MEMORY_ONLY"))
  if not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "program-failed", word = "persist",
      text = "this RDD has a storage level already",
      try = "unpersist() it first" })
  end
  return self
end

---The same as persist().
---
---Example:
---```lua
---local upper = sc:parallelize({ "ann", "bob" }):map(string.upper):cache()
---print(upper:count(), upper:first())      --> 2  ANN
---```
---@return RDD self
function RDD:cache()
  return self:persist()
end

---Forgets the kept partitions.
---
---Example:
---```lua
---local ages = sc:parallelize({ 31, 27 }):cache()
---print(ages:count())                                                 --> 2
---print(ages:unpersist():getStorageLevel() == StorageLevel.NONE)      --> true
---```
---@return RDD self
function RDD:unpersist()
  host.unpersist_rdd(self.number)
  return self
end

---Where its partitions are kept: StorageLevel.NONE if they are not.
---
---Example:
---```lua
---print(sc:parallelize({ 31 }):getStorageLevel() == StorageLevel.NONE)
---print(sc:parallelize({ 31 }):cache():getStorageLevel() == StorageLevel.MEMORY_ONLY)
-----> true
-----> true
---```
---@return StorageLevel
function RDD:getStorageLevel()
  return storage.StorageLevel[host.rdd_level(self.number)]
end

---Marks the RDD: the first job that uses it writes it to files below the folder of
---sc:setCheckpointDir, in a second job, and its lineage ends there.
---
---Example:
---```lua
---sc:setCheckpointDir("checkpoint")
---local ages = sc:parallelize({ 31, 27 }):map(function(age) return age + 1 end)
---ages:checkpoint()
---print(ages:count(), ages:isCheckpointed())      --> 2  true
---```
function RDD:checkpoint()
  if not host.has_checkpoint_folder() then
    errors.raise({ class = "org.apache.spark.SparkException", spark = true,
      name = "program-failed", word = "checkpoint",
      message = "Checkpoint directory has not been set in the SparkContext",
      try = 'sc:setCheckpointDir("checkpoint")' })
  end
  host.checkpoint_rdd(self.number)
end

---Whether it was written to files.
---
---Example:
---```lua
---sc:setCheckpointDir("checkpoint")
---local ages = sc:parallelize({ 31, 27 })
---ages:checkpoint()
---print(ages:isCheckpointed())                    --> false
---print(ages:count(), ages:isCheckpointed())      --> 2  true
---```
---@return boolean
function RDD:isCheckpointed()
  return host.rdd_checkpoint(self.number) ~= nil
end

---Some(folder) of its files, or None.
---
---Example:
---```lua
---print(sc:parallelize({ 31, 27 }):getCheckpointFile())      --> None
---```
---@return Option
function RDD:getCheckpointFile()
  local folder = host.rdd_checkpoint(self.number)
  return folder and Some(folder) or None
end

---The lineage as Spark draws it: one line an RDD, indented at each shuffle.
---
---Example:
---```lua
---local words = sc:parallelize({ "a", "b", "a" }, 2):map(function(w) return w, 1 end)
---print(words:reduceByKey(function(a, b) return a + b end):toDebugString())
-----> (2) ShuffledRDD[2] at reduceByKey at program.lua:5 []
----->  +-(2) MapPartitionsRDD[1] at map at program.lua:4 []
----->     |  ParallelCollectionRDD[0] at parallelize at program.lua:4 []
---```
---@return string
function RDD:toDebugString()
  return host.rdd_lineage(self.number)
end

require("sluice.rdd.narrow")(RDD, M)
require("sluice.rdd.pairs")(RDD, M)
require("sluice.rdd.sets")(RDD, M)
require("sluice.rdd.order")(RDD, M)
require("sluice.rdd.actions")(RDD, M)
require("sluice.rdd.files")(RDD, M)
require("sluice.rdd.samples")(RDD, M)
require("sluice.rdd.numbers")(RDD, M)
require("sluice.rdd.cost")(RDD)
require("sluice.rdd.offsets")(RDD)

return M
