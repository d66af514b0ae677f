-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sortbykey-few-distinct-keys"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:range(0, 20, 1, 4):map(function(x) return x % 2, x end)
show(records:sortByKey())
print(records:sortByKey():getNumPartitions(), records:sortByKey(true, 10):getNumPartitions())
print(sc:parallelize({}, 3):map(function(x) return x, x end):sortByKey():getNumPartitions())
