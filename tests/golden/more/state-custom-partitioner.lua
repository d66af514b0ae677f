-- batches: 3  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("state-custom-partitioner"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair(1, "a"), pair(12, "b")}, 2),
  sc:parallelize({pair(25, "c"), pair(3, "d")}, 2),
})
local decades = Partitioner{
  numPartitions = 3,
  getPartition = function(key) return key // 10 end,
}
input:updateStateByKey(function(values, state) return (state or "") .. table.concat(values) end, decades):foreachRDD(show)

ssc:start()
ssc:awaitTermination()
