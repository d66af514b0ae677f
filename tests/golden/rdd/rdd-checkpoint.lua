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

local conf = SparkConf():setAppName("rdd-checkpoint"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3, 4}, 2)
attempt(function() numbers:checkpoint() end)
sc:setCheckpointDir("checkpoint")
print(sc:getCheckpointDir():isDefined())
local mapped = numbers:map(function(x) return x * 2 end):filter(function(x) return x > 2 end)
print(mapped:isCheckpointed(), mapped:getCheckpointFile())
mapped:checkpoint()
print(mapped:isCheckpointed(), mapped:getCheckpointFile())
print(lineage(mapped))
print(mapped:count())
print(mapped:isCheckpointed(), mapped:getCheckpointFile():isDefined())
print(lineage(mapped))
show(mapped)
print(lineage(mapped:map(function(x) return x end)))
