-- sluice run --explain --conf sluice.cost.record=150ms --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("few"):setMaster("local[4]")
  :set("spark.streaming.blockInterval", "1s")
local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999):map(string.upper):print()
ssc:start()
ssc:awaitTermination()
