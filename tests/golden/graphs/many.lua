-- tests/golden/graphs/many.lua -- two hundred streams: forty queues that are united,
-- and a chain of a hundred steps.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext(SparkConf():setMaster("local[2]"):setAppName("many"),
  Seconds(1))
local sc = ssc:sparkContext()

local queues = {}
for i = 1, 40 do
  queues[i] = ssc:queueStream({sc:parallelize({i}, 1)}):map(function(n) return n end)
end
local all = ssc:union(queues)
local steps = all
for _ = 1, 100 do
  steps = steps:map(function(n) return n + 1 end)
end
for i = 1, 10 do
  steps:filter(function(n) return n % 10 == i - 1 end):count():print()
end

ssc:start()
ssc:awaitTermination()
