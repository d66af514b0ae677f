-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-zip-and-cartesian"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3}, 2)
local b = sc:parallelize({2, 3, 4}, 2)
print(lineage(a:zip(b)))
print(lineage(a:cartesian(b)))
print(lineage(a:zipWithIndex()))
print(lineage(a:zipWithUniqueId()))
print(lineage(a:map(function(x) return x end):zip(a:map(function(x) return x end))))
