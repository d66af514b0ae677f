---@meta _
-- sluice.meta_messages: the records of direct streams, for editors and for docs/api/.
-- Nothing loads this file.
-- SPDX-License-Identifier: MIT

---A message of a log: the record of a stream of KafkaUtils.createDirectStream. It is read
---in its task and cannot leave it: printing, collecting or shuffling it fails as in Spark.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record) return record:topic() .. " " .. record:offset() end):foreachRDD(function(rdd)
---  print(rdd:first())
---end)
---ssc:start()
---ssc:awaitTermination()
-----> orders 0
---```
---@class ConsumerRecord
local ConsumerRecord = {}

---The topic that it came from.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record) return record:topic() end):foreachRDD(function(rdd)
---  print(rdd:first())
---end)
---ssc:start()
---ssc:awaitTermination()
-----> orders
---```
---@return string
function ConsumerRecord:topic() end

---The number of its partition, from 0.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record) return record:partition() end):foreachRDD(function(rdd)
---  print(rdd:first())
---end)
---ssc:start()
---ssc:awaitTermination()
-----> 0
---```
---@return integer
function ConsumerRecord:partition() end

---Its number in the partition, from 0.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record) return record:offset() end):foreachRDD(function(rdd)
---  print(rdd:first())
---end)
---ssc:start()
---ssc:awaitTermination()
-----> 0
---```
---@return integer
function ConsumerRecord:offset() end

---When it was appended, in ms.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record) return record:timestamp() end):foreachRDD(function(rdd)
---  print(rdd:first())
---end)
---ssc:start()
---ssc:awaitTermination()
-----> 100
---```
---@return integer
function ConsumerRecord:timestamp() end

---Its key; null if it has none.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record) return record:key() end):foreachRDD(function(rdd)
---  print(rdd:first())
---end)
---ssc:start()
---ssc:awaitTermination()
-----> null
---```
---@return any
function ConsumerRecord:key() end

---Its value.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record) return record:value() end):foreachRDD(function(rdd)
---  print(rdd:first())
---end)
---ssc:start()
---ssc:awaitTermination()
-----> 1
---```
---@return string
function ConsumerRecord:value() end
