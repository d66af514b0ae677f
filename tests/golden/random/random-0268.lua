-- batches: 5  interval: 250  master: local[2]
local conf = SparkConf():setAppName("random-0268"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({{"été", "gate"}}, 4),
  sc:emptyRDD(),
  sc:parallelize({{"opens"}, {}, {"runs", null}}, 2),
  sc:parallelize({{"river"}, {null}, {null}, {null}, {"Aa"}, {null, "opens"}}, 1),
}, true)
local s2 = ssc:transform({s1, s1}, function(rdds) return rdds[1]:union(rdds[2]):repartition(3):coalesce(3) end)
local s3 = ssc:transform({s2, s1}, function(rdds) return rdds[1]:union(rdds[2]):map(function(x) return (2 - #x) end):flatMap(function(x, emit) emit("k" .. x) end) end)
local s4 = s3:filter(function(x) return (x == "the" and 1 or 0) > 5 end)
local s5 = s4:glom():map(function(x) return "k" .. #x end)
s5:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
