-- batches: 9  interval: 500  master: local[2]
local conf = SparkConf():setAppName("random-0032"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({}, 1),
  sc:parallelize({pair(7, "a"), pair(11, "été"), pair(8, "AaBB"), pair(12, "BBAa")}, 3),
  sc:parallelize({pair(10, "the")}, 4),
  sc:parallelize({pair(8, "Aa"), pair(-4, "gate")}, 1),
  sc:parallelize({pair(8, "the"), pair(6, "runs"), pair(8, "BB")}, 5),
  sc:parallelize({}, 3),
  sc:parallelize({pair(8, "river"), pair(192, "BBAa"), pair(1, "river")}, 2),
  sc:parallelize({pair(11, "")}, 6),
  sc:parallelize({pair(2, "été"), pair(-6, "BB"), pair(5, "AaBB"), pair(2, "to be")}, 1),
}, true)
local s2 = s1:union(s1)
local s3 = s2:filter(function(k, v) return (v == "the" and 1 or 0) > 5 end)
s3:cache()
local s4 = s3:countByValue(3)
local s5 = s4:countByValueAndWindow(Milliseconds(500), Milliseconds(500), 5)
local s6 = s3:reduceByKeyAndWindow(function(a, b) return (a < b and a or b) end, Milliseconds(1000), Milliseconds(1000))
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(100)) do print("  " .. tostring(x)) end
end)
s5:print(0)

ssc:start()
ssc:awaitTermination()
