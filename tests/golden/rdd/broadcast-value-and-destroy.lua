-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("broadcast-value-and-destroy"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local function plain(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. (err.message:match("[^\n]*"):gsub(" at %S+:%d+", " at FILE:LINE")))
end
local names = sc:broadcast({"zero", "one", "two"})
print(names, names:id(), names:value()[2])
local numbers = sc:parallelize({0, 1, 2}, 2)
show(numbers:map(function(x) return names:value()[x + 1] end))
plain(function() names:unpersist() end)
show(numbers:map(function(x) return names:value()[x + 1] end))
local mapped = numbers:map(function(x) return names:value()[x + 1] end)
plain(function() names:destroy() end)
plain(function() print(names:value()) end)
plain(function() mapped:count() end)
plain(function() numbers:map(function(x) return names:value()[x + 1] end) end)
plain(function() names:unpersist() end)
plain(function() names:destroy() end)
plain(function() sc:broadcast(numbers) end)
