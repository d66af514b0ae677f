-- batches: 4  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("mapstate-snapshots-of-window"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
  sc:parallelize({pair("c", 4)}, 2),
})
local function track(key, value, state)
  state:update((state:exists() and state:get() or 0) + value)
  return key
end
input:window(Seconds(2), Seconds(2)):mapWithState(StateSpec(track)):stateSnapshots():print()
input:mapWithState(StateSpec(track)):stateSnapshots():window(Seconds(2), Seconds(1)):count():print()

ssc:start()
ssc:awaitTermination()
