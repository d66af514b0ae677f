-- fails "runs": knows its offsets
local ssc = StreamingContext("local[1]", "kafka", Seconds(1))

-- What was done in an earlier life: the total, and where each partition goes on.
local function restore()
  local from, total, p = {}, nil, 0
  for number in (Store.open("shop"):get("done") or "0"):gmatch("%d+") do
    if not total then
      total = tonumber(number)
    else
      from[TopicPartition("orders", p)] = tonumber(number)
      p = p + 1
    end
  end
  return total, from
end

local function save(total, ranges)
  local text = tostring(total)
  for _, range in ipairs(ranges) do
    text = text .. " " .. range.untilOffset
  end
  Store.open("shop"):put("done", text)
end

local total, from = restore()
local orders = KafkaUtils.createDirectStream(ssc, LocationStrategies.PreferConsistent,
  ConsumerStrategies.Subscribe({ "orders" }, { ["group.id"] = "shop",
    ["auto.offset.reset"] = "earliest", ["enable.auto.commit"] = "false" }, from))

orders:map(function(order) return order:value() end):foreachRDD(function(rdd, time)
  local ranges = rdd:offsetRanges()
  total = total + rdd:count()
  save(total, ranges)
end)
ssc:start()
ssc:awaitTermination()
