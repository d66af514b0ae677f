-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-coalesce-of-union"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3, 4}, 2)
local b = sc:parallelize({5, 6, 7}, 3)
show(a:union(b):coalesce(2))
show(a:union(b):coalesce(3, false))
show(a:union(b):coalesce(3, true))
attempt(function() a:coalesce(0) end)
attempt(function() a:coalesce(-1) end)
