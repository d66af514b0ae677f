-- sluice run --explain --conf sluice.cost.record=50ms --feed 9999=words.txt --until 2s
-- One partition is no harm where a batch is done in time.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("few"):setMaster("local[4]")
  :set("spark.streaming.blockInterval", "1s")
local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999):map(string.upper):print()
ssc:start()
ssc:awaitTermination()
