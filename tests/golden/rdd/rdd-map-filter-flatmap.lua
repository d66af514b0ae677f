-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-map-filter-flatmap"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3, 4, 5, 6}, 3)
show(numbers:map(function(x) return x * x end))
show(numbers:filter(function(x) return x > 4 end))
show(numbers:flatMap(function(x)
  local list = {}
  for i = 1, x % 3 do list[i] = x end
  return list
end))
show(numbers:map(function(x) return x % 2 == 0, x end):filter(function(even, x) return even and x > 2 end))
show(numbers:map(function(x) return x, "v" .. x end):map(function(k, v) return v, k end))
