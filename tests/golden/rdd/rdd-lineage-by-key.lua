-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-by-key"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1)}, 2)
local function max(a, b) return math.max(a, b) end
print(lineage(records:reduceByKey(max)))
print(lineage(records:aggregateByKey(0, max, max)))
print(lineage(records:foldByKey(0, max)))
print(lineage(records:combineByKey(function(v) return v end, max, max)))
print(lineage(records:groupByKey()))
print(lineage(records:groupBy(function(k) return k end)))
print(lineage(records:partitionBy(HashPartitioner(2)):groupByKey()))
print(lineage(records:partitionBy(HashPartitioner(2)):groupBy(function(k) return k end)))
