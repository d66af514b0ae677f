-- batches: 4  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0233"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(13999999433, Some("runs")), pair(9999999685, None), pair(12999999496, None), pair(8999999748, Some("Aa"))}, 2),
  sc:parallelize({pair(7999999811, Some("BB")), pair(9999999685, Some("AaBB")), pair(16999999244, None), pair(11999999559, Some("opens")), pair(5999999937, None), pair(14999999370, None), pair(9999999685, Some("Aa")), pair(9999999685, Some("BB")), pair(11999999559, Some("a")), pair(14999999370, Some("Aa")), pair(7999999811, Some("to be")), pair(14999999370, Some("river"))}, 1),
  sc:parallelize({pair(14999999370, Some("水")), pair(13999999433, None), pair(13999999433, Some("BB")), pair(5999999937, Some("the"))}, 5),
}, false)
local s2 = s1:filter(function(k, v) return (v:isDefined() and 2 or 1) > 5 end)
local s3 = s2:map(function(k, v) return 5000000000 + (v:getOrElse("Aa") == "the" and 1 or 0), ((v:getOrElse("opens") == "the" and 1 or 0) > 5 and Some("k" .. (v:isDefined() and 2 or 1)) or None) end)
local s4 = s2:union(s3)
local s5 = ssc:transform({s1, s2}, function(rdds) return rdds[1]:cogroup(rdds[2], 4) end)
local s6 = s5:updateStateByKey(function(values, state) if #values > 0 then return 0 elseif state > 0 then return nil end return 1 end, 6)
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s4:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
