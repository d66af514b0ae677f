-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-subtract-many"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local all = sc:parallelize({"w7919", "w5", "w15838", "w23757", "w31676", "w39595", "w47514", "w5", "w55433", "w63352"}, 3)
show(all:subtract(sc:parallelize({"w39595"}, 1), 2))
local numbers = sc:range(0, 60, 1, 2):map(function(x) return x * 37 % 101 end)
show(numbers:subtract(sc:parallelize({74, 0, 5}, 1)))
