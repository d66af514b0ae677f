-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-range"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

show(sc:range(0, 10, 1, 3))
show(sc:range(0, 10, 3, 2))
show(sc:range(10, 0, -4, 2))
show(sc:range(5, 5, 1, 2))
show(sc:range(1, 6))
show(sc:range(4000000000, 4000000004, 2))
