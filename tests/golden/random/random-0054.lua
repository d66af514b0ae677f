-- batches: 10  interval: 250  master: local[1]
local function reverse(list)
  local reversed = {}
  for i = #list, 1, -1 do reversed[#reversed + 1] = list[i] end
  return reversed
end

local conf = SparkConf():setAppName("random-0054"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair("opens", 7), pair("to be", 5)}, 3),
  sc:parallelize({pair("the", 378), pair("AaBB", 9), pair("gate", 2), pair("", 88)}, 3),
  sc:parallelize({pair("opens", 5), pair("to be", 1), pair("to be", 4), pair("the", 7)}, 5),
  sc:parallelize({}, 6),
  sc:parallelize({pair("水", 10), pair("AaBB", 9)}, 4),
  sc:parallelize({pair("a", 12), pair("opens", 9), pair("BB", 1)}, 2),
}, false)
local s2 = s1:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(250), Milliseconds(500), 3)
s2:checkpoint(Milliseconds(1500))
local s3 = s2:mapPartitions(function(list) return reverse(list) end, true)
local s4 = s3:repartition(1)
local s5 = s4:leftOuterJoin(s2)
s5:print(3)

ssc:start()
ssc:awaitTermination()
