-- batches: 1  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0089"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local rdd1 = sc:parallelize({pair(-4, 15999999307), pair(11, 6999999874), pair(12, 15999999307), pair(271, 8999999748), pair(7, 15999999307)}, 3)
local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, 4 do list[i] = pair(math.abs((batch * 7 + i)) % 3 == 0, (batch * 7 + i) > 5) end
  return list
end, 2)
local s2 = ssc:queueStream({
  sc:parallelize({pair(128, 168), pair(152, 253), pair(225, 368), pair(113, 96), pair(367, 325), pair(77, 221), pair(102, 42), pair(395, 234), pair(285, 149), pair(187, 302), pair(7, -1), pair(-9, 365), pair(389, 198), pair(104, -2), pair(230, 146), pair(215, 290), pair(200, 164), pair(238, 214), pair(296, 80), pair(56, 233), pair(211, 286), pair(133, -2), pair(8, 138), pair(242, 24), pair(216, 38), pair(43, 291), pair(-8, 58), pair(3, 249), pair(310, 120), pair(137, 295), pair(75, 41), pair(280, 218), pair(276, 157), pair(292, 173), pair(277, 23), pair(103, 261), pair(-6, 83), pair(73, 153), pair(319, 189), pair(223, 290), pair(379, 27), pair(115, 247), pair(20, 149), pair(-6, 344), pair(378, 63), pair(27, 21), pair(166, 169), pair(347, 264), pair(324, 68), pair(75, 148), pair(-3, 112), pair(372, 6), pair(379, 304), pair(150, 309), pair(84, 130), pair(86, -9), pair(301, 80), pair(385, 40), pair(47, 16), pair(42, 218)}, 4),
}, true)
local s3 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch do list[i] = pair(pair("k" .. (batch * 7 + i), (batch * 7 + i)), 5000000000 + (batch * 7 + i)) end
  return list
end, 4)
local s4 = s3:rightOuterJoin(s3)
local s5 = s4:map(function(k, v) return k._2 * 0.1, k._2 end)
local s6 = s5:glom():map(function(x) return (#x + 3) end)
s6:cache()
local s7 = s6:union(s6)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s2:print(0)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
