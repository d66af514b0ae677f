-- batches: 4  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("inverse-countbyvalueandwindow-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({"a", "b", "a"}, 2),
  sc:parallelize({"c"}, 2),
  sc:parallelize({"a"}, 2),
})
input:countByValueAndWindow(Seconds(2), Seconds(1), 3):foreachRDD(show)
input:countByValueAndWindow(Seconds(2), Seconds(2), 1):print()

ssc:start()
ssc:awaitTermination()
