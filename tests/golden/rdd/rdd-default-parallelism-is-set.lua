-- batches: 0  interval: 1000  master: local[2]  conf spark.default.parallelism=4
local conf = SparkConf():setAppName("rdd-default-parallelism-is-set"):setMaster("local[2]"):set("spark.default.parallelism", "4")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local function of(n) return sc:range(0, 4, 1, n):map(function(x) return x, x end) end
local function size(rdd) print(rdd:getNumPartitions(), rdd:partitioner()) end
print(sc:parallelize({1, 2, 3}):getNumPartitions(), sc:defaultParallelism(), sc:defaultMinPartitions())
size(of(7):groupByKey())
size(of(7):join(of(9)))
size(of(7):partitionBy(HashPartitioner(3)):join(of(9)))
size(of(7):partitionBy(HashPartitioner(5)):join(of(60)))
size(of(7):sortByKey())
size(of(7):distinct())
