-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-reduce-order-in-a-partition"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:parallelize({"a", "b", "c", "d"}, 1)
local function join(a, b) return "(" .. a .. b .. ")" end
print(words:reduce(join), words:fold("z", join), words:treeReduce(join))
print(words:aggregate("z", join, function(a, b) return a .. "|" .. b end))
print(words:treeAggregate("z", join, function(a, b) return a .. "|" .. b end))
