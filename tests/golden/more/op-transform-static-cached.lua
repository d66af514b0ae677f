-- batches: 3  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("op-transform-static-cached"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local loads = sc:longAccumulator("loads")
local lookup = sc:parallelize({pair("a", "ann"), pair("b", "bob")}, 2):map(function(k, v) loads:add(1) return k, v end):cache()
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 2),
  sc:parallelize({pair("b", 4)}, 2),
})
input:transform(function(rdd) return rdd:leftOuterJoin(lookup) end):foreachRDD(function(rdd)
  line(rdd:collect())
  print(loads:value())
end)

ssc:start()
ssc:awaitTermination()
