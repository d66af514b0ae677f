-- fails "each order once": counted twice
local ssc = StreamingContext("local[1]", "kafka", Seconds(1))

-- What was done in an earlier life: the total, and where each partition goes on.
local function restore()
  local shop, from = Store.open("shop"), {}
  for p = 0, 9 do
    from[TopicPartition("orders", p)] = shop:get("offset " .. p)
  end
  return shop:get("total") or 0, from
end

local function save(total, ranges)
  Store.open("shop"):put("total", total)
  for _, range in ipairs(ranges) do
    Store.open("shop"):put("offset " .. range.partition, range.untilOffset)
  end
end

local total, from = restore()
local orders = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
  ConsumerStrategies.Subscribe({ "orders" }, { ["group.id"] = "shop",
    ["auto.offset.reset"] = "earliest", ["enable.auto.commit"] = "false" }, from))

orders:foreachRDD(function(rdd, time)
  local ranges = rdd:offsetRanges()
  total = total + rdd:count()
  save(total, ranges)
end)
ssc:start()
ssc:awaitTermination()
