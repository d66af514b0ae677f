-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-foldbykey"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4), pair("a", 5), pair("b", 6)}, 3)
local function add(a, b) return a + b end
show(records:foldByKey(0, add))
show(records:foldByKey(100, add))
show(records:foldByKey(100, add, 1))
show(records:foldByKey(100, add, HashPartitioner(2)))
