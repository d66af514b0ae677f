-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-subtract-of-partitioned"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local left = sc:parallelize({pair("a", 1)}, 2)
local right = sc:parallelize({pair("a", 2)}, 3)
local parts = left:partitionBy(HashPartitioner(2))
print(lineage(parts:subtractByKey(right)))
print(lineage(parts:subtract(right)))
print(parts:subtract(right):partitioner())
print(lineage(parts:subtract(parts)))
