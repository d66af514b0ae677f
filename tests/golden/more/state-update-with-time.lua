-- batches: 4  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-update-with-time"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
  sc:parallelize({}, 2),
})
input:updateStateByKey(function(time, key, values, state)
  if key == "b" and time:milliseconds() == 3000 then return nil end
  return (state or key) .. "@" .. time:milliseconds() // 1000 .. "x" .. #values
end, HashPartitioner(2), true):print()

ssc:start()
ssc:awaitTermination()
