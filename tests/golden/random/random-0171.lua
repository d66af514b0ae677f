-- batches: 6  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0171"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(2.5, 1), pair(5.0, 253), pair(3.5, 0), pair(1.0, 9), pair(1.5, 9), pair(1.5, 4)}, 8),
}, true)
local s2 = s1:reduceByKey(function(a, b) return a + b end, 6):cache()
local s3 = s2:flatMap(function(k, v) return {"k" .. v} end)
local s4 = s3:flatMap(function(x) return {5.0} end)
local s5 = s4:flatMap(function(x, emit) if true then emit(null, 11999999559) emit(null, 13999999433) end end)
local s6 = s5:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(250))
local s7 = s1:reduceByKeyAndWindow(function(a, b) return a end, Milliseconds(750), Milliseconds(250), 4)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s2:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s7:print(3)

ssc:start()
ssc:awaitTermination()
