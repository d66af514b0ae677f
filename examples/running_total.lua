-- examples/running_total.lua -- each word since the program began: updateStateByKey keeps
-- a state for every key, and goes through all of them in every batch.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/running_total.lua
local ssc = StreamingContext("local[2]", "RunningTotal", Seconds(1))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local words = ssc:queueStream({
  sc:parallelize({ "tea", "milk", "tea" }),
  sc:parallelize({ "tea" }),
  sc:parallelize({}),
  sc:parallelize({ "milk" }),
})

-- `values` is a list, empty where the key did not come; `state` is nil the first time.
local function total(values, state)
  local sum = state or 0
  for _, value in ipairs(values) do
    sum = sum + value
  end
  return sum
end

words:map(function(word) return word, 1 end):updateStateByKey(total):print()

ssc:start()
ssc:awaitTermination()
