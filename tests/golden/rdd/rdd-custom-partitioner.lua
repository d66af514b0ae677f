-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-custom-partitioner"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair(1, "a"), pair(12, "b"), pair(25, "c"), pair(7, "d"), pair(19, "e")}, 2)
local decades = Partitioner{
  numPartitions = 3,
  getPartition = function(key) return key // 10 end,
}
show(records:partitionBy(decades))
show(records:groupByKey(decades):mapValues(function(values) return #values end))
show(records:partitionBy(decades):reduceByKey(function(a, b) return a .. b end))
print(records:partitionBy(decades):partitioner():get().numPartitions)
print(tostring(records:partitionBy(decades):join(records):partitioner():get() == decades))
