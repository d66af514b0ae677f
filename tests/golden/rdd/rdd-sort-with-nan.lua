-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sort-with-nan"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({2.5, 1.0, -3.0, 100.0}, 2)
local all = numbers:map(function(x) return x == 1.0 and 0.0 / 0.0 or x end)
print(all:sortBy(function(x) return x end, true, 1):map(function(x) return x == x and "number" or "NaN" end):collect()[4])
show(all:sortBy(function(x) return x end):map(function(x) return x == x and pair(x, x) or "NaN" end))
show(all:sortBy(function(x) return x end, false):map(function(x) return x == x and pair(x, x) or "NaN" end))
