-- batches: 6  interval: 500  master: local[1]
local conf = SparkConf():setAppName("random-0017"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({"BBAa", "", "", "gate", "opens", "BB"}, 2),
  sc:emptyRDD(),
}, true)
local s2 = s1:filter(function(x) return true end)
local s3 = s2:flatMap(function(x) return true and {pair(16999999244, 5), pair(12999999496, 5), pair(14999999370, 0)} or {} end)
local s4 = s3:window(Milliseconds(1500))
local s5 = s4:reduceByKey(function(a, b) return a + b end, HashPartitioner(2))
local s6 = s2:map(function(x) return true end)
local s7 = s6:map(function(x) return 5000000000 + (x and 1 or 0), "k" .. (x and 1 or 0) end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
