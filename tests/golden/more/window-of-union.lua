-- batches: 4  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("window-of-union"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 2),
  sc:parallelize({2}, 2),
  sc:parallelize({3}, 2),
})
local other = ssc:queueStream({
  sc:parallelize({10}, 1),
  sc:parallelize({20}, 1),
  sc:parallelize({30}, 1),
})
input:union(other):window(Seconds(2)):foreachRDD(show)
input:window(Seconds(2), Seconds(2)):union(other:window(Seconds(3), Seconds(2))):foreachRDD(show)

ssc:start()
ssc:awaitTermination()
