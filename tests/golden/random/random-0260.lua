-- batches: 10  interval: 1000  master: local[4]
local function sum(list)
  local total = 0
  for _, x in ipairs(list) do total = total + x end
  return total
end

local function mapped(list, f)
  local made = {}
  for i, item in ipairs(list) do made[i] = f(item) end
  return made
end

local conf = SparkConf():setAppName("random-0260"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair(0.3, true), {1.1, 2.5e7}), pair(pair(1.7, false), {3.7})}, 5),
  sc:parallelize({pair(pair(0.2, false), {0.2}), pair(pair(2.0, true), {2.2, 2.5e7}), pair(pair(0.2, false), {2.2, 0.8}), pair(pair(0.2, false), {})}, 1),
  sc:parallelize({pair(pair(2.5e7, false), {0.3, 0.8}), pair(pair(0.6, false), {2.4}), pair(pair(3.7, false), {0.3})}, 5),
  sc:parallelize({pair(pair(2.1, false), {0.0, 3.5}), pair(pair(2.1, true), {0.8})}, 6),
  sc:parallelize({}, 5),
  sc:parallelize({pair(pair(4.0, false), {1.1, 2.9}), pair(pair(3.9, true), {0.7})}, 5),
  sc:parallelize({}, 4),
}, true)
local s2 = s1:flatMapValues(function(v) return {math.abs(#v) % 3 == 0, #v > 5} end)
local s3 = s1:groupByKeyAndWindow(Milliseconds(2000), Milliseconds(2000), 1)
local s4 = s3:updateStateByKey(function(list) return mapped(list, function(e) return pair(e._1, {#e._2, e._3 ~= nil and 1 or 0}) end) end, HashPartitioner(3), true)
local s5 = s4:combineByKey(function(v) return pair(math.abs(sum(v)) % 7, 1) end, function(acc, v) return pair(acc._1 + math.abs(sum(v)) % 7, acc._2 + 1) end, function(a, b) return pair(a._1 + b._1, a._2 + b._2) end, HashPartitioner(1))
s5:print(25)
s2:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
