-- batches: 2  interval: 500  master: local[4]  conf spark.default.parallelism=6
local conf = SparkConf():setAppName("random-0011"):setMaster("local[4]")
conf:set("spark.default.parallelism", "6")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair("the", Some(11999999559)), pair("opens", Some(5000000000)), pair("runs", Some(7999999811)), pair("BBAa", Some(5000000000)), pair("to be", Some(13999999433)), pair("river", Some(6999999874)), pair("Aa", Some(10999999622)), pair("AaBB", Some(10999999622)), pair("opens", Some(7999999811)), pair("runs", Some(5000000000)), pair("gate", None), pair("水", Some(7999999811))}, 6),
}, true)
s1:persist()
local s2 = s1:map(function(k, v) return pair("k" .. (v:isDefined() and 2 or 1), v) end)
local s3 = s1:transformWith(s2, function(a, b) return a:union(b) end)
local s4 = s2:map(function(k, v) return k, math.abs((k == "the" and 1 or 0)) % 7 end)
local s5 = s3:transformWith(s4, function(a, b) return a:cogroup(b, 3):groupByKey(6) end)
s5:print(25)

ssc:start()
ssc:awaitTermination()
