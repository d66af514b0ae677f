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
local function both(a, b) return table.move(b, 1, #b, #a + 1, a) end
local function first(a) return a end

local conf = SparkConf():setAppName("rdd-zippartitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(0, 10, 1, 4)
local fewer = sc:range(0, 4, 1, 4)
show(numbers:zipPartitions(fewer, both))
show(numbers:zipPartitions(numbers, fewer, function(a, b, c)
  return {pair(#a, #b), pair(#c, 0)}
end))
show(numbers:zipPartitions(fewer, numbers, fewer, function(a, _b, _c, d)
  return #a > 2 and d or {}
end))
print(lineage(numbers:zipPartitions(fewer, both)))
print(lineage(numbers:zipPartitions(numbers, fewer, first)))
print(lineage(numbers:zipPartitions(numbers, numbers, fewer, first)))
attempt(function() numbers:zipPartitions(sc:range(0, 8, 1, 3), both) end)
attempt(function() numbers:zipPartitions(sc:range(0, 8, 1, 3), both):count() end)
attempt(function() numbers:zipPartitions(fewer, sc:range(0, 8, 1, 2), both):count() end)
local records = numbers:map(function(x) return x, x end)
local hashed = records:partitionBy(HashPartitioner(4))
print(hashed:zipPartitions(records, both, true):partitioner())
print(hashed:zipPartitions(records, both):partitioner())
print(records:zipPartitions(hashed, both, true):partitioner())
print(numbers:map(function(x) return x end):id())
