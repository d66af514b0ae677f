-- batches: 4  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0213"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair("BBAa", 2)}, 3)
local rdd2 = sc:parallelize({pair(Some("runs"), "a")}, 1)
local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch do list[i] = "k" .. (batch * 7 + i) end
  return list
end, 2)
s1:persist()
local s2 = ssc:queueStream({
  sc:parallelize({pair(Some("BBAa"), {}), pair(Some("runs"), {"to be"})}, 3),
  sc:parallelize({pair(None, {"Aa", "BB"}), pair(None, {}), pair(Some("BBAa"), {}), pair(Some("BB"), {"the", "a"}), pair(Some("BB"), {"a"}), pair(Some(""), {}), pair(Some("BBAa"), {}), pair(None, {}), pair(Some("a"), {"opens", "été"}), pair(Some("水"), {"runs", "a"}), pair(Some("BBAa"), {}), pair(None, {})}, 1),
  sc:parallelize({pair(Some("the"), {"opens"}), pair(Some("BB"), {})}, 6),
  sc:parallelize({pair(Some("to be"), {}), pair(Some("a"), {"river", "a"})}, 2),
}, true)
local s3 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch % 3 * 2 do list[i] = pair((math.abs((batch + i) % 5) % 5 == 0 and null or "w" .. (batch + i) % 5), 5000000000 + (batch + i) % 5) end
  return list
end, 3)
local s4 = s3:window(Milliseconds(1000), Milliseconds(2000))
local s5 = s4:reduceByWindow(function(a, b) return pair((a._1 == null and b._1 or a._1), math.min(a._2, b._2)) end, Milliseconds(8000), Milliseconds(2000))
local s6 = s5:updateStateByKey(function(values, state) if #values > 0 then return 0 elseif state > 0 then return nil end return 1 end, HashPartitioner(4), rdd1)
s6:checkpoint(Milliseconds(6000))
local s7 = s6:count()
s7:print()
s2:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:fullOuterJoin(rdd2, 2):collect()) do print("  " .. tostring(x)) end
end)
s1:print(1)

ssc:start()
ssc:awaitTermination()
