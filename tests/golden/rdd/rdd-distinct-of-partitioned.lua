-- batches: 0  interval: 1000  master: local[2]
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

local conf = SparkConf():setAppName("rdd-distinct-of-partitioned"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({pair(1, 1), pair(2, 1), pair(1, 1), pair(1, 2), pair(5, 7), pair(5, 7)}, 2)
local parts = numbers:partitionBy(HashPartitioner(3))
show(parts:distinct())
print(parts:distinct():partitioner())
show(parts:distinct(3))
print(lineage(parts:distinct(3)))
print(lineage(parts:distinct(2)))
