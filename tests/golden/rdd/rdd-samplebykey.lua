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

local conf = SparkConf():setAppName("rdd-samplebykey"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:range(0, 60, 1, 3):map(function(x)
  return ({"a", "b", "c"})[x % 3 + 1], x
end)
show(words:sampleByKey(false, {a = 0.5, b = 0.2, c = 1.0}, 3))
show(words:sampleByKey(false, {a = 0.0, b = 0.7, c = 1.5}, 99))
show(words:sampleByKey(true, {a = 0.5, b = 0.2, c = 1.0}, 3))
show(words:sampleByKey(true, {a = 2.5, b = 0.01, c = 1.0}, -4))
print(lineage(words:sampleByKey(false, {a = 0.5, b = 0.2, c = 1.0}, 3)))
local partitioned = words:partitionBy(HashPartitioner(3))
print(partitioned:sampleByKey(true, {a = 0.5, b = 0.2, c = 1.0}, 3):partitioner())
attempt(function() words:sampleByKey(false, {a = -0.5, b = 0.2, c = 1.0}, 3) end)
attempt(function() words:sampleByKey(true, {a = -0.5, b = 0.2, c = 1.0}, 3) end)
local one = sc:parallelize({pair("a", 1), pair("b", 2)}, 1)
attempt(function() one:sampleByKey(false, {a = 0.5}, 3):count() end)
attempt(function() one:sampleByKey(true, {a = 0.0}, 3):count() end)
