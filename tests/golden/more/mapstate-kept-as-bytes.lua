-- batches: 26  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("mapstate-kept-as-bytes"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("k8", 16), pair("k5", 77), pair("k7", 80)}, 2),
  sc:parallelize({pair("k9", 1), pair("k7", 33), pair("k8", 29)}, 2),
  sc:parallelize({pair("k11", 60), pair("k8", 70), pair("k7", 50)}, 2),
  sc:parallelize({pair("k2", 29), pair("k10", 19), pair("k8", 49)}, 2),
  sc:parallelize({pair("k10", 99), pair("k1", 20), pair("k9", 5)}, 2),
  sc:parallelize({pair("k0", 34), pair("k7", 76), pair("k11", 49)}, 2),
  sc:parallelize({pair("k6", 50), pair("k11", 73), pair("k7", 17)}, 2),
  sc:parallelize({pair("k1", 4), pair("k2", 63), pair("k3", 33)}, 2),
  sc:parallelize({pair("k6", 99), pair("k10", 38), pair("k6", 64)}, 2),
  sc:parallelize({pair("k9", 44), pair("k8", 74), pair("k6", 74)}, 2),
  sc:parallelize({pair("k5", 87), pair("k0", 35), pair("k9", 85)}, 2),
  sc:parallelize({pair("k11", 41), pair("k8", 73), pair("k9", 13)}, 2),
  sc:parallelize({pair("k3", 81), pair("k9", 34), pair("k4", 15)}, 2),
  sc:parallelize({}, 2),
  sc:parallelize({pair("k7", 11), pair("k5", 8), pair("k6", 19)}, 2),
  sc:parallelize({}, 2),
  sc:parallelize({pair("k6", 15), pair("k0", 77), pair("k9", 97)}, 2),
  sc:parallelize({}, 2),
  sc:parallelize({pair("k5", 70), pair("k4", 64), pair("k3", 4)}, 2),
  sc:parallelize({pair("k1", 13), pair("k9", 68), pair("k0", 25)}, 2),
  sc:parallelize({pair("k4", 78), pair("k4", 19), pair("k11", 5)}, 2),
  sc:parallelize({pair("k5", 40), pair("k5", 17), pair("k6", 48)}, 2),
  sc:parallelize({pair("k8", 49), pair("k10", 76), pair("k10", 71)}, 2),
  sc:parallelize({}, 2),
  sc:parallelize({pair("k8", 34), pair("k6", 81), pair("k11", 91)}, 2),
  sc:parallelize({pair("k4", 55), pair("k4", 66), pair("k4", 70)}, 2)})
local spec = StateSpec(function(key, value, state)
  if state:isTimingOut() then return key .. " timed out"
  elseif value % 10 == 3 then if state:exists() then state:remove() end return key .. " removed"
  else state:update(value) return key .. "=" .. value end
end):timeout(Seconds(3)):numPartitions(1)
local log = input:mapWithState(spec)
log:checkpoint(Seconds(2))
log:print(1000)
log:stateSnapshots():print(1000)
ssc:start()
ssc:awaitTermination()
