-- batches: 5  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("random-0074"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 2),
  sc:parallelize({5000000000, 6999999874, 6999999874, 6999999874, 5999999937, 14999999370, 5000000000, 12999999496, 7999999811, 15999999307, 6999999874, 9999999685}, 6),
  sc:parallelize({6999999874, 13999999433, 12999999496, 5000000000, 13999999433, 16999999244, 9999999685, 15999999307, 11999999559, 5000000000, 16999999244, 7999999811, 13999999433, 14999999370, 14999999370, 6999999874, 8999999748, 8999999748, 10999999622, 9999999685, 13999999433, 11999999559, 13999999433, 6999999874, 8999999748, 10999999622, 9999999685, 9999999685, 13999999433, 15999999307}, 2),
  sc:parallelize({5000000000, 16999999244, 13999999433}, 2),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({5.5, 5.75, 2.25, 4.25, 0.0, 5.0, 3.25, 4.25, 3.75, 1.75, 2.5, 3.0, 1.5, 2.5, 0.5, 1.5, 4.25, 1.75, 0.5, 3.75, 3.0, 4.5, 2.75, 4.0, 5.25, 5.5, 5.75, 5.0, 4.5, 1.5, 4.25, 3.0, 3.5, 1.25, 4.5, 0.5, 5.25, 0.25, 5.0, 1.75, 1.0, 0.25, 1.25, 3.75, 1.75, 1.5, 0.0, 2.0, 0.25, 5.0, 2.75, 3.5, 5.75, 3.5, 3.5, 2.0, 4.75, 4.0, 0.0, 4.0}, 8),
}, true)
local s3 = s2:window(Milliseconds(4000))
local s4 = s3:flatMap(function(x) return {pair(pair(Some(2), 7999999811), null), pair(pair(Some(2), 8999999748), null), pair(pair(Some(2), 5000000000), null)} end)
local s5 = s4:window(Milliseconds(4000), Milliseconds(3000)):cache()
local s6 = s5:map(function(k, v) return 5.0, 3 end)
local s7 = s6:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end)
s7:print(10)
s3:print(100)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(100)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
