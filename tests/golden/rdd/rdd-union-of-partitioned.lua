-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-union-of-partitioned"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local left = sc:parallelize({pair("a", 1), pair("b", 2), pair("c", 3), pair("d", 4)}, 2)
local right = sc:parallelize({pair("d", 5), pair("a", 6), pair("e", 7)}, 3)
local three = HashPartitioner(3)
local both = left:partitionBy(three):union(right:partitionBy(three))
print(both:partitioner())
show(both)
local mixed = left:partitionBy(three):union(right)
print(mixed:partitioner())
show(mixed)
