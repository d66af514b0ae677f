-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-save-and-read"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  rdd:saveAsTextFile("out/numbers")
  print(sc:textFile("out/numbers", 1):count())
  rdd:saveAsTextFile("out/numbers")
  print(sc:textFile("out/numbers", 1):map(function(s) return s, 1 end):reduceByKey(math.max):count())
end)

ssc:start()
ssc:awaitTermination()
