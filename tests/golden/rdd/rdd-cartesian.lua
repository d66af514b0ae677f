-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-cartesian"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3}, 2)
local b = sc:parallelize({"x", "y", "z"}, 2)
show(a:cartesian(b))
print(a:cartesian(b):getNumPartitions(), a:cartesian(sc:emptyRDD()):getNumPartitions())
show(a:cartesian(a):filter(function(x, y) return x < y end))
