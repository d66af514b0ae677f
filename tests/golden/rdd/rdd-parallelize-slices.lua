-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-parallelize-slices"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

show(sc:parallelize({1, 2, 3, 4, 5, 6, 7}, 3))
show(sc:parallelize({"a", "b"}, 4))
show(sc:parallelize({1, 2, 3}))
show(sc:parallelize({}))
