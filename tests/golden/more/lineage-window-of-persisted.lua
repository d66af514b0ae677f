-- batches: 2  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("lineage-window-of-persisted"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 2),
  sc:parallelize({2}, 2),
})
input:window(Seconds(2)):foreachRDD(function(rdd) print(rdd:getStorageLevel()) print(lineage(rdd)) end)
local mapped = input:map(function(x) return x end)
mapped:window(Seconds(2)):persist(StorageLevel.DISK_ONLY):foreachRDD(function(rdd) print(lineage(rdd)) end)
mapped:foreachRDD(function(rdd) print(rdd:getStorageLevel()) end)

ssc:start()
ssc:awaitTermination()
