-- batches: 2  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("op-repartition-numbers"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5, 6, 7}, 3),
  sc:parallelize({8, 9}, 1),
})
input:repartition(3):foreachRDD(show)
input:repartition(1):print()
input:repartition(2):map(function(x) return x, x end):groupByKey(2):foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)

ssc:start()
ssc:awaitTermination()
