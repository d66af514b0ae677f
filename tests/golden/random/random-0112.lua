-- batches: 5  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0112"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 5),
  sc:parallelize({pair(10999999622, 9), pair(8999999748, 6), pair(13999999433, 367), pair(5000000000, 8), pair(14999999370, 11), pair(5000000000, 4), pair(7999999811, 0), pair(6999999874, 12), pair(16999999244, 12), pair(12999999496, 12), pair(12999999496, 321), pair(13999999433, 6), pair(13999999433, 11), pair(15999999307, 4), pair(11999999559, 10), pair(8999999748, 12), pair(7999999811, 2), pair(15999999307, 328), pair(16999999244, 0), pair(14999999370, 3), pair(10999999622, 350), pair(11999999559, 8), pair(16999999244, 6), pair(8999999748, 11), pair(5999999937, 49), pair(7999999811, 8), pair(14999999370, 130), pair(7999999811, 79), pair(14999999370, 9), pair(15999999307, 7), pair(5000000000, 345), pair(7999999811, 10), pair(11999999559, 1), pair(14999999370, 93), pair(6999999874, 12), pair(5000000000, 2), pair(7999999811, 1), pair(15999999307, 5), pair(16999999244, 11), pair(10999999622, 2), pair(9999999685, 0), pair(16999999244, 124), pair(7999999811, 7), pair(10999999622, 3), pair(13999999433, 1), pair(10999999622, 0), pair(7999999811, 9), pair(13999999433, 3), pair(9999999685, 12), pair(7999999811, 310), pair(11999999559, 3), pair(11999999559, 3), pair(8999999748, 12), pair(6999999874, 5), pair(15999999307, 12), pair(11999999559, 10), pair(16999999244, 12), pair(5999999937, 4), pair(5999999937, 12), pair(13999999433, 12)}, 7),
  sc:parallelize({pair(5999999937, 7), pair(9999999685, 99), pair(14999999370, 7), pair(16999999244, 3), pair(14999999370, 9), pair(10999999622, 6), pair(10999999622, 6), pair(12999999496, 6), pair(11999999559, 12), pair(9999999685, 30), pair(6999999874, 12), pair(5999999937, 12), pair(11999999559, 3), pair(8999999748, 5), pair(9999999685, 3), pair(12999999496, 166), pair(14999999370, 168), pair(15999999307, 10), pair(6999999874, 10), pair(10999999622, 4), pair(12999999496, 7), pair(14999999370, 11), pair(16999999244, 11), pair(5999999937, 4), pair(16999999244, 12), pair(5999999937, 2), pair(12999999496, 224), pair(10999999622, 0), pair(9999999685, 0), pair(13999999433, 2)}, 8),
  sc:parallelize({pair(16999999244, 96), pair(5999999937, 8), pair(16999999244, 9), pair(12999999496, 0), pair(16999999244, 4), pair(5000000000, 11), pair(5000000000, 9), pair(14999999370, 9), pair(9999999685, 12), pair(16999999244, 7), pair(5000000000, 120), pair(16999999244, 10)}, 8),
  sc:parallelize({pair(6999999874, 8), pair(5000000000, 10), pair(5999999937, 12)}, 5),
}, false)
local s2 = s1:map(function(k, v) return v > 5, "k" .. v end)
local s3 = s2:reduceByKey(function(a, b) return a .. "<" .. b end)
local s4 = s3:reduceByKey(function(a, b) return b end, 5)
s4:print(25)
s2:print()

ssc:start()
ssc:awaitTermination()
