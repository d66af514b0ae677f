-- batches: 4  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0096"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({266, 2, 2, 0, 3, 0}, 8),
  sc:parallelize({1, 12, 174, 5, 7, 5}, 7),
  sc:parallelize({127, 398, 353, 0, 8, 134}, 7),
}, true)
local s2 = s1:flatMap(function(x, emit) if x % 3 == 0 then emit(5000000000 + x) emit(5000000000 + x) emit(5000000000 + x) end end)
local s3 = s2:flatMap(function(x) return {"BBAa"} end)
local s4 = s3:flatMap(function(x, emit) if false then emit(x) emit(x) end end)
local s5 = s4:window(Milliseconds(2000), Milliseconds(3000))
local s6 = s5:filter(function(x) return true end)
local s7 = s6:filter(function(x) return false end)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s2:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
