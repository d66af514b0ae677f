-- sluice.rdd.offsets: what the RDDs of a direct stream know.
-- Spark: HasOffsetRanges (semantics 9.5).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local host = require("sluice.host")
local offsets = require("sluice.offsets")

-- Where Spark has the class of an RDD.
local function full_class(type_name)
  if type_name == "KafkaRDD" then
    return "org.apache.spark.streaming.kafka010.KafkaRDD"
  elseif type_name == "MapWithStateRDD" then
    return "org.apache.spark.streaming.rdd.MapWithStateRDD"
  end
  return "org.apache.spark.rdd." .. type_name
end

---@param RDD RDD
return function(RDD)
  ---The offsets of a direct stream's own RDD: a range for each partition, in order. Any
  ---RDD that was made of it has lost them, so they are asked for first.
  ---
  ---Example:
  ---```lua
  ----- sluice run --topic orders=numbers.txt --until 1s program.lua
  ---local ssc = StreamingContext("local[1]", "orders", Seconds(1))
  ---local orders = KafkaUtils.createDirectStream(ssc,
  ---  LocationStrategies.PreferConsistent, ConsumerStrategies.Subscribe({ "orders" },
  ---    { ["group.id"] = "shop", ["auto.offset.reset"] = "earliest" }))
  ---orders:foreachRDD(function(rdd)
  ---  for _, range in ipairs(rdd:offsetRanges()) do print(range) end
  ---end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> OffsetRange(topic: 'orders', partition: 0, range: [0 -> 5])
  ---```
  ---@return OffsetRange[]
  function RDD:offsetRanges()
    local list, type_name = host.offset_ranges(self.number)
    if not list then
      errors.raise({ class = "java.lang.ClassCastException", spark = true,
        name = "no-offsets", word = "offsetRanges",
        message = offsets.cast_text(full_class(type_name), "HasOffsetRanges"),
        text = ("this RDD is %s; only the RDD of the direct stream itself knows its "
          .. "offsets"):format(type_name),
        try = "foreachRDD or transform directly on the stream of "
          .. "createDirectStream, and rdd:offsetRanges() before anything else" })
    end
    for i, range in ipairs(list) do
      list[i] = offsets.OffsetRange(range[1], range[2], range[3], range[4])
    end
    return list
  end
end
