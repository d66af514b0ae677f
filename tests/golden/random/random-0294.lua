-- batches: 3  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0294"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({{true}, {true, false}, {false}}, 6),
  sc:parallelize({{true}, {true}, {false, true}}, 3),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair("w18", 11999999559), pair("w45", 6999999874), pair("w47", 8999999748)}, 5),
  sc:parallelize({pair("w25", 5000000000), pair("w80", 5999999937), pair("w86", 6999999874), pair(null, 13999999433), pair("w37", 6999999874), pair("w14", 6999999874), pair("w70", 11999999559), pair("w4", 5999999937), pair(null, 10999999622), pair("w19", 5999999937), pair("w10", 10999999622), pair("w16", 7999999811), pair("w75", 5000000000), pair("w73", 14999999370), pair("w70", 13999999433), pair("w84", 11999999559), pair("w72", 5999999937), pair("w89", 16999999244), pair("w57", 6999999874), pair("w93", 9999999685), pair("w23", 7999999811), pair("w92", 6999999874), pair("w93", 5999999937), pair("w51", 9999999685), pair(null, 7999999811), pair("w77", 8999999748), pair("w99", 16999999244), pair("w61", 15999999307), pair("w49", 6999999874), pair("w88", 8999999748)}, 5),
  sc:parallelize({pair("w63", 11999999559), pair(null, 9999999685), pair("w62", 14999999370)}, 3),
}, true)
local s3 = s2:reduceByWindow(function(a, b) return pair((a._1 == null and b._1 or a._1), a._2 + b._2) end, Milliseconds(500), Milliseconds(500))
local s4 = s3:mapPartitions(function(list) return {#list} end)
local s5 = s4:filter(function(x) return x > 5 end)
local s6 = s2:map(function(k, v) return k, 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(250), Milliseconds(250), 1, function(_, v) return v > 0 end)
local s7 = s2:map(function(k, v) return pair(k, ((k == null and 1 or 0) + 3)) end)
local s8 = ssc:transform({s6, s7}, function(rdds) return rdds[1]:union(rdds[2]) end)
s8:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s5:print(0)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:flatMap(function(x) return #x > 5 and {(math.abs(#x) % 5 == 0 and null or "w" .. #x), (math.abs(#x) % 5 == 0 and null or "w" .. #x)} or {} end):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
