-- batches: 0  interval: 1000  master: local[2]
local function text(rdd)
  return (tostring(rdd):gsub(" at %S+:%d+", " at FILE:LINE"))
end
local function lineage(rdd)
  return (rdd:toDebugString():gsub(" at %S+:%d+", " at FILE:LINE")
    :gsub("\n[^\n]*CachedPartitions[^\n]*", ""))
end

local conf = SparkConf():setAppName("rdd-names-and-ids"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3}, 2)
print(text(numbers), numbers:id(), numbers:name())
local doubled = numbers:map(function(x) return x * 2 end):setName("doubled")
print(text(doubled), doubled:id(), doubled:name())
print(text(doubled:filter(function(x) return x > 2 end)))
print(lineage(doubled:map(function(x) return x, 1 end):groupByKey():setName("groups")))
print(text(sc:emptyRDD()), text(sc:range(0, 3)))
print(text(sc:union({numbers, doubled})), text(numbers:union(doubled)))
print(numbers:map(function(x) return x end):id())
