-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-objectfile"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({sc:parallelize({"a", "b", "c"}, 2), sc:parallelize({"d"}, 2)})
input:saveAsObjectFiles("out/all", "obj")
input:foreachRDD(function(rdd, time)
  rdd:saveAsObjectFile("out/one")
  local back = sc:objectFile("out/one")
  print(back:count())
  print(rdd:map(function(x) return x end):id())
  local all = sc:objectFile(("out/all-%d.obj"):format(time:milliseconds())):collect()
  table.sort(all)
  print(table.concat(all, " "))
  for x in back:toLocalIterator() do print(x) end
end)

ssc:start()
ssc:awaitTermination()
