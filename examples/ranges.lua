-- Orders are read from a log by ranges: no receiver, no block, one core. The sum of a
-- batch and the offsets it was made of go outside in one write, so the driver that comes
-- back after its death at 3.02 s goes on exactly there.
-- ./sluice run examples/ranges.lua --world examples/text/ranges.world --until 7s
local ssc = StreamingContext("local[1]", "ranges", Seconds(1))

-- A row for each batch: what was counted, and where each partition goes on.
local function read_offsets()
  local store = Store.open("orders")
  local newest, offsets = 0, {}
  for _, key in ipairs(store:keys()) do
    newest = math.max(newest, key)
  end
  for i, offset in ipairs(newest > 0 and store:get(newest)._2 or {}) do
    offsets[TopicPartition("orders", i - 1)] = offset
  end
  store:close()
  return offsets
end

local orders = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
  ConsumerStrategies.Subscribe({ "orders" }, { ["group.id"] = "shop",
    ["auto.offset.reset"] = "earliest", ["enable.auto.commit"] = false },
    read_offsets()))

orders:foreachRDD(function(rdd, time)
  local ends = {}
  for i, range in ipairs(rdd:offsetRanges()) do
    ends[i] = range.untilOffset
  end
  local count = rdd:count()
  print(time, ("%d orders, up to %s"):format(count, table.concat(ends, " ")))
  local store = Store.open("orders")
  store:put(time:milliseconds(), pair(count, ends))
  store:close()
end)

ssc:start()
ssc:awaitTermination()
