-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-outer-joins-and-cogroup"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local left = sc:parallelize({pair("a", 1)}, 2)
local right = sc:parallelize({pair("a", 2)}, 3)
print(lineage(left:leftOuterJoin(right)))
print(lineage(left:rightOuterJoin(right, 1)))
print(lineage(left:fullOuterJoin(right)))
print(lineage(left:cogroup(right)))
print(lineage(left:cogroup(right, left, right)))
