-- batches: 3  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("state-update-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 1)}, 2),
  sc:parallelize({pair("a", 2), pair("c", 1)}, 2),
})
local function update(values, state) return (state or 0) + #values end
input:updateStateByKey(update, 3):foreachRDD(show)
input:updateStateByKey(update, HashPartitioner(1)):foreachRDD(show)

ssc:start()
ssc:awaitTermination()
