-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-tolocaliterator"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local seen = {}
for x in sc:range(0, 6, 1, 3):toLocalIterator() do seen[#seen + 1] = x * 2 end
print(table.concat(seen, " "))
