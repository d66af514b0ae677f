-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-reducebykey"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4), pair("b", 5)}, 2)
local function add(a, b) return a + b end
show(records:reduceByKey(add))
show(records:reduceByKey(add, 3))
show(records:reduceByKey(HashPartitioner(4), add))
show(records:partitionBy(HashPartitioner(5)):reduceByKey(add))
