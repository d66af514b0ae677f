-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sort-is-stable"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:range(0, 30, 1, 3):map(function(x) return x * 7 % 5, x end)
show(records:sortByKey(true, 2))
show(records:sortByKey(false, 2))
show(records:sortBy(function(k) return k end, true, 1))
