-- batches: 4  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0075"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(6, pair(7, "")), pair(1, pair(296, "runs")), pair(3, pair(3, null)), pair(9, pair(0, null)), pair(1, pair(329, "runs")), pair(310, pair(3, "AaBB")), pair(-6, pair(3, "")), pair(3, pair(2, "the")), pair(1, pair(9, "opens")), pair(5, pair(11, "the")), pair(109, pair(7, "a")), pair(17, pair(4, "to be"))}, 4),
  sc:parallelize({pair(281, pair(189, "opens")), pair(3, pair(52, null)), pair(2, pair(0, "")), pair(12, pair(7, null)), pair(9, pair(4, null)), pair(5, pair(5, null)), pair(8, pair(5, "opens")), pair(10, pair(12, null)), pair(2, pair(3, "AaBB")), pair(132, pair(8, null)), pair(7, pair(0, "été")), pair(12, pair(-9, null))}, 2),
  sc:parallelize({pair(8, pair(383, null))}, 1),
  sc:parallelize({pair(193, pair(4, "the")), pair(8, pair(0, "水")), pair(10, pair(9, "水")), pair(5, pair(11, "BBAa")), pair(-7, pair(1, "gate")), pair(8, pair(273, "opens"))}, 1),
}, true)
local s2 = s1:mapValues(function(v) return pair(v._2, (v._2 == null and 1 or 0) / 4) end)
local s3 = s2:repartition(4)
s3:print(25)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:keys():collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
