-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-fold-and-aggregate"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3, 4, 5}, 3)
print(numbers:fold(0, function(a, b) return a + b end), numbers:fold(10, function(a, b) return a + b end))
print(sc:parallelize({}, 2):fold(7, math.max))
print(numbers:aggregate(0, function(n, x) return n + x end, function(a, b) return a + b end))
local both = numbers:aggregate(pair(0, 0),
  function(acc, x) return pair(acc._1 + x, acc._2 + 1) end,
  function(a, b) return pair(a._1 + b._1, a._2 + b._2) end)
print(both)
print(sc:emptyRDD():aggregate("z", function(s, x) return s .. x end, function(a, b) return a .. b end))
