-- batches: 3  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0086"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair(2.8, 11), pair(1.8, 7)}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(2.5e7, Some("runs")), pair(1.3, Some(null)), pair(2.6, Some(null))}, 2),
  sc:parallelize({pair(2.5, Some("水")), pair(1.8, Some("BBAa")), pair(2.6, Some("to be")), pair(3.5, Some("été")), pair(2.6, Some("a")), pair(3.5, None)}, 1),
}, true)
local s2 = s1:reduceByKeyAndWindow(function(a, b) return (a:isDefined() and a or b) end, Milliseconds(500), Milliseconds(750))
local s3 = s2:window(Milliseconds(1500))
local s4 = s3:flatMap(function(k, v) return {pair(v:getOrElse(null), math.abs((v:isDefined() and 2 or 1)) % 7), pair(v:getOrElse("runs"), (2 - (k > 1.5 and 1 or 0))), pair((math.abs((k > 1.5 and 1 or 0)) % 5 == 0 and null or "w" .. (k > 1.5 and 1 or 0)), math.abs((v:isDefined() and 2 or 1)) % 7)} end)
local s5 = s1:updateStateByKey(function(values, state) if #values == 0 then return nil end return (state or 0) + #values end, HashPartitioner(5), rdd1)
local s6 = s5:map(function(k, v) return k, k end)
local s7 = s5:join(s6, HashPartitioner(3))
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(3)) do print("  " .. tostring(x)) end
end)
s6:print(100)

ssc:start()
ssc:awaitTermination()
