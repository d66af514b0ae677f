-- batches: 2  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0040"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair("Aa", 7), pair("opens", 10), pair("to be", 1)}, 3)
local rdd2 = sc:parallelize({pair("a", 2.1), pair("", 3.6), pair("", 0.5), pair("to be", 1.2), pair("to be", 3.3)}, 3)
local s1 = ssc:queueStream({
  sc:parallelize({}, 1),
}, true)
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch do list[i] = pair(pair((batch + i) % 5 / 4, (math.abs((batch + i) % 5) % 5 == 0 and null or "w" .. (batch + i) % 5)), ((batch + i) % 5 > 5 and Some(5000000000 + (batch + i) % 5) or None)) end
  return list
end, 2)
local s3 = ssc:queueStream({
  sc:parallelize({pair("a", 2), pair("river", -5), pair("", 8), pair("", 138), pair("a", -9), pair("BBAa", 8)}, 5),
}, true)
local s4 = s3:updateStateByKey(function(values, state) return (state or 0) + #values end, HashPartitioner(4), rdd1)
local s5 = s2:map(function(k, v) return "k" .. (k._1 > 1.5 and 1 or 0), ((v:getOrElse(15999999307) % 1000) > 5 and Some((k._2 == null and 1 or 0) / 4) or None) end)
local s6 = s4:join(s5)
s6:cache()
local s7 = s6:reduceByKey(function(a, b) return pair(a._1 + b._1, (a._2:isDefined() and a._2 or b._2)) end, 5)
s7:checkpoint(Milliseconds(500))
local s8 = s7:combineByKey(function(v) return pair((v._2:getOrElse(0.7) > 1.5 and 1 or 0) * 2, 1) end, function(acc, v) return pair(acc._1 + (v._2:getOrElse(0.7) > 1.5 and 1 or 0) * 2, acc._2 + 1) end, function(a, b) return pair(a._1 + b._1, a._2 + b._2) end, HashPartitioner(2), true)
s8:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(0)) do print("  " .. tostring(x)) end
end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:groupByKey():fullOuterJoin(rdd2, 6):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
