-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-repartition-and-sort"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair(7, "a"), pair(2, "b"), pair(4, "c"), pair(1, "d"), pair(2, "e"), pair(9, "f")}, 3)
show(records:repartitionAndSortWithinPartitions(HashPartitioner(2)))
show(records:repartitionAndSortWithinPartitions(HashPartitioner(1)))
