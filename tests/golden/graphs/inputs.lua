-- tests/golden/graphs/inputs.lua -- inputs without a receiver: files, and a topic of
-- the log.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext(SparkConf():setMaster("local[2]"):setAppName("inputs"),
  Seconds(1))

local files = ssc:textFileStream("inbox")
local kafka = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
  ConsumerStrategies.Subscribe({"words"}, {["group.id"] = "inputs"}))
local words = files:union(kafka:map(function(record) return record:value() end))
words:countByValue(2):print()

ssc:start()
ssc:awaitTermination()
