-- batches: 0  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-lineage-cached"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3}, 2)
local cached = a:map(function(x) return x, 1 end):persist(StorageLevel.MEMORY_AND_DISK_SER)
print(lineage(cached))
print(lineage(cached:groupByKey():cache()))
cached:count()
print(lineage(cached:filter(function() return true end)))
cached:unpersist()
print(lineage(cached))
print(lineage(a:map(function(x) return x end):persist(StorageLevel.DISK_ONLY_2):setName("kept")))
