-- batches: 2  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("lineage-persisted-stream"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 2),
  sc:parallelize({2}, 2),
})
local cached = input:map(function(x) return x, 1 end)
cached:cache()
cached:foreachRDD(function(rdd)
  print(rdd:getStorageLevel())
  rdd:count()
  print(lineage(rdd))
end)
local onDisk = cached:reduceByKey(math.max)
onDisk:persist(StorageLevel.MEMORY_AND_DISK_2)
onDisk:foreachRDD(function(rdd)
  rdd:count()
  print(lineage(rdd))
end)

ssc:start()
ssc:awaitTermination()
