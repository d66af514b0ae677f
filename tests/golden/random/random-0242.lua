-- batches: 5  interval: 500  master: local[1]
local function reverse(list)
  local reversed = {}
  for i = #list, 1, -1 do reversed[#reversed + 1] = list[i] end
  return reversed
end

local conf = SparkConf():setAppName("random-0242"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({"river", "AaBB", "the"}, 3),
  sc:parallelize({"runs", "BB", "river"}, 3),
  sc:parallelize({"runs", "a", "Aa", null, "runs", null, "a", "to be", null, "the", "river", null}, 2),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({{"runs"}, {"river", "Aa"}, {"to be", "a"}}, 4),
  sc:parallelize({{"BBAa", ""}}, 4),
  sc:parallelize({}, 5),
}, true)
s2:cache()
local s3 = s2:map(function(x) return (math.abs(#x) % 3 == 0 and Some(table.concat(x, "+")) or None), (#x + 3) end)
local s4 = s3:countByWindow(Milliseconds(1500), Milliseconds(1500))
local s5 = s4:mapPartitions(function(list) return reverse(list) end, true)
local s6 = s5:filter(function(x) return math.abs((x % 1000)) % 3 == 0 end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:flatMap(function(x) return (x % 1000) > 5 and {(x % 1000) * 2, math.abs((x % 1000)) % 7} or {} end):mapPartitions(function(list) return {list[1]} end):collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(2)) do print("  " .. tostring(x)) end
end)
s5:print(1)

ssc:start()
ssc:awaitTermination()
