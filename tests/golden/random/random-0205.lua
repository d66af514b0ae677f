-- batches: 8  interval: 1000  master: local[3]  conf spark.default.parallelism=2
local conf = SparkConf():setAppName("random-0205"):setMaster("local[3]")
conf:set("spark.default.parallelism", "2")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair("", "BBAa")}, 3),
  sc:parallelize({pair("to be", "to be")}, 1),
  sc:parallelize({pair("BBAa", "gate"), pair("runs", "runs"), pair("été", "river")}, 6),
  sc:parallelize({pair("gate", "BB")}, 5),
  sc:parallelize({pair("river", "the")}, 2),
  sc:parallelize({}, 5),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(None, "to be"), pair(Some("BBAa"), "the"), pair(None, "the"), pair(Some("Aa"), "BB")}, 6),
  sc:parallelize({pair(Some(""), "")}, 4),
  sc:parallelize({pair(Some("水"), "BBAa"), pair(Some("水"), "runs"), pair(Some("BBAa"), "BB")}, 6),
  sc:parallelize({pair(Some("to be"), "BB"), pair(Some("a"), ""), pair(Some("gate"), "the")}, 1),
  sc:parallelize({pair(None, "AaBB"), pair(Some("水"), "runs"), pair(Some("gate"), "Aa"), pair(None, "Aa")}, 4),
}, true)
local s3 = s2:map(function(k, v) return k:getOrElse("to be") .. "!", (math.abs((k:isDefined() and 2 or 1)) % 5 == 0 and null or "w" .. (k:isDefined() and 2 or 1)) end)
local s4 = s3:reduce(function(a, b) return pair(a._1 .. "<" .. b._1, (a._2 == null and b._2 or a._2)) end)
local s5 = s4:reduceByKey(function(a, b) return (a == null and b or a) end, 5)
local s6 = s5:transformWith(s3, function(a, b, _time) return a:fullOuterJoin(b):keys():distinct() end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)
s1:print(0)

ssc:start()
ssc:awaitTermination()
