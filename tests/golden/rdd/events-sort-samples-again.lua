-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-sort-samples-again"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5, 6}, 6),
})
input:foreachRDD(function(rdd)
  local all = rdd:flatMap(function(x)
    local list = {}
    for i = 1, x == 1 and 500 or 2 do list[i] = x * 1000 + i end
    return list
  end)
  print(all:sortBy(function(x) return x end):count())
end)

ssc:start()
ssc:awaitTermination()
