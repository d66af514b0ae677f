-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-distinct"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:parallelize({"b", "a", "b", "c", "a", "d", "e", "c", "f"}, 2)
show(words:distinct())
show(words:distinct(3))
show(words:distinct(1))
local numbers = sc:parallelize({pair(1, 1), pair(2, 1), pair(1, 1), pair(1, 2)}, 2)
show(numbers:distinct())
print(words:distinct():partitioner())
