-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sortbykey"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair(3, "c"), pair(1, "a"), pair(9, "z"), pair(2, "b"), pair(3, "d"), pair(5, "e")}, 2)
show(records:sortByKey())
show(records:sortByKey(false))
show(records:sortByKey(true, 3))
show(records:sortByKey(false, 4))
show(records:sortByKey(true, 1))
