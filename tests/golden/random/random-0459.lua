-- batches: 3  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0459"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(10, Some("to be")), pair(9, Some("gate"))}, 4),
  sc:parallelize({pair(5, Some("river")), pair(330, Some("gate"))}, 2),
  sc:parallelize({pair(12, Some("opens")), pair(0, Some("Aa")), pair(8, None), pair(2, Some(""))}, 5),
}, true)
local s2 = s1:fullOuterJoin(s1, 4)
s2:checkpoint(Milliseconds(750))
local s3 = s2:groupByKeyAndWindow(Milliseconds(1000), Milliseconds(500))
local s4 = s3:window(Milliseconds(1500))
local s5 = s2:join(s2)
s5:persist()
local s6 = s4:window(Milliseconds(1000))
s6:print(1)
s5:print(3)

ssc:start()
ssc:awaitTermination()
