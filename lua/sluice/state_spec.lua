-- sluice.state_spec: StateSpec, what mapWithState does.
-- Spark: StateSpec (semantics 5.6). `function` is a word of Lua, so it is StateSpec(f).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local rdd = require("sluice.rdd")
local time = require("sluice.time")

local M = {}

---What DStream:mapWithState does: its function, and when a state ends.
---
---Example:
---```lua
---local spec = StateSpec(function(name, visits, state)
---  state:update(state:getOption():getOrElse(0) + visits)
---  return name, state:get()
---end):timeout(Minutes(30)):numPartitions(4)
---print(spec)      --> StateSpec
---```
---@class StateSpec
local StateSpec = {}

local class = guard.class("StateSpec", StateSpec, {})

---@param value any
---@return boolean
function M.is(value)
  return getmetatable(value) == class
end

---What mapWithState does with each record: f(key, value, state) returns what becomes of
---it, one value or a pair. With four arguments, f(time, key, value, state), it may
---return nil, and then nothing does. When a key times out, value is nil.
---
---Example:
---```lua
---local spec = StateSpec(function(key, value, state)
---  state:update((state:exists() and state:get() or 0) + value)
---  return key, state:get()
---end):timeout(Seconds(30))
---print(spec)                              --> StateSpec
---```
---@param f function
---@return StateSpec
function M.StateSpec(f)
  if type(f) ~= "function" then
    errors.wrong_type("StateSpec", "a function", f)
  end
  return setmetatable({ f = f, timeout_ms = false, initial = false,
    partitions = false }, class)
end

function class:__tostring()
  return "StateSpec"
end

---A key that had no record for longer than this ends: f sees it once more, with
---state:isTimingOut(). Keys are looked through when the state is checkpointed, every 10
---batches.
---
---Example:
---```lua
----- sluice run --batches 11 program.lua
---ssc:checkpoint("checkpoint")
---local sessions = StateSpec(function(name, click, state)
---  if state:isTimingOut() then return name, "left" end
---  state:update(click)
---  return name, "clicked"
---end):timeout(Seconds(5))
---ssc:queueStream({ sc:parallelize({ pair("ann", "home") }) })
---  :mapWithState(sessions):window(Seconds(11), Seconds(11)):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 11000 ms
-----> -------------------------------------------
-----> (ann,clicked)
-----> (ann,left)
----->
---```
---@param length sluice.Duration
---@return StateSpec self
function StateSpec:timeout(length)
  local ms = time.check_duration("timeout", length)
  if ms <= 0 then
    errors.wrong_type("timeout", "a Duration longer than 0 ms", length)
  end
  self.timeout_ms = ms
  return self
end

---States that are there before the first batch.
---
---Example:
---```lua
---ssc:checkpoint("checkpoint")
---local spec = StateSpec(function(name, visits, state)
---  state:update(state:getOption():getOrElse(0) + visits)
---  return name, state:get()
---end):initialState(sc:parallelize({ pair("ann", 10) }))
---ssc:queueStream({ sc:parallelize({ pair("ann", 1) }) }):mapWithState(spec):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> (ann,11)
----->
---```
---@param pairs_rdd RDD pairs of key and state
---@return StateSpec self
function StateSpec:initialState(pairs_rdd)
  if not rdd.is_rdd(pairs_rdd) then
    errors.wrong_type("initialState", "an RDD of pairs", pairs_rdd)
  end
  self.initial, self.held = pairs_rdd.number, pairs_rdd
  return self
end

---How many partitions the stream has; without it, as many as defaultParallelism.
---
---Example:
---```lua
---ssc:checkpoint("checkpoint")
---local spec = StateSpec(function(name, age) return name, age end):numPartitions(3)
---ssc:queueStream({ sc:parallelize({ pair("ann", 31) }) }):mapWithState(spec)
---  :foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)
---ssc:start()
---ssc:awaitTermination()
-----> 3
---```
---@param n integer
---@return StateSpec self
function StateSpec:numPartitions(n)
  self.partitions = n
  return self
end

---Which partition each key goes to.
---
---Example:
---```lua
---ssc:checkpoint("checkpoint")
---local spec = StateSpec(function(name, age) return name, age end)
---  :partitioner(HashPartitioner(3))
---ssc:queueStream({ sc:parallelize({ pair("ann", 31) }) }):mapWithState(spec)
---  :foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)
---ssc:start()
---ssc:awaitTermination()
-----> 3
---```
---@param partitioner Partitioner
---@return StateSpec self
function StateSpec:partitioner(partitioner)
  self.partitions = partitioner
  return self
end

return M
