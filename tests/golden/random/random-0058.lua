-- batches: 2  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0058"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({237, 1, 37, 8, 2, 4, 11, 5, 4, 11, 250, 9}, 8),
}, false)
local s2 = ssc:queueStream({
  sc:parallelize({15999999307, 12999999496, 16999999244, 5000000000, 13999999433, 15999999307, 12999999496, 5000000000, 14999999370, 7999999811, 15999999307, 8999999748, 8999999748, 10999999622, 14999999370, 13999999433, 8999999748, 15999999307, 5999999937, 9999999685, 15999999307, 11999999559, 9999999685, 10999999622, 13999999433, 12999999496, 7999999811, 15999999307, 15999999307, 12999999496, 5999999937, 6999999874, 5000000000, 15999999307, 14999999370, 11999999559, 10999999622, 13999999433, 6999999874, 7999999811, 9999999685, 14999999370, 5000000000, 12999999496, 5000000000, 13999999433, 15999999307, 12999999496, 7999999811, 6999999874, 15999999307, 8999999748, 16999999244, 10999999622, 8999999748, 5999999937, 8999999748, 11999999559, 16999999244, 6999999874}, 1),
  sc:parallelize({5999999937, 14999999370, 15999999307}, 1),
}, true)
local s3 = s2:map(function(x) return null, 0 end)
local s4 = s1:map(function(x) return x % 3 == 0 end)
local s5 = s4:window(Milliseconds(2000), Milliseconds(1000)):cache()
local s6 = s5:window(Milliseconds(1000), Milliseconds(2000))
local s7 = s6:flatMap(function(x) return {pair(pair(((x and 1 or 0) % 3 == 0 and None or Some((x and 1 or 0) % 8)), "k" .. (x and 1 or 0)), pair(5000000000 + (x and 1 or 0), (x and 1 or 0) * 2)), pair(pair(((x and 1 or 0) % 3 == 0 and None or Some((x and 1 or 0) % 8)), "k" .. (x and 1 or 0)), pair(5000000000 + (x and 1 or 0), (x and 1 or 0) + 3)), pair(pair(((x and 1 or 0) % 3 == 0 and None or Some((x and 1 or 0) % 8)), "k" .. (x and 1 or 0)), pair(5000000000 + (x and 1 or 0), (x and 1 or 0) + 3))} end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s5:print()
s5:print(10)

ssc:start()
ssc:awaitTermination()
