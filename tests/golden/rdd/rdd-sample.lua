-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sample"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(0, 100, 1, 3)
show(numbers:sample(false, 0.1, 42))
show(numbers:sample(false, 0.3, 42))
show(numbers:sample(false, 0.5, 42))
show(numbers:sample(false, 0.9, 7))
