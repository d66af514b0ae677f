-- batches: 5  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0082"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({0, 5, 12}, 1),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({1.5, 2.5, 4.75, 3.5, 2.5, 1.75, 1.25, 5.25, 5.0, 1.5, 0.0, 3.75}, 4),
  sc:parallelize({}, 4),
  sc:parallelize({0.5, 1.5, 6.0, 5.75, 4.25, 2.25, 3.75, 4.0, 4.75, 1.75, 0.0, 4.0, 4.75, 1.75, 4.5, 1.25, 4.5, 1.0, 3.25, 2.25, 0.75, 2.5, 5.5, 0.75, 3.25, 4.25, 5.25, 0.25, 4.25, 4.5, 4.5, 0.75, 2.5, 2.0, 0.5, 2.5, 2.5, 4.25, 4.25, 3.25, 3.75, 5.25, 5.25, 3.25, 3.0, 1.5, 1.5, 5.5, 2.0, 0.25, 1.5, 1.0, 5.5, 6.0, 4.5, 4.25, 5.0, 0.75, 3.75, 3.5}, 2),
}, true)
local s3 = s2:flatMap(function(x) return true and {11, 285} or {} end)
local s4 = s3:flatMap(function(x) return x % 3 == 0 and {pair((x % 5 == 0 and null or "w" .. x), (x % 5 == 0 and null or "w" .. x)), pair((x % 5 == 0 and null or "w" .. x), (x % 5 == 0 and null or "w" .. x)), pair((x % 5 == 0 and null or "w" .. x), (x % 5 == 0 and null or "w" .. x))} or {} end)
local s5 = s3:map(function(x) return x * 0.25, x end)
local s6 = s5:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end, 8)
local s7 = s6:filter(function(k, v) return v > 5 end)
s7:print(25)

ssc:start()
ssc:awaitTermination()
