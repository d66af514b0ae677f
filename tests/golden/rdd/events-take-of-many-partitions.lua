-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-take-of-many-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(_rdd)
  local numbers = sc:range(0, 40, 1, 20)
  print(#numbers:take(1), #numbers:take(5), #numbers:take(100))
  print(numbers:filter(function(x) return x > 20 end):first())
  print(tostring(numbers:filter(function(x) return x > 99 end):isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
