-- batches: 3  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0311"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch % 3 * 2 do list[i] = pair((2 - (batch * 7 + i)), pair("k" .. (batch * 7 + i), (batch * 7 + i))) end
  return list
end, 1)
local s2 = ssc:queueStream({
  sc:parallelize({pair(true, false), pair(false, false), pair(false, false), pair(true, false), pair(true, false), pair(true, false)}, 3),
  sc:parallelize({pair(false, true), pair(true, true), pair(false, false), pair(true, true)}, 5),
}, true, sc:parallelize({pair(true, true), pair(false, false), pair(false, true)}, 4))
local s3 = ssc:queueStream({
  sc:parallelize({true, true}, 3),
  sc:parallelize({true, false, false}, 3),
  sc:parallelize({true, false, true, true, true, false}, 1),
}, true)
s3:cache()
local s4 = s3:mapPartitions(function(list) return {list[1]} end)
local s5 = s2:reduceByKeyAndWindow(function(a, b) return a ~= b end, Milliseconds(2000), Milliseconds(2000), 5)
local s6 = s4:count()
local s7 = s5:count()
local s8 = s7:countByValue(6)
s8:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:flatMap(function(x) return {pair((math.abs((x % 1000)) % 5 == 0 and null or "w" .. (x % 1000)), "k" .. (x % 1000)), pair((math.abs((x % 1000)) % 5 == 0 and null or "w" .. (x % 1000)), "k" .. (x % 1000)), pair((math.abs((x % 1000)) % 5 == 0 and null or "w" .. (x % 1000)), "k" .. (x % 1000))} end):distinct(2):collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
