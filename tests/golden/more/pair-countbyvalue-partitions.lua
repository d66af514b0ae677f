-- batches: 2  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("pair-countbyvalue-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({"a", "b", "a", "c"}, 2),
  sc:parallelize({"c"}, 1),
})
input:countByValue(3):foreachRDD(show)
input:map(function(w) return w, 1 end):countByValue(1):print()

ssc:start()
ssc:awaitTermination()
