-- batches: 1  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("lineage-joins-of-streams"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 3),
})
input:leftOuterJoin(input:mapValues(function(v) return v end)):foreachRDD(function(rdd) print(lineage(rdd)) end)
input:cogroup(input, 1):foreachRDD(function(rdd) print(lineage(rdd)) end)
input:groupByKey():foreachRDD(function(rdd) print(lineage(rdd)) end)
input:countByValue():foreachRDD(function(rdd) print(lineage(rdd)) end)
input:reduce(function(a, _b) return a end):foreachRDD(function(rdd) print(lineage(rdd)) end)
input:union(input):repartition(2):foreachRDD(function(rdd) print(lineage(rdd)) end)

ssc:start()
ssc:awaitTermination()
