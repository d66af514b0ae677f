-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-join-with-input"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
  sc:parallelize({pair("b", 4), pair("c", 5)}, 2),
})
local function update(values, state)
  local sum = state or 0
  for _, v in ipairs(values) do sum = sum + v end
  return sum
end
input:join(input:updateStateByKey(update)):print()

ssc:start()
ssc:awaitTermination()
