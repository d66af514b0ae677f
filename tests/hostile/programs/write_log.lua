-- ends: done
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext(SparkConf():setMaster("local[2]"):setAppName("write")
  :set("spark.streaming.receiver.writeAheadLog.enable", "true")
  :set("spark.streaming.checkpoint.directory", "CANARY/log"), Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
