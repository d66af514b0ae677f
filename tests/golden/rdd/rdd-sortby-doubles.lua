-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sortby-doubles"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({2.5, -1.0, 0.0, 100.0, -0.0, 3.25, 2.5, -7.5}, 3)
show(numbers:sortBy(function(x) return x end))
show(numbers:sortBy(function(x) return -x end, true, 2))
show(numbers:sortBy(function(x) return x end, false, 1))
