-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("pair-option-values"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 1),
  sc:parallelize({pair("b", 3)}, 1),
})
local some = input:filter(function(_, v) return v > 1 end)
input:leftOuterJoin(some):leftOuterJoin(some):print()
input:fullOuterJoin(some):mapValues(function(both)
  return pair(both._1:isDefined(), pair(both._2:isDefined(), both._2:getOrElse(-1)))
end):print()

ssc:start()
ssc:awaitTermination()
