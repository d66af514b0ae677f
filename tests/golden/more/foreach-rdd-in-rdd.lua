-- batches: 2  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("foreach-rdd-in-rdd"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("a", 5)}, 2),
})
local total = sc:parallelize({pair("a", 0), pair("b", 0), pair("c", 0)}, 2)
input:foreachRDD(function(rdd)
  total = total:union(rdd):reduceByKey(function(a, b) return a + b end, 2)
  line(total:sortByKey():collect())
  print(rdd:sparkContext():defaultParallelism())
end)

ssc:start()
ssc:awaitTermination()
