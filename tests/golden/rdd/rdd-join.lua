-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-join"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local left = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 2)
local right = sc:parallelize({pair("a", "x"), pair("c", "y"), pair("a", "z"), pair("d", "w")}, 3)
show(left:join(right))
show(left:join(right, 2))
show(left:join(right, HashPartitioner(1)))
show(right:join(left))
