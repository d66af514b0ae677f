-- sluice.catalog.kafka: what may go wrong where a log is read by ranges. The fields are
-- those of sluice.CatalogEntry.
-- SPDX-License-Identifier: MIT
return {
  {
    name = "record-not-serializable",
    meaning = "Messages of Kafka were to leave the task that read them.",
    why = [[
The records of a direct stream are ConsumerRecords, objects of Kafka's that Java
cannot turn into bytes. Within a task they can be used: map, filter, foreach. What
leaves it has to be bytes: results of print and collect, the records of a shuffle,
partitions that are kept serialized, as windows keep them. So the first operator
takes out what is wanted.]],
    arguments = "--topic words=words.txt --until 2s",
    program = [[
local ssc = StreamingContext("local[1]", "words", Seconds(1))
local settings = { ["group.id"] = "readers", ["auto.offset.reset"] = "earliest" }
local topic = ConsumerStrategies.Subscribe({ "words" }, settings)
local words = KafkaUtils.createDirectStream(ssc,
  LocationStrategies.PreferConsistent, topic)
words:print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{6, "words:map(function(record) return record:value() end):print()"}},
  },
  {
    name = "no-offsets",
    meaning = "An RDD or a stream was asked for offsets that it has not.",
    why = [[
Only the RDD of a direct stream itself knows which offsets it was made of, and only
that stream can commit them; the RDD of any operator behind it has partitions of
another kind. So a program asks for the offsets first, in foreachRDD or transform
directly on the stream, and then goes on.]],
    arguments = "--topic words=words.txt --until 2s",
    program = [[
local ssc = StreamingContext("local[1]", "words", Seconds(1))
local settings = { ["group.id"] = "readers", ["auto.offset.reset"] = "earliest" }
local topic = ConsumerStrategies.Subscribe({ "words" }, settings)
local words = KafkaUtils.createDirectStream(ssc,
  LocationStrategies.PreferConsistent, topic)
words:map(function(record) return record:value() end)
  :foreachRDD(function(rdd) print(rdd:offsetRanges()[1]) end)
ssc:start()
ssc:awaitTermination()
]],
    cure = {{6, "words"}},
  },
  {
    name = "no-topic",
    meaning = "The log of the run has no topic that a direct stream wants.",
    why = [[
Under the simulated clock there is no Kafka to connect to. --topic says which file's
lines come into a topic, and a world file says it line by line, with the place
kafka:NAME.]],
    arguments = "--until 2s",
    program = [[
local ssc = StreamingContext("local[1]", "words", Seconds(1))
local settings = { ["group.id"] = "readers", ["auto.offset.reset"] = "earliest" }
local topic = ConsumerStrategies.Subscribe({ "words" }, settings)
local words = KafkaUtils.createDirectStream(ssc,
  LocationStrategies.PreferConsistent, topic)
words:map(function(record) return record:value() end):print()
ssc:start()
ssc:awaitTermination()
]],
    cure_arguments = "--topic words=words.txt --until 2s",
  },
  {
    name = "no-offset",
    meaning = "A partition of a topic has no offset to begin with.",
    why = [[
A partition begins at an offset that the program gives, else where its group has
said it came to, else where auto.offset.reset says: at the latest message or at the
earliest. With none, Kafka refuses to guess. An offset beyond the last message is
none, either.]],
    arguments = "--topic words=words.txt --until 2s",
    program = [[
local ssc = StreamingContext("local[1]", "words", Seconds(1))
local settings = { ["group.id"] = "readers", ["auto.offset.reset"] = "none" }
local topic = ConsumerStrategies.Subscribe({ "words" }, settings)
local words = KafkaUtils.createDirectStream(ssc,
  LocationStrategies.PreferConsistent, topic)
words:map(function(record) return record:value() end):print()
ssc:start()
ssc:awaitTermination()
]],
    cure = {{2, 'local settings = { ["group.id"] = "readers", '
      .. '["auto.offset.reset"] = "earliest" }'}},
  },
}
