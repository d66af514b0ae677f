-- batches: 4  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("window-groupbykeyandwindow-overloads"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
  sc:parallelize({pair("c", 4), pair("a", 5)}, 2),
})
input:groupByKeyAndWindow(Seconds(2)):print()
input:groupByKeyAndWindow(Seconds(3), Seconds(2)):print()
input:groupByKeyAndWindow(Seconds(2), Seconds(1), 3):foreachRDD(show)
input:groupByKeyAndWindow(Seconds(4), Seconds(2), HashPartitioner(1)):foreachRDD(show)

ssc:start()
ssc:awaitTermination()
