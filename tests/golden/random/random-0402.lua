-- batches: 7  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0402"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(1, 3), pair(-9, 350)}, 2),
  sc:parallelize({pair(7, 2), pair(11, 204), pair(9, -1), pair(122, 80)}, 6),
  sc:parallelize({}, 5),
  sc:parallelize({pair(-1, 4), pair(7, 8)}, 4),
}, true)
s1:cache()
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch % 3 * 2 do list[i] = pair(((batch * 7 + i) + 3), 5000000000 + (batch * 7 + i)) end
  return list
end, 1)
local s3 = s2:transformWith(s1, function(a, b) return a:leftOuterJoin(b) end)
local s4 = s3:countByValueAndWindow(Milliseconds(3000), Milliseconds(1000))
local s5 = s4:mapValues(function(v) return (v % 1000) > 5 end)
local s6 = s5:countByValueAndWindow(Milliseconds(2000), Milliseconds(2000), 5)
local s7 = s6:reduceByKey(function(a, b) return math.min(a, b) end)
s7:print(1)
s1:print(100)

ssc:start()
ssc:awaitTermination()
