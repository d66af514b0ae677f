-- batches: 8  interval: 1000  master: local[2]  conf spark.default.parallelism=5
local conf = SparkConf():setAppName("random-0373"):setMaster("local[2]")
conf:set("spark.default.parallelism", "5")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 3),
  sc:parallelize({pair(null, -3)}, 4),
  sc:parallelize({}, 6),
  sc:parallelize({pair("BB", 359), pair(null, 10)}, 1),
  sc:parallelize({pair("été", 2)}, 3),
}, true)
local s2 = s1:reduceByKey(function(a, b) return (math.abs(a) % 1009 * 31 + math.abs(b)) % 1009 end)
local s3 = s2:countByValue(6)
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(3000), Milliseconds(2000), HashPartitioner(5))
local s5 = s3:map(function(k, v) return "k" .. k._2, "k" .. (k._1 == null and 1 or 0) end)
s5:print(25)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:partitionBy(HashPartitioner(2)):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
