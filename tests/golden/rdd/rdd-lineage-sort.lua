-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-sort"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair(1, 2), pair(3, 4)}, 2)
print(lineage(records:sortByKey()))
print(lineage(records:sortByKey(true, 1)))
print(lineage(records:sortBy(function(_k, v) return v end)))
print(lineage(records:sortBy(function(_k, v) return v end, false, 1)))
print(lineage(records:repartitionAndSortWithinPartitions(HashPartitioner(2))))
print(lineage(records:sortByKey():mapValues(function(v) return v end):sortByKey()))
