-- batches: 3  interval: 1000  master: local[4]  conf spark.default.parallelism=6
local conf = SparkConf():setAppName("random-0354"):setMaster("local[4]")
conf:set("spark.default.parallelism", "6")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(266, "w44"), pair(-7, "w58"), pair(80, "w12"), pair(102, "w33"), pair(296, "w27"), pair(64, "w40"), pair(347, "w2"), pair(399, "w52"), pair(319, "w81"), pair(284, "w85"), pair(360, "w78"), pair(48, "w42"), pair(150, "w56"), pair(264, "w71"), pair(380, "w54"), pair(28, "w54"), pair(309, "w74"), pair(69, "w21"), pair(47, "w47"), pair(91, "w91"), pair(146, "w16"), pair(360, "w23"), pair(120, "w19"), pair(83, "w69"), pair(298, "w48"), pair(189, "w7"), pair(302, "w92"), pair(15, "w42"), pair(363, "w95"), pair(151, "w15")}, 2),
  sc:parallelize({pair(38, "w68"), pair(203, "w37"), pair(213, "w69"), pair(374, "w61"), pair(87, "w44"), pair(357, "w15"), pair(-3, "w29"), pair(223, "w20"), pair(-6, "w63"), pair(75, "w29"), pair(285, "w20"), pair(105, "w13"), pair(-6, "w29"), pair(58, "w88"), pair(394, "w92"), pair(193, "w51"), pair(-2, "w4"), pair(143, "w11"), pair(-6, "w33"), pair(256, "w6"), pair(250, "w76"), pair(310, "w71"), pair(-2, "w82"), pair(42, "w45"), pair(5, "w82"), pair(243, "w99"), pair(-6, "w26"), pair(102, "w5"), pair(52, "w8"), pair(153, "w82"), pair(291, "w71"), pair(83, "w10"), pair(104, "w62"), pair(195, "w2"), pair(347, "w17"), pair(148, "w22"), pair(269, "w58"), pair(253, "w98"), pair(400, "w36"), pair(183, "w41"), pair(28, "w44"), pair(56, "w87"), pair(6, "w98"), pair(295, "w66"), pair(-9, "w45"), pair(161, "w98"), pair(119, "w12"), pair(66, "w32"), pair(307, "w57"), pair(213, "w26"), pair(257, "w74"), pair(48, "w25"), pair(156, "w19"), pair(42, "w92"), pair(-6, "w38"), pair(114, "w17"), pair(352, "w63"), pair(-3, "w56"), pair(392, "w85"), pair(174, "w54")}, 6),
  sc:parallelize({pair(154, "w58"), pair(55, "w70"), pair(229, "w53")}, 5),
}, true)
local s2 = s1:transform(function(rdd) return rdd:groupByKey() end)
local s3 = s2:groupByKeyAndWindow(Milliseconds(4000), Milliseconds(3000))
local s4 = s3:flatMapValues(function(v) return v end)
local s5 = s3:count()
local s6 = s5:filter(function(x) return (x % 1000) > 5 end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(3)) do print("  " .. tostring(x)) end
end)
s4:print(0)

ssc:start()
ssc:awaitTermination()
