-- batches: 5  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0432"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, 4 do list[i] = pair("k" .. (batch + i) % 5, (batch * 7 + i) / 4) end
  return list
end, 2)
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch do list[i] = pair(((batch + i) % 5 > 5 and Some((batch * 7 + i)) or None), (batch * 7 + i)) end
  return list
end, 2)
local s3 = s2:updateStateByKey(function(values, state) if #values > 0 then return 0 elseif state > 0 then return nil end return 1 end)
local s4 = s1:repartition(3)
local s5 = s4:map(function(k, v) return ((v > 1.5 and 1 or 0) > 5 and Some(math.abs((k == "the" and 1 or 0)) % 7) or None), (2 - (k == "the" and 1 or 0)) end)
local s6 = s2:leftOuterJoin(s5)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:keys():collect()) do print("  " .. tostring(x)) end
end)
s4:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
