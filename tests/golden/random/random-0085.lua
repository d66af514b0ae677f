-- batches: 9  interval: 1000  master: local[3]
local function reverse(list)
  local reversed = {}
  for i = #list, 1, -1 do reversed[#reversed + 1] = list[i] end
  return reversed
end

local conf = SparkConf():setAppName("random-0085"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair("", "river"), 2), pair(pair("runs", "the"), 11), pair(pair("to be", "opens"), 10)}, 4),
  sc:parallelize({}, 3),
  sc:parallelize({pair(pair("to be", "水"), 9), pair(pair("", "a"), 12), pair(pair("to be", "river"), 10)}, 1),
  sc:parallelize({pair(pair("opens", ""), 3)}, 2),
  sc:parallelize({}, 6),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({2.5, 3.5, 2.2}, 6),
  sc:parallelize({2.0}, 4),
  sc:parallelize({2.8, 2.5e7, 1.8}, 5),
  sc:parallelize({1.7, 1.9}, 6),
  sc:parallelize({1.4, 2.6, 2.0, 3.3}, 5),
  sc:parallelize({2.1, 3.1, 1.7, 4.0}, 2),
  sc:parallelize({3.6}, 1),
  sc:parallelize({2.5e7}, 3),
}, true)
local s3 = s1:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(3000), Milliseconds(2000), 1)
local s4 = s3:leftOuterJoin(s3)
local s5 = s4:rightOuterJoin(s3, 3)
local s6 = s5:mapPartitions(function(list) return reverse(list) end)
local s7 = s6:flatMapValues(function(v) return {{v._2 / 4}} end)
s7:print(0)
s2:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
