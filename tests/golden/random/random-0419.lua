-- batches: 7  interval: 1000  master: local[2]
local function reverse(list)
  local reversed = {}
  for i = #list, 1, -1 do reversed[#reversed + 1] = list[i] end
  return reversed
end

local conf = SparkConf():setAppName("random-0419"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({{5999999937, 9999999685}, {8999999748}}, 2),
  sc:parallelize({}, 1),
  sc:parallelize({{14999999370, 14999999370}, {10999999622, 11999999559}}, 3),
  sc:parallelize({}, 3),
  sc:parallelize({{}, {11999999559, 9999999685}, {10999999622}}, 4),
}, false)
local s2 = s1:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:mapPartitions(function(list) return reverse(list) end, true):mapPartitions(function(list) return {#list} end):distinct(4):map(function(x) return x, ms end)
end)
local s3 = s2:groupByKeyAndWindow(Milliseconds(3000), Milliseconds(1000), 2)
local s4 = s3:flatMap(function(k, v) return {pair("k" .. #v, {}), pair("k" .. k, {math.abs(#v) % 3 == 0})} end)
local s5 = s2:mapWithState(StateSpec(function(key, value, state)
  if state:isTimingOut() then return key, 0 end
  local n = (state:exists() and state:get() or 0) + 1
  if n > 2 then state:remove() else state:update(n) end
  return key, n
end):timeout(Milliseconds(2000)))
s5:checkpoint(Milliseconds(3000))
local s6 = s5:stateSnapshots()
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(2)) do print("  " .. tostring(x)) end
end)
s4:print(1)

ssc:start()
ssc:awaitTermination()
