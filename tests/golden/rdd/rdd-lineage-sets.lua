-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-sets"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3}, 2)
local b = sc:parallelize({2, 3}, 3)
print(lineage(a:distinct()))
print(lineage(a:subtract(b)))
print(lineage(a:intersection(b)))
print(lineage(a:keyBy(function(x) return x end):subtractByKey(b:keyBy(function(x) return x end))))
