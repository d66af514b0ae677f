-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-narrow"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3}, 2)
print(lineage(numbers:flatMap(function(x) return {x} end):mapPartitions(function(list) return list end):glom()))
print(lineage(numbers:keyBy(function(x) return x end):mapValues(function(v) return v end):flatMapValues(function(v) return {v} end):keys()))
print(lineage(numbers:mapPartitionsWithIndex(function(_, list) return list end):sample(false, 0.5, 1):keyBy(function(x) return x end):values()))
print(lineage(sc:union({numbers, numbers:map(function(x) return x end), sc:emptyRDD()})))
print(lineage(sc:range(0, 4, 1, 2)))
print(lineage(sc:makeRDD({1}, 1)))
print(lineage(sc:emptyRDD()))
