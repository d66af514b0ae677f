-- batches: 2  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("pair-cogroup-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3)}, 2),
  sc:parallelize({pair("c", 4)}, 2),
})
local other = ssc:queueStream({
  sc:parallelize({pair("a", "x"), pair("c", "y")}, 3),
  sc:parallelize({}, 1),
})
input:cogroup(other, 3):foreachRDD(show)
input:reduceByKey(math.max, 3):cogroup(other:groupByKey(2), HashPartitioner(3)):foreachRDD(show)
input:cogroup(input:mapValues(function(v) return -v end), HashPartitioner(1)):print()

ssc:start()
ssc:awaitTermination()
