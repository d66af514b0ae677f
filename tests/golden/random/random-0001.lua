-- batches: 9  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0001"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair("opens", "Aa"), pair("Aa", "runs")), pair(pair("BB", "the"), pair("river", "to be")), pair(pair("", "to be"), pair("to be", "river")), pair(pair("Aa", "to be"), pair("a", "été"))}, 5),
  sc:parallelize({pair(pair("BBAa", "to be"), pair("AaBB", "BBAa")), pair(pair("gate", "BB"), pair("the", "BB")), pair(pair("opens", "été"), pair("a", "opens"))}, 6),
  sc:parallelize({pair(pair("水", "runs"), pair("水", "to be"))}, 3),
  sc:parallelize({pair(pair("runs", "水"), pair("to be", null))}, 1),
  sc:parallelize({pair(pair("BB", "BB"), pair("水", "gate"))}, 2),
}, false)
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, 4 do list[i] = pair("k" .. (batch + i) % 5, 5000000000 + (batch + i) % 5) end
  return list
end, 4)
local s3 = s2:flatMap(function(k, v, emit) emit(pair((math.abs((k == "the" and 1 or 0)) % 5 == 0 and null or "w" .. (k == "the" and 1 or 0)), ((k == "the" and 1 or 0) + 3)), (k == "the" and 1 or 0) / 4) emit(pair((math.abs((k == "the" and 1 or 0)) % 5 == 0 and null or "w" .. (k == "the" and 1 or 0)), (k == "the" and 1 or 0) * 2), (k == "the" and 1 or 0) * 0.1) end)
local s4 = s3:countByWindow(Milliseconds(2000), Milliseconds(1000))
local s5 = s4:reduce(function(a, b) return math.min(a, b) end)
s5:checkpoint(Milliseconds(3000))
local s6 = s3:flatMapValues(function(v) return {(2 - (v > 1.5 and 1 or 0))} end)
local s7 = s6:transform(function(rdd) return rdd:reduceByKey(function(a, b) return math.max(a, b) end, 2) end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s5:print(3)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
