-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-subtractbykey"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local left = sc:parallelize({pair("a", 1), pair("b", 2), pair("c", 3), pair("a", 4), pair("d", 5)}, 2)
local right = sc:parallelize({pair("b", "x"), pair("c", "y")}, 3)
show(left:subtractByKey(right))
show(left:subtractByKey(right, 3))
local parts = left:partitionBy(HashPartitioner(2))
show(parts:subtractByKey(right))
print(parts:subtractByKey(right):partitioner())
