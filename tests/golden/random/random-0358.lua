-- batches: 5  interval: 250  master: local[2]  conf spark.default.parallelism=5
local conf = SparkConf():setAppName("random-0358"):setMaster("local[2]")
conf:set("spark.default.parallelism", "5")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local rdd1 = sc:parallelize({pair(pair(11999999559, 201), 7), pair(pair(7999999811, 3), 1), pair(pair(9999999685, 2), 12), pair(pair(6999999874, 3), 10)}, 2)
local s1 = ssc:queueStream({
  sc:parallelize({}, 3),
  sc:parallelize({{}}, 3),
  sc:parallelize({{"BBAa"}, {"to be"}, {"opens"}, {}}, 3),
  sc:parallelize({{"gate"}, {"to be", "a"}, {"BBAa"}}, 1),
}, true)
local s2 = s1:flatMap(function(x, emit) emit(5000000000 + #x, 5000000000 + #x) emit(5000000000 + #x, 5000000000 + #x) end)
local s3 = s2:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:flatMapValues(function(v) return {((v % 1000) + 3)} end):map(function(k, v) return pair(k, v), ms end)
end)
local s4 = s3:reduceByWindow(function(a, b) return pair(pair(a._1._1 + b._1._1, (math.abs(a._1._2) % 1009 * 31 + math.abs(b._1._2)) % 1009), a._2 + b._2) end, Milliseconds(500), Milliseconds(500))
local s5 = s4:map(function(k, v) return pair(pair(k._1, k._2), "k" .. k._2) end)
local s6 = s4:fullOuterJoin(s5)
s6:print()
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:join(rdd1):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
