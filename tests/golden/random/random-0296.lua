-- batches: 8  interval: 500  master: local[2]
local conf = SparkConf():setAppName("random-0296"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair(16999999244, {}), pair(6999999874, {"a"})}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(Some(true), 14999999370), pair(Some(false), 7999999811), pair(None, 16999999244)}, 2),
  sc:parallelize({}, 1),
  sc:parallelize({pair(Some(true), 11999999559)}, 2),
  sc:parallelize({pair(Some(true), 12999999496), pair(Some(false), 7999999811), pair(Some(true), 13999999433)}, 4),
  sc:parallelize({pair(Some(false), 5000000000), pair(Some(true), 16999999244)}, 1),
  sc:parallelize({pair(None, 16999999244), pair(None, 5999999937), pair(None, 16999999244)}, 5),
  sc:parallelize({}, 6),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(6999999874, 2)}, 6),
  sc:parallelize({pair(12999999496, 4), pair(8999999748, 4), pair(12999999496, 2), pair(13999999433, 125)}, 6),
  sc:parallelize({pair(8999999748, 325), pair(9999999685, -5), pair(6999999874, -7)}, 2),
  sc:parallelize({pair(13999999433, 8), pair(14999999370, 1), pair(13999999433, 2)}, 6),
  sc:parallelize({pair(10999999622, 9), pair(15999999307, 7)}, 6),
  sc:parallelize({pair(9999999685, 7)}, 2),
  sc:parallelize({}, 5),
}, true)
local s3 = s2:fullOuterJoin(s2)
s3:cache()
local s4 = s1:repartition(6)
local s5 = s4:combineByKey(function(v) return pair((v % 1000) * 2, 1) end, function(acc, v) return pair(acc._1 + (v % 1000) * 2, acc._2 + 1) end, function(a, b) return pair(a._1 + b._1, a._2 + b._2) end, HashPartitioner(1), false)
s5:checkpoint(Milliseconds(1000))
local s6 = s5:groupByKeyAndWindow(Milliseconds(1000), Milliseconds(1000), HashPartitioner(1))
s6:print(0)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:reduceByKey(function(a, b) return pair((a._1:isDefined() and a._1 or b._1), (a._2:isDefined() and a._2 or b._2)) end):join(rdd1, 5):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
