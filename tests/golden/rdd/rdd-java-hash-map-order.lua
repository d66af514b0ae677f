-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-java-hash-map-order"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:range(0, 40, 1, 1):map(function(x) return "w" .. x * 7919 % 100003, x end)
show(words:subtractByKey(sc:parallelize({pair("w7919", 1)}, 1), 1):keys())
show(words:subtractByKey(words:filter(function(_k, v) return v > 3 end), 1))
local mixed = sc:parallelize({pair(null, 1), pair(-1, 2), pair(70000, 3), pair(5, 4), pair(-70000, 5), pair(null, 6)}, 2)
show(mixed:subtractByKey(sc:parallelize({pair(9, 9)}, 1), 1))
