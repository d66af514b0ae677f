-- batches: 9  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0121"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(14999999370, 4), pair(8999999748, 6)}, 5),
  sc:parallelize({pair(16999999244, 0)}, 4),
  sc:parallelize({pair(13999999433, 7), pair(5000000000, 8), pair(9999999685, 370)}, 4),
  sc:parallelize({pair(8999999748, 207), pair(11999999559, 9), pair(9999999685, 8), pair(9999999685, 1)}, 4),
  sc:parallelize({pair(9999999685, 2), pair(9999999685, -9), pair(10999999622, 7), pair(13999999433, 5)}, 5),
  sc:parallelize({}, 3),
  sc:parallelize({}, 3),
  sc:parallelize({}, 4),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({{"AaBB"}, {"", "BB"}}, 1),
  sc:parallelize({{"to be"}}, 1),
  sc:parallelize({{"Aa"}}, 4),
  sc:parallelize({{null, "the"}, {"水", "été"}}, 3),
  sc:parallelize({{}, {}}, 1),
  sc:parallelize({{"BBAa"}, {}, {}, {null, "opens"}}, 3),
  sc:parallelize({{}, {""}}, 3),
  sc:parallelize({}, 3),
}, true)
local s3 = s2:window(Milliseconds(250))
local s4 = s3:filter(function(x) return #x > 5 end)
local s5 = s4:reduce(function(a, b) return a end)
local s6 = s5:glom():map(function(x) return pair((2 - #x), "k" .. #x) end)
local s7 = s6:countByWindow(Milliseconds(1000), Milliseconds(500))
s7:cache()
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s2:print(3)

ssc:start()
ssc:awaitTermination()
