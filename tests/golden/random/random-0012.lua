-- batches: 4  interval: 500  master: local[1]
local conf = SparkConf():setAppName("random-0012"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({"AaBB Aa", "", "", "Aa a 水 runs", "AaBB the", "a opens BBAa été ", "opens", "été gate to be", "Aa river river", "BBAa a", "été to be été 水 Aa", "BB"}, 2),
  sc:parallelize({"", "水  opens  BBAa", "a the to be Aa to be", "a", "AaBB opens opens", " AaBB été", "BBAa AaBB opens", "水 to be opens BBAa BBAa", "to be a", " river runs gate runs", "", "", "", "", " BB  runs the", "a", "", "Aa runs été", "gate runs the", "", "水 a été  gate", "AaBB a Aa  river", "Aa été Aa AaBB Aa", "Aa", "the river river AaBB été", "opens the", "gate ", "", "", ""}, 8),
  sc:parallelize({"the gate gate AaBB", "gate BB été the opens", "BB  été the AaBB", "été 水 été a", "", "été river BB  été"}, 4),
  sc:parallelize({"a été a Aa", "opens Aa a a opens", "", "runs gate runs", "river été BBAa", "", "the AaBB opens a AaBB", "été the", "AaBB BB to be gate BB", "river gate river BBAa", "BB", "", "", "to be BB gate", "Aa AaBB AaBB été", " the 水 river", "a 水", "a", "gate AaBB runs  水", "AaBB", "水 opens opens 水 a", "", "été   to be 水", "a a a river", "to be", "", "BBAa  the the 水", "", "opens to be the", "AaBB BBAa BBAa 水"}, 6),
}, true)
local s2 = s1:map(function(x) return 1.25, null end)
local s3 = s2:filter(function(k, v) return true end)
local s4 = s3:map(function(k, v) return v end):cache()
local s5 = s3:reduceByKey(function(a, b) return b end, 7)
local s6 = s5:filter(function(k, v) return true end)
s6:print(3)
s4:print(25)

ssc:start()
ssc:awaitTermination()
