-- batches: 2  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0474"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local rdd1 = sc:parallelize({pair(true, -6), pair(true, -5), pair(true, 128), pair(true, 8), pair(false, 12)}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(false, "w25"), pair(false, "w66"), pair(true, "w5")}, 2),
}, true, sc:parallelize({pair(true, "w90"), pair(false, "w21")}, 3))
local s2 = ssc:queueStream({
  sc:parallelize({pair("w24", 305), pair("w42", 276), pair("w80", 393)}, 2),
  sc:emptyRDD(),
}, true)
local s3 = s2:fullOuterJoin(s2)
local s4 = s3:count()
local s5 = s4:transform(function(rdd) return rdd:repartition(4):coalesce(2) end)
local s6 = s4:map(function(x) return (math.abs((x % 1000)) % 5 == 0 and null or "w" .. (x % 1000)), {math.abs((x % 1000)) % 3 == 0, (x % 1000) > 5} end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(0)) do print("  " .. tostring(x)) end
end)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:mapValues(function(v) return (2 - (v == "the" and 1 or 0)) end):fullOuterJoin(rdd1, 6):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
