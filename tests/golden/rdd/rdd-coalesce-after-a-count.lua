-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-coalesce-after-a-count"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:range(0, 20, 1, 4):map(function(x) return x % 10, x end)
local shuffled = records:partitionBy(HashPartitioner(10)):keys()
show(shuffled:coalesce(3))
show(shuffled:coalesce(3))
local cached = sc:range(0, 10, 1, 10):cache()
show(cached:coalesce(3))
cached:count()
show(cached:coalesce(3))
show(cached:coalesce(4))
