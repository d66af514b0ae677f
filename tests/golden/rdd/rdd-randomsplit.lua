-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-randomsplit"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(0, 30, 1, 3)
for _, part in ipairs(numbers:randomSplit({0.7, 0.3}, 42)) do show(part) end
for _, part in ipairs(numbers:randomSplit({1, 1, 2}, 7)) do show(part) end
print(lineage(numbers:randomSplit({0.5, 0.5}, 1)[2]))
attempt(function() numbers:randomSplit({-1, 2}, 7) end)
