-- sluice.dstream.cost: what an operator of a stream costs.
-- Spark: none (docs/cost-model.md).
-- SPDX-License-Identifier: MIT
local cost = require("sluice.cost")
local host = require("sluice.host")

-- The operators that call a function of the program's in tasks, or let it choose.
local HAS_FUNCTION = {}
for op in ([[map flatMap filter mapPartitions mapValues flatMapValues reduce reduceByKey
  combineByKey updateStateByKey mapWithState reduceByWindow reduceByKeyAndWindow
  transform transformWith]]):gmatch("%S+") do
  HAS_FUNCTION[op] = true
end

-- The streams that an operator made, which are several for some windows.
local function streams_of(stream)
  local first = stream.made_with or stream
  local list = {}
  for _, other in pairs(stream.held.streams) do
    if other == first or other.made_with == first then
      list[#list + 1] = other.states or other.number
    end
  end
  return list
end

---@param DStream DStream
---@param dstream table the module sluice.dstream
return function(DStream, dstream)
  ---Says how long the operator just made works on a record, in simulated time; in
  ---place of sluice.cost.call. Each record counts that its function gets. For
  ---reduceByKey that is each pair, before the shuffle and after it; for mapPartitions
  ---each record of the list; for updateStateByKey and mapWithState each key; for
  ---transform each record that a function inside it gets. What is computed does not
  ---change. Spark has no such operator.
  ---
  ---Example:
  ---```lua
  ---local lines = ssc:queueStream({ sc:parallelize({ "the river", "rises" }, 1) })
  ---lines:map(function(line) return line:upper() end):cost(Milliseconds(300))
  ---  :foreachRDD(function(rdd) print(rdd:count()) end)
  ---ssc:addStreamingListener({ onBatchCompleted = function(event)
  ---  print(event.batchInfo.processingDelay)
  ---end })
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 2
  -----> 615
  ---```
  ---@param each sluice.Microseconds|sluice.Duration what a record costs
  ---@return DStream self
  function DStream:cost(each)
    dstream.check_open(self.held, "cost", self)
    local us = cost.check(self, each)
    if not HAS_FUNCTION[self.op] then
      cost.refuse(self, self.op)
    end
    for _, number in ipairs(streams_of(self)) do
      host.stream_cost(self.held.number, number, us)
    end
    return self
  end
end
