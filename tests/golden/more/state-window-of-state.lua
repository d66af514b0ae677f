-- batches: 5  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-window-of-state"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 2),
  sc:parallelize({pair("b", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
})
local function update(values, state)
  local sum = state or 0
  for _, v in ipairs(values) do sum = sum + v end
  return sum
end
local state = input:updateStateByKey(update)
state:window(Seconds(2), Seconds(2)):print()
state:reduceByKeyAndWindow(math.max, Seconds(3), Seconds(1)):print()

ssc:start()
ssc:awaitTermination()
