-- batches: 6  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("random-0147"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair(false, 13999999433), pair(false, 15999999307), pair(true, 9999999685), pair(true, 14999999370), pair(true, 5999999937)}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(0.3, Some(false))}, 4),
  sc:emptyRDD(),
  sc:parallelize({pair(0.1, Some(false)), pair(2.4, None)}, 6),
  sc:parallelize({}, 6),
  sc:parallelize({pair(2.3, Some(false)), pair(1.8, None), pair(3.5, Some(false)), pair(3.0, Some(false))}, 4),
}, true)
local s2 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({}, 4),
  sc:parallelize({false}, 6),
  sc:parallelize({false, false, true, false}, 4),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({pair(true, Some(10)), pair(true, Some(9)), pair(false, None)}, 2),
  sc:emptyRDD(),
  sc:parallelize({pair(true, Some(0)), pair(false, Some(12))}, 1),
  sc:parallelize({pair(false, Some(7)), pair(true, None), pair(false, Some(1))}, 1),
  sc:parallelize({pair(false, Some(5))}, 5),
  sc:parallelize({}, 3),
}, true)
local s4 = s2:countByValueAndWindow(Milliseconds(3000), Milliseconds(2000))
local s5 = s4:transform(function(rdd) return rdd:values():mapPartitions(function(list) return {list[1]} end):distinct(3) end)
local s6 = s5:reduce(function(a, b) return math.min(a, b) end)
local s7 = s2:count()
local s8 = s7:transformWith(s7, function(a, b, _time) return a:union(b):mapPartitions(function(list) return {#list} end):distinct() end)
s8:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:groupByKey(6):join(rdd1):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
