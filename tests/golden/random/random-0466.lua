-- batches: 3  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0466"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair("a", 3), pair("a", 8), pair("opens", 7), pair("Aa", 118), pair("to be", 9)}, 2)
local s1 = ssc:queueStream({
  sc:parallelize({pair("opens", ""), pair("Aa", "été"), pair("été", "Aa")}, 1),
  sc:parallelize({pair("opens", "gate"), pair("été", ""), pair("BBAa", "BB"), pair("the", "水"), pair("BB", "a"), pair("BBAa", "")}, 4),
}, true, sc:parallelize({pair("BBAa", "水"), pair("水", "to be"), pair("", "a")}, 6))
s1:cache()
local s2 = s1:transform(function(rdd) return rdd:sortByKey(false, 2) end)
local s3 = ssc:union({s2, s1, s1})
local s4 = s2:transform(function(rdd) return rdd:filter(function(k, v) return math.abs((k == "the" and 1 or 0)) % 3 == 0 end):leftOuterJoin(rdd1) end)
s4:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:repartition(5):coalesce(4):partitionBy(HashPartitioner(5)):collect()) do print("  " .. tostring(x)) end
end)
s4:print(0)

ssc:start()
ssc:awaitTermination()
