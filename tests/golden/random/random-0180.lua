-- batches: 2  interval: 250  master: local[2]
local conf = SparkConf():setAppName("random-0180"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 3),
}, true)
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch % 3 * 2 do list[i] = (batch * 7 + i) end
  return list
end, 4)
local s3 = s2:transform(function(rdd) return rdd:mapPartitions(function(list) return {list[1]} end) end)
local s4 = s2:transform(function(rdd) return rdd:repartition(5):coalesce(4):map(function(x) return x end) end)
s4:print(0)
s3:print()
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
