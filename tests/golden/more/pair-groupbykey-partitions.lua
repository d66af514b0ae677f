-- batches: 2  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("pair-groupbykey-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 2),
  sc:parallelize({pair("b", 5), pair("b", 6)}, 3),
})
input:groupByKey(3):foreachRDD(show)
input:groupByKey(HashPartitioner(1)):print()

ssc:start()
ssc:awaitTermination()
