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

local conf = SparkConf():setAppName("rdd-sample-edges"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(0, 12, 1, 2)
show(numbers:sample(false, 0.0, 1))
show(numbers:sample(false, 1.0, 1))
show(numbers:sample(false, 0.5, -1))
show(numbers:sample(false, 0.5, 0))
show(numbers:sample(false, 0.4, 123456789))
show(numbers:sample(false, 0.41, 123456789))
show(sc:range(0, 200, 1, 1):sample(false, 0.05, 3000000000))
attempt(function() numbers:sample(false, -0.5, 1) end)
attempt(function() numbers:sample(false, 1.5, 1):count() end)
