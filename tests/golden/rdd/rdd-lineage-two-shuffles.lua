-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-two-shuffles"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:parallelize({"a", "b", "a"}, 3)
local counts = words:map(function(w) return w, 1 end):reduceByKey(function(a, b) return a + b end, 2)
print(lineage(counts:map(function(w, n) return n, w end):groupByKey(4):join(counts:map(function(w, n) return n, w end), 4)))
