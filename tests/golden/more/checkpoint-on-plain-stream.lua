-- batches: 4  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("checkpoint-on-plain-stream"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 1)}, 2),
  sc:parallelize({pair("a", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
})
local counts = input:reduceByKey(function(a, b) return a + b end)
counts:checkpoint(Seconds(2))
counts:foreachRDD(function(rdd)
  print(rdd:getStorageLevel(), rdd:isCheckpointed())
  line(rdd:collect())
  print(rdd:isCheckpointed())
  print(lineage(rdd))
end)

ssc:start()
ssc:awaitTermination()
