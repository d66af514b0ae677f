-- batches: 3  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("lineage-inverse-window"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 2),
  sc:parallelize({pair("a", 2)}, 2),
  sc:parallelize({pair("b", 3)}, 2),
})
input:reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Seconds(2), Seconds(1))
  :foreachRDD(function(rdd) print(lineage(rdd)) end)

ssc:start()
ssc:awaitTermination()
