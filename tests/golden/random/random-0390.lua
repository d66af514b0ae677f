-- batches: 4  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0390"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({"Aa", ""}, 6),
  sc:parallelize({"the"}, 1),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(None, true), pair(None, false), pair(None, true), pair(Some(8), false), pair(Some(7), false), pair(None, false), pair(Some(0), true), pair(None, true), pair(Some(9), true), pair(Some(4), true), pair(None, false), pair(None, false)}, 4),
  sc:parallelize({pair(Some(5), false), pair(None, true), pair(Some(2), false), pair(None, true), pair(Some(2), true), pair(Some(9), true), pair(Some(1), false), pair(None, false), pair(Some(7), false), pair(None, true), pair(None, true), pair(Some(2), true)}, 2),
}, true)
local s3 = s2:groupByKey()
local s4 = s3:union(s3)
local s5 = ssc:union({s4, s3, s4})
local s6 = s5:transform(function(rdd) return rdd:repartition(5):partitionBy(HashPartitioner(6)) end)
local s7 = s5:transform(function(rdd) return rdd:values() end)
s7:print()
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
