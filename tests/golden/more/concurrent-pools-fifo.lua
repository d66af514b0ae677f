-- batches: 2  interval: 1000  master: local[1]
local conf = SparkConf():setMaster("local[1]"):setAppName("golden")
  :set("spark.streaming.concurrentJobs", 2):set("spark.scheduler.mode", "FIFO")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
local input = ssc:queueStream({
  sc:parallelize({1, 2, 3}, 3),
  sc:parallelize({4, 5, 6, 7}, 4),
}, true, null)
local function output(pool, before)
  input:foreachRDD(function(rdd)
    Thread.sleep(before)
    sc:setLocalProperty("spark.scheduler.pool", pool)
    rdd:foreach(function(x)
      Thread.sleep(300)
      print(pool .. " " .. x)
    end)
  end)
end
output("z", 0)
output("a", 100)
ssc:start()
ssc:awaitTermination()
