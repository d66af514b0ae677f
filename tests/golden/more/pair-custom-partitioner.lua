-- batches: 2  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("pair-custom-partitioner"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair(1, "a"), pair(12, "b"), pair(25, "c"), pair(7, "d")}, 2),
  sc:parallelize({pair(19, "e"), pair(3, "f")}, 2),
})
local decades = Partitioner{
  numPartitions = 3,
  getPartition = function(key) return key // 10 end,
}
input:groupByKey(decades):foreachRDD(show)
input:reduceByKey(function(a, b) return a .. b end, decades):join(input, decades):foreachRDD(show)
input:combineByKey(function(v) return v end, function(a, v) return a .. v end, function(a, b) return a .. b end, decades)
  :foreachRDD(show)

ssc:start()
ssc:awaitTermination()
