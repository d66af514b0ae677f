-- batches: 4  interval: 1000  master: local[4]  conf spark.default.parallelism=1
local conf = SparkConf():setAppName("random-0074"):setMaster("local[4]")
conf:set("spark.default.parallelism", "1")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({"runs", ""}, 2)
local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch do list[i] = pair((batch * 7 + i), (batch + i) % 5) end
  return list
end, 4)
local s2 = s1:glom():map(function(x) return "k" .. #x end)
local s3 = s2:transform(function(rdd) return rdd:union(rdd1):repartition(1) end)
local s4 = s3:flatMap(function(x) return math.abs((x == "the" and 1 or 0)) % 3 == 0 and {pair(x, (math.abs((x == "the" and 1 or 0)) % 5 == 0 and null or "w" .. (x == "the" and 1 or 0)))} or {} end)
local s5 = s4:cogroup(s4)
s5:checkpoint(Milliseconds(2000))
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
