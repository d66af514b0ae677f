-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("accumulator-read-in-a-task"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local sum = sc:longAccumulator("sum")
sum:add(1000)
show(sc:parallelize({1, 2, 3, 4}, 2):map(function(x) sum:add(x) return sum:value() end))
print(sum:value())
