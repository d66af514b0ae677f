-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-glom"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({5, 1, 4, 2, 3}, 3)
for i, list in ipairs(numbers:glom():collect()) do
  print(i, #list, table.concat(list, "+"))
end
print(numbers:glom():map(function(list) return #list end):reduce(math.max))
