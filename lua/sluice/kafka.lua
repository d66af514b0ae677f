-- sluice.kafka: KafkaUtils, which makes streams that read ranges of a log.
-- Spark: KafkaUtils, DirectKafkaInputDStream (semantics 9.5).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local dstream = require("sluice.dstream")
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local strategies = require("sluice.kafka_strategies")
local where = require("sluice.where")

local M = {}

local ABSENT = {
  createRDD = { why = "a program reads the log by batches here",
    try = "KafkaUtils.createDirectStream(ssc, location, consumer)" },
}

---A stream of the messages of a log. There is no receiver: the driver chooses which
---offsets a batch has, and its RDD has a partition for each partition of the topics.
---Under the simulated clock `--topic` and world files say what is in the log. The
---records are ConsumerRecords; map them to what you want first, for they cannot leave a
---task.
---
---Example:
---```lua
----- sluice run --topic orders=numbers.txt:partitions=2 --until 1s program.lua
---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
---local orders = KafkaUtils.createDirectStream(ssc,
---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
---orders:map(function(record)
---  return record:partition(), record:value()
---end):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> (0,1)
-----> (0,3)
-----> (0,5)
-----> (1,2)
-----> (1,4)
----->
---```
---@param context StreamingContext
---@param location table of LocationStrategies
---@param consumer table of ConsumerStrategies
---@return DStream
local function create_direct_stream(context, location, consumer)
  local op = "createDirectStream"
  if not require("sluice.streaming_context").is(context) then
    errors.wrong_type(op, "a StreamingContext first", context)
  elseif not strategies.is_location(location) then
    errors.wrong_type(op, "a location strategy second", location,
      "LocationStrategies.PreferConsistent")
  elseif not strategies.is_consumer(consumer) then
    errors.wrong_type(op, "a consumer strategy third", consumer,
      'ConsumerStrategies.Subscribe({ "orders" }, { ["group.id"] = "shop" })')
  end
  dstream.check_open(context, op)
  local number, java, message = host.direct_stream(context.number, arguments.site(op),
    consumer.spec)
  if not number then
    errors.raise({ class = java, message = message, word = op,
      name = message:find("wall clock", 1, true) and "unsupported" or "wrong-type",
      try = message:find("wall clock", 1, true) and "--clock simulated" or nil })
  end
  local stream = dstream.wrap(context, number, op)
  stream.direct = true
  return stream
end

---Makes streams of a log with topics and partitions, such as Kafka.
---
---Example:
---```lua
---print(KafkaUtils.createDirectStream ~= nil)           --> true
---```
M.KafkaUtils = guard.static("KafkaUtils", { createDirectStream = create_direct_stream },
  ABSENT)

---Nothing brings messages to a topic of a stream, or a partition has no beginning: why
---the start failed.
---@param stream DStream
---@param java string
---@param message string
function M.fail_start(stream, java, message)
  local mark = where.mark(where.stream(stream), stream.op, 3)
  local topic = message:match("^nothing feeds the topic (.*)$")
  local fields = { file = mark.file, line = mark.line, column = mark.column,
    mark = mark.mark }
  if topic then
    host.set_exit_code(2)
    fields.class, fields.name = "org.apache.kafka.common.errors."
      .. "UnknownTopicOrPartitionException", "no-topic"
    fields.message = message .. ", and the log of this run has no topic of that name"
    fields.try = ("--topic %s=FILE (its lines, 5 a second)"):format(topic)
  else
    fields.class, fields.message, fields.spark = java, message, true
    fields.name = "no-offset"
  end
  errors.raise(fields)
end

return M
