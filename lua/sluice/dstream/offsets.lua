-- sluice.dstream.offsets: what a direct stream tells the log.
-- Spark: CanCommitOffsets (semantics 9.5).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local host = require("sluice.host")
local offsets = require("sluice.offsets")

---@param DStream DStream
return function(DStream)
  ---Tells the log that the group of a direct stream has come to the end of these
  ---ranges; a program that starts without offsets goes on there. It is told when the
  ---next batch is formed, so a batch may be done twice after a failure.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 3s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["enable.auto.commit"] = false }))
  ---orders:foreachRDD(function(rdd)
  ---  print(rdd:count())
  ---  orders:commitAsync(rdd:offsetRanges())
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 5
  -----> 1
  -----> 0
  ---```
  ---@param ranges OffsetRange[]
  function DStream:commitAsync(ranges)
    local op = "commitAsync"
    if not self.direct then
      local class_name = host.stream_summary(self.held.number, self.number)
      errors.raise({ class = "java.lang.ClassCastException", spark = true,
        name = "no-offsets", word = op,
        message = offsets.cast_text("org.apache.spark.streaming.dstream." .. class_name,
          "CanCommitOffsets"),
        text = ("this stream is %s; only the direct stream itself can commit offsets")
          :format(self.op),
        try = "orders:commitAsync(ranges), on what createDirectStream gave" })
    end
    if type(ranges) ~= "table" then
      arguments.wrong_type(self, op, 1, "a list of OffsetRanges", ranges)
    end
    for _, range in ipairs(ranges) do
      if not offsets.is_range(range) then
        arguments.wrong_type(self, op, 1, "a list of OffsetRanges", range)
      end
    end
    for _, range in ipairs(ranges) do
      host.commit_offsets(self.held.number, self.number, range.topic, range.partition,
        range.fromOffset, range.untilOffset)
    end
  end
end
