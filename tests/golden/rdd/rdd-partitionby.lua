-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-partitionby"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("c", 3), pair("d", 4), pair("a", 5), pair(null, 6)}, 3)
show(records:partitionBy(HashPartitioner(2)))
show(records:partitionBy(HashPartitioner(5)))
local two = records:partitionBy(HashPartitioner(2))
print(two:id() == two:partitionBy(HashPartitioner(2)):id(), two:id() == two:partitionBy(HashPartitioner(3)):id())
