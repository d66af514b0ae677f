-- batches: 8  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0334"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair("the", 8), pair("été", 327), pair("Aa", 0), pair("the", 9)}, 3)
local rdd2 = sc:parallelize({pair("水", 8), pair("to be", 11), pair("BB", 9)}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(Some("水"), 130), pair(Some("BB"), 5)}, 5),
  sc:parallelize({pair(None, 12)}, 5),
  sc:parallelize({}, 1),
  sc:parallelize({pair(Some("水"), 0)}, 2),
}, true, null)
s1:cache()
local s2 = ssc:queueStream({
  sc:parallelize({"runs", "AaBB", null, null}, 1),
  sc:parallelize({"gate", null, "the", null}, 1),
  sc:parallelize({"to be", null, "opens"}, 4),
  sc:parallelize({null, "AaBB"}, 1),
  sc:emptyRDD(),
  sc:parallelize({"", null, "gate", "opens"}, 1),
  sc:parallelize({"水"}, 3),
}, true)
local s3 = s2:transform(function(rdd) return rdd:filter(function(x) return math.abs((x == null and 1 or 0)) % 3 == 0 end):map(function(x) return "k" .. (x == null and 1 or 0), pair(((x == null and 1 or 0) + 3), "k" .. (x == null and 1 or 0)) end) end)
local s4 = s3:transform(function(rdd) return rdd:leftOuterJoin(rdd1, 4):flatMapValues(function(v) return {{v._1._1}} end):join(rdd2) end)
local s5 = s3:map(function(k, v) return k, math.abs(v._1) % 5 + 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(250), Milliseconds(250), 3, function(_, v) return v > 0 end)
local s6 = s5:glom():map(function(x) return "k" .. #x end)
local s7 = s6:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:map(function(x) return math.abs((x == "the" and 1 or 0)) % 7 end):repartition(3):map(function(x) return x, ms end)
end)
s7:print(1)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
