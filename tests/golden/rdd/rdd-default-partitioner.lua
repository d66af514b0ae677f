-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-default-partitioner"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local function of(n) return sc:range(0, 4, 1, n):map(function(x) return x, x end) end
local function size(rdd) print(rdd:getNumPartitions(), rdd:partitioner()) end
size(of(3):join(of(5)))
size(of(3):partitionBy(HashPartitioner(3)):join(of(5)))
size(of(3):partitionBy(HashPartitioner(3)):join(of(31)))
size(of(3):partitionBy(HashPartitioner(3)):join(of(30)))
size(of(3):partitionBy(HashPartitioner(3)):join(of(5):partitionBy(HashPartitioner(4))))
size(of(2):partitionBy(HashPartitioner(7)):cogroup(of(5), of(9)))
size(of(6):reduceByKey(math.max))
size(of(6):partitionBy(HashPartitioner(2)):groupByKey())
size(of(6):partitionBy(HashPartitioner(2)):subtractByKey(of(3)))
size(of(6):subtractByKey(of(9)))
size(of(2):intersection(of(5)))
size(of(2):subtract(of(5)))
