-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("rdd-treereduce-and-treeaggregate"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(1, 41, 1, 20)
local function add(a, b) return a + b end
print(numbers:treeReduce(add), numbers:treeReduce(add, 1), numbers:treeReduce(add, 3))
print(numbers:treeAggregate(0, add, add), numbers:treeAggregate(0, add, add, 3), numbers:treeAggregate(1, add, add, 2))
attempt(function() sc:parallelize({}, 2):treeReduce(add) end)
attempt(function() numbers:treeReduce(add, 0) end)
