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

local conf = SparkConf():setAppName("rdd-zip"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3, 4, 5}, 2)
local b = sc:parallelize({"v", "w", "x", "y", "z"}, 2)
show(a:zip(b))
show(a:zip(a:map(function(x) return x * x end)))
attempt(function() a:zip(sc:parallelize({1, 2, 3, 4, 5}, 3)) end)
attempt(function() a:zip(sc:parallelize({1, 2, 3, 4, 5}, 3)):count() end)
