-- sluice.state_spec: StateSpec, what mapWithState does.
-- Spark: StateSpec (semantics 5.6). `function` is a word of Lua, so it is StateSpec(f).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local rdd = require("sluice.rdd")
local time = require("sluice.time")

local M = {}

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
  return setmetatable({ f = f, timeout_ms = false, initial = false, partitions = false },
    class)
end

function class:__tostring()
  return "StateSpec"
end

---A key that had no record for longer than this ends: f sees it once more, with
---state:isTimingOut(). Keys are looked through when the state is checkpointed, every 10
---batches.
---@param length table Duration
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
---@param pairs_rdd RDD pairs of key and state
---@return StateSpec self
function StateSpec:initialState(pairs_rdd)
  if not rdd.is_rdd(pairs_rdd) then
    errors.wrong_type("initialState", "an RDD of pairs", pairs_rdd)
  end
  self.initial, self.held = pairs_rdd.number, pairs_rdd
  return self
end

---@param n integer
---@return StateSpec self
function StateSpec:numPartitions(n)
  self.partitions = n
  return self
end

---@param partitioner Partitioner
---@return StateSpec self
function StateSpec:partitioner(partitioner)
  self.partitions = partitioner
  return self
end

return M
