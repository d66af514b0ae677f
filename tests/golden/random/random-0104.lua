-- batches: 4  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0104"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(2.3, "水"), pair(1.7, "水")}, 6),
  sc:parallelize({pair(2.4, "BBAa"), pair(4.0, "AaBB"), pair(2.7, "to be"), pair(2.4, "to be")}, 6),
  sc:parallelize({pair(1.7, "BBAa"), pair(3.7, "opens"), pair(3.4, "水"), pair(3.0, "水"), pair(2.7, "été"), pair(2.5e7, "水"), pair(1.6, "opens"), pair(2.5e7, "runs"), pair(0.6, "BB"), pair(1.0, "to be"), pair(3.3, "Aa"), pair(3.9, "opens")}, 1),
}, false)
s1:cache()
local s2 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({}, 6),
}, false)
local s3 = s2:mapValues(function(v) return pair("k" .. v, v > 5) end)
s3:persist()
local s4 = s3:flatMapValues(function(v) return {} end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:mapValues(function(v) return (v == "the" and 1 or 0) > 5 end):collect()) do print("  " .. tostring(x)) end
end)
s2:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:sortByKey(false):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
