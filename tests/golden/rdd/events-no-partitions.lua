-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-no-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(_rdd)
  local none = sc:emptyRDD()
  print(none:count(), #none:collect(), #none:take(2), tostring(none:isEmpty()))
  print(none:fold(1, function(a, b) return a + b end), none:sum(), none:zipWithIndex():count())
  none:foreach(function() end)
  print(none:map(function(x) return x, x end):reduceByKey(math.max):count())
  print(none:map(function(x) return x, x end):sortByKey():count(), none:distinct():count())
  print(none:treeAggregate(3, math.max, math.max), #none:top(2))
end)

ssc:start()
ssc:awaitTermination()
