-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-keys-values-mapvalues"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3)}, 2)
show(records:keys())
show(records:values())
show(records:mapValues(function(v) return v * 10 end))
show(records:mapValues(function(v) return pair(v, "x") end))
show(records:flatMapValues(function(v)
  local list = {}
  for i = 1, v do list[i] = v .. "." .. i end
  return list
end))
