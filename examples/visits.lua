-- examples/visits.lua -- the n-th visit of each person: mapWithState calls its function
-- for each record, and only for those, with the state of the record's key.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/visits.lua
local ssc = StreamingContext("local[2]", "Visits", Seconds(1))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local names = ssc:queueStream({
  sc:parallelize({ "ann", "bob", "ann" }),
  sc:parallelize({ "bob" }),
  sc:parallelize({ "cleo", "ann" }),
})

local function visit(name, _, state)
  local n = (state:exists() and state:get() or 0) + 1
  state:update(n)
  return ("%s, visit %d"):format(name, n)
end

local visits = names:map(function(name) return name, 1 end):mapWithState(StateSpec(visit))
visits:print()
visits:stateSnapshots():foreachRDD(function(rdd, time)
  print(("known at %s: %d"):format(time, rdd:count()))
end)

ssc:start()
ssc:awaitTermination()
