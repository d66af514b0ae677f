-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-repartition-and-coalesce"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3}, 4)
print(lineage(a:repartition(2)))
print(lineage(a:coalesce(2)))
print(lineage(a:coalesce(3, true)))
print(lineage(a:coalesce(9)))
print(lineage(a:keyBy(function(x) return x end):partitionBy(HashPartitioner(4)):coalesce(2)))
