-- batches: 4  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0374"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({}, 5),
  sc:parallelize({pair(6, false), pair(0, true), pair(10, false), pair(3, false), pair(5, false), pair(11, true), pair(-2, false), pair(3, true), pair(9, false), pair(298, true), pair(2, false), pair(2, true)}, 3),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(8, 5)}, 5),
  sc:parallelize({pair(7, 6), pair(2, 8)}, 5),
  sc:parallelize({pair(1, 9), pair(27, 8)}, 5),
}, false)
local s3 = ssc:transform({s2, s2}, function(rdds) return rdds[1]:cogroup(rdds[2]) end)
s3:persist()
local s4 = s2:updateStateByKey(function(values, state) if #values > 0 then return 0 elseif state > 0 then return nil end return 1 end, 1)
s4:persist()
local s5 = ssc:union({s3, s3})
local s6 = s4:map(function(k, v) return k, 5000000000 + v end)
local s7 = s5:transformWith(s6, function(a, b) return a:rightOuterJoin(b, 6):groupByKey():repartition(5) end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:print(100)

ssc:start()
ssc:awaitTermination()
