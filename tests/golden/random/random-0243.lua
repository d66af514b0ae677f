-- batches: 4  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0243"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({"BB", "to be", "AaBB"}, 3),
  sc:parallelize({}, 2),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair("runs", 11999999559), pair("river", 15999999307), pair("水", 7999999811), pair("to be", 6999999874), pair("été", 5999999937), pair("runs", 5000000000)}, 3),
  sc:parallelize({pair("the", 16999999244), pair("opens", 10999999622), pair("AaBB", 5000000000), pair("été", 5999999937), pair("été", 16999999244), pair("été", 6999999874), pair("a", 8999999748), pair("AaBB", 13999999433), pair("水", 7999999811), pair("AaBB", 8999999748), pair("", 5999999937), pair("gate", 9999999685)}, 5),
  sc:parallelize({pair("Aa", 12999999496), pair("gate", 15999999307), pair("Aa", 5000000000), pair("runs", 11999999559)}, 4),
}, true, null)
local s3 = s1:reduce(function(a, b) return (a == null and b or a) end)
local s4 = s3:repartition(4)
local s5 = s4:countByValueAndWindow(Milliseconds(500), Milliseconds(250))
local s6 = s1:glom():map(function(x) return pair(math.abs(#x) % 7, "k" .. #x) end)
local s7 = s6:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:sortByKey(false):keys():map(function(x) return x, ms end)
end)
s7:print(3)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:partitionBy(HashPartitioner(3)):collect()) do print("  " .. tostring(x)) end
end)
s2:print(3)

ssc:start()
ssc:awaitTermination()
