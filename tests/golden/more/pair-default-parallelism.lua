-- batches: 1  interval: 1000  master: local[2]  conf spark.default.parallelism=3
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("pair-default-parallelism"):setMaster("local[2]"):set("spark.default.parallelism", "3")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 5),
})
input:reduceByKey(math.max):foreachRDD(show)
input:groupByKeyAndWindow(Seconds(2)):foreachRDD(show)
input:count():foreachRDD(show)
input:join(input):foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)
input:transform(function(rdd) return rdd:groupByKey() end):foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)

ssc:start()
ssc:awaitTermination()
