-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-subtract"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({"d", "a", "b", "a", "c", "d", "e"}, 2)
local b = sc:parallelize({"b", "c", "c"}, 3)
show(a:subtract(b))
show(a:subtract(b, 1))
show(a:subtract(b, HashPartitioner(3)))
show(b:subtract(a))
