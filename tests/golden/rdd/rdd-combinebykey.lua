-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-combinebykey"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4), pair("a", 5), pair("b", 6)}, 2)
local function create(v) return "c" .. v end
local function value(acc, v) return acc .. "v" .. v end
local function merge(a, b) return a .. "+" .. b end
show(records:combineByKey(create, value, merge))
show(records:combineByKey(create, value, merge, 3))
show(records:combineByKey(create, value, merge, HashPartitioner(1), false))
