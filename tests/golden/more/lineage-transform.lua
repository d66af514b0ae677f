-- batches: 1  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("lineage-transform"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({3, 1, 2}, 2),
})
input:transform(function(rdd) return rdd:sortBy(function(x) return x end):map(function(x) return x, x end):groupByKey() end)
  :foreachRDD(function(rdd) print(lineage(rdd)) end)
input:transform(function(rdd) return rdd:subtract(rdd) end):foreachRDD(function(rdd) print(lineage(rdd)) end)

ssc:start()
ssc:awaitTermination()
