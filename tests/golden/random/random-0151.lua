-- batches: 5  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0151"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch % 3 * 2 do list[i] = pair((batch + i) % 5, ((batch + i) % 5 > 5 and Some("k" .. (batch * 7 + i)) or None)) end
  return list
end, 3)
local s2 = s1:window(Milliseconds(3000), Milliseconds(2000))
local s3 = s2:groupByKey()
local s4 = s3:map(function(k, v) return k, math.abs(k) % 5 + 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(2000), Milliseconds(2000), 4, function(_, v) return v > 0 end)
local s5 = s4:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:map(function(k, v) return k * 0.1, {v * 0.1} end):flatMapValues(function(v) return v end):map(function(k, v) return pair(k, v), ms end)
end)
s5:print(0)
s5:print(3)

ssc:start()
ssc:awaitTermination()
