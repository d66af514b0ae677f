-- batches: 10  interval: 500  master: local[4]
local conf = SparkConf():setAppName("random-0412"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")
ssc:remember(Milliseconds(1500))

local rdd1 = sc:parallelize({}, 2)
local s1 = ssc:queueStream({
  sc:parallelize({pair(9, 13999999433), pair(0, 5999999937)}, 3),
  sc:parallelize({pair(6, 6999999874)}, 6),
  sc:parallelize({}, 4),
  sc:parallelize({pair(11, 9999999685), pair(-8, 7999999811), pair(10, 6999999874), pair(12, 15999999307)}, 2),
  sc:emptyRDD(),
}, true)
local s2 = s1:countByWindow(Milliseconds(2000), Milliseconds(1500))
local s3 = s2:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:flatMap(function(x) return math.abs((x % 1000)) % 3 == 0 and {pair(((x % 1000) + 3), math.abs((x % 1000)) % 7), pair(math.abs((x % 1000)) % 7, ((x % 1000) + 3)), pair(((x % 1000) + 3), (x % 1000) * 2)} or {} end):join(rdd1, 3):map(function(k, v) return pair(k, v), ms end)
end)
local s4 = s2:map(function(x) return pair((x % 1000) * 2, pair((x % 1000) * 2, (math.abs((x % 1000)) % 5 == 0 and null or "w" .. (x % 1000)))), (math.abs((x % 1000)) % 5 == 0 and null or "w" .. (x % 1000)) end)
local s5 = s3:join(s4, 1)
s5:print(100)

ssc:start()
ssc:awaitTermination()
