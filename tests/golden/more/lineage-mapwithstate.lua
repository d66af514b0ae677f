-- batches: 2  interval: 1000  master: local[2]
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("lineage-mapwithstate"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 2),
  sc:parallelize({pair("a", 2)}, 2),
})
local mapped = input:mapWithState(StateSpec(function(key, value, state)
  state:update(value)
  return key
end))
mapped:foreachRDD(function(rdd) print(lineage(rdd)) end)
mapped:stateSnapshots():foreachRDD(function(rdd) print(lineage(rdd)) end)

ssc:start()
ssc:awaitTermination()
