-- batches: 4  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0462"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({}, 2)
local s1 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({6}, 1),
  sc:parallelize({2, 2, 9, 238, 9, 10, 3, -7, 226, 11, 2, 245}, 1),
}, true)
local s2 = s1:map(function(x) return x * 0.1, x end)
local s3 = s2:countByValueAndWindow(Milliseconds(250), Milliseconds(250))
local s4 = s3:groupByKeyAndWindow(Milliseconds(250), Milliseconds(250), 6)
s4:print(0)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:keys():join(rdd1):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
