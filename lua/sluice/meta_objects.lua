---@meta _
-- sluice.meta_objects: objects that programs are given or give, and whose methods no
-- Lua file shows, for editors and for docs/api/. Nothing loads this file.
-- SPDX-License-Identifier: MIT

---The state of one key, in the function of a StateSpec. What update and remove do holds
---from the next record of the key on.
---
---Example:
---```lua
---ssc:checkpoint("checkpoint")
---local spec = StateSpec(function(name, visits, state)
---  state:update((state:exists() and state:get() or 0) + visits)
---  return name, state:get()
---end)
---ssc:queueStream({ sc:parallelize({ pair("ann", 1), pair("ann", 2) }, 1) })
---  :mapWithState(spec):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> (ann,1)
-----> (ann,3)
----->
---```
---@class State
local State = {}

---Whether the key has a state.
---
---Example:
---```lua
---local spec = StateSpec(function(name, visit, state)
---  local known = state:exists()
---  state:update(visit)
---  return name, known
---end)
---ssc:checkpoint("checkpoint")
---ssc:queueStream({ sc:parallelize({ pair("ann", 1), pair("ann", 2) }, 1) })
---  :mapWithState(spec):foreachRDD(function(rdd)
---    for _, seen in ipairs(rdd:collect()) do print(seen) end
---  end)
---ssc:start()
---ssc:awaitTermination()
-----> (ann,false)
-----> (ann,true)
---```
---@return boolean
function State:exists() end

---The state of the key. An error if it has none (NoSuchElementException).
---
---Example:
---```lua
---local highest = StateSpec(function(room, degrees, state)
---  local before = state:exists() and state:get() or degrees
---  state:update(math.max(before, degrees))
---  return room, state:get()
---end)
---ssc:checkpoint("checkpoint")
---ssc:queueStream({ sc:parallelize({ pair("hall", 21), pair("hall", 19) }, 1) })
---  :mapWithState(highest):foreachRDD(function(rdd)
---    for _, seen in ipairs(rdd:collect()) do print(seen) end
---  end)
---ssc:start()
---ssc:awaitTermination()
-----> (hall,21)
-----> (hall,21)
---```
---@return any
function State:get() end

---The state of the key as an option.
---
---Example:
---```lua
---local spec = StateSpec(function(name, visits, state)
---  state:update(state:getOption():getOrElse(0) + visits)
---  return name, state:get()
---end)
---ssc:checkpoint("checkpoint")
---ssc:queueStream({ sc:parallelize({ pair("ann", 1), pair("ann", 2) }, 1) })
---  :mapWithState(spec):foreachRDD(function(rdd)
---    for _, seen in ipairs(rdd:collect()) do print(seen) end
---  end)
---ssc:start()
---ssc:awaitTermination()
-----> (ann,1)
-----> (ann,3)
---```
---@return Option
function State:getOption() end

---Gives the key a new state. An error after remove(), and while the key is timing out
---(IllegalArgumentException); nil is refused.
---
---Example:
---```lua
---local spec = StateSpec(function(room, degrees, state)
---  local last = state:getOption():getOrElse(degrees)
---  state:update(degrees)
---  return room, degrees - last
---end)
---ssc:checkpoint("checkpoint")
---ssc:queueStream({ sc:parallelize({ pair("hall", 19), pair("hall", 21) }, 1) })
---  :mapWithState(spec):foreachRDD(function(rdd)
---    for _, change in ipairs(rdd:collect()) do print(change) end
---  end)
---ssc:start()
---ssc:awaitTermination()
-----> (hall,0)
-----> (hall,2)
---```
---@param value any
function State:update(value) end

---Ends the state of the key. An error if it was removed already, and while the key is
---timing out (IllegalArgumentException).
---
---Example:
---```lua
---local open_orders = StateSpec(function(order, event, state)
---  if event == "paid" then state:remove() else state:update(event) end
---  return order, state:exists()
---end)
---ssc:checkpoint("checkpoint")
---ssc:queueStream({ sc:parallelize({ pair(7, "sent"), pair(7, "paid") }, 1) })
---  :mapWithState(open_orders):foreachRDD(function(rdd)
---    for _, is_open in ipairs(rdd:collect()) do print(is_open) end
---  end)
---ssc:start()
---ssc:awaitTermination()
-----> (7,true)
-----> (7,false)
---```
function State:remove() end

---Whether the function is called because the key had no record for longer than the
---timeout: its value is nil then, and the state is gone afterwards.
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
---  :mapWithState(sessions):foreachRDD(function(rdd, time)
---    for _, what in ipairs(rdd:collect()) do print(time, what) end
---  end)
---ssc:start()
---ssc:awaitTermination()
-----> 1000 ms  (ann,clicked)
-----> 10000 ms  (ann,left)
---```
---@return boolean
function State:isTimingOut() end

-- RDD gets these in a loop, in lua/sluice/rdd/numbers.lua.

---@class RDD
local RDD = {}

---The mean of the numbers; NaN if there are none.
---
---Example:
---```lua
---print(sc:parallelize({ 31, 27, 35 }):mean())               --> 31.0
---```
---@return number
function RDD:mean() end

---The variance of the numbers, taken as all there are: divided by their count.
---
---Example:
---```lua
---print(sc:parallelize({ 2, 4, 6, 8 }):variance())           --> 5.0
---```
---@return number
function RDD:variance() end

---The square root of the variance, the standard deviation.
---
---Example:
---```lua
---print(sc:parallelize({ 1, 3 }):stdev())                    --> 1.0
---```
---@return number
function RDD:stdev() end

---The variance of the numbers, taken as a sample: divided by their count less 1. NaN if
---there are fewer than two.
---
---Example:
---```lua
---print(sc:parallelize({ 1, 3 }):sampleVariance())           --> 2.0
---```
---@return number
function RDD:sampleVariance() end

---The square root of the variance of a sample.
---
---Example:
---```lua
---print(sc:parallelize({ 10, 12, 14 }):sampleStdev())        --> 2.0
---```
---@return number
function RDD:sampleStdev() end

---What happens in a StreamingContext, told to a table with any of these functions: see
---StreamingContext:addStreamingListener. Each gets one event, or the listener itself
---and the event if its first parameter is named self. They run on the driver, in
---simulated time; an error in one is said, and the run goes on.
---
---Example:
---```lua
---ssc:addStreamingListener({
---  onBatchCompleted = function(event)
---    local batch = event.batchInfo
---    print(batch.batchTime, batch.processingDelay .. " ms of work")
---  end,
---})
---ssc:queueStream({ sc:parallelize({ 1, 2 }) })
---  :foreachRDD(function(rdd) rdd:count() end)
---ssc:start()
---ssc:awaitTermination()
-----> 1000 ms  15 ms of work
---```
---@class StreamingListener
---@field onStreamingStarted? fun(event: table) event.time is when, in milliseconds
---@field onReceiverStarted? fun(event: table) event.receiverInfo is a ReceiverInfo
---@field onReceiverError? fun(event: table) the same
---@field onReceiverStopped? fun(event: table) the same
---@field onBatchSubmitted? fun(event: table) event.batchInfo is a BatchInfo
---@field onBatchStarted? fun(event: table) the same
---@field onBatchCompleted? fun(event: table) the same
---@field onOutputOperationStarted? fun(event: table) event.outputOperationInfo, of its
---output, is an OutputOperationInfo
---@field onOutputOperationCompleted? fun(event: table) the same
