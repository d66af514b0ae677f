-- batches: 6  interval: 250  master: local[3]  conf spark.default.parallelism=3
local conf = SparkConf():setAppName("random-0051"):setMaster("local[3]")
conf:set("spark.default.parallelism", "3")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 7),
  sc:parallelize({3.5, 0.25, 4.25, 3.0, 4.75, 5.0, 1.75, 4.75, 2.75, 3.0, 0.5, 5.25, 4.0, 0.25, 0.5, 6.0, 1.25, 6.0, 0.25, 3.25, 5.0, 2.25, 2.25, 3.75, 4.5, 4.75, 3.75, 5.5, 6.0, 0.75}, 1),
  sc:parallelize({}, 1),
  sc:parallelize({0.5, 2.0, 5.75, 3.0, 5.5, 3.25}, 6),
  sc:emptyRDD(),
  sc:parallelize({0.0, 1.5, 3.0, 5.75, 6.0, 2.75}, 6),
}, true)
local s2 = s1:window(Milliseconds(1000), Milliseconds(750))
local s3 = s2:window(Milliseconds(2250))
local s4 = s3:flatMap(function(x, emit) if false then emit("été") emit("the") emit("Aa") end end)
local s5 = s1:window(Milliseconds(500), Milliseconds(250)):cache()
local s6 = s5:map(function(x) return null end)
local s7 = s5:flatMap(function(x, emit) emit(4, 10) emit(11, 9) emit(10, 4) end)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s2:print(3)

ssc:start()
ssc:awaitTermination()
