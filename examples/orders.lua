-- Orders come from a queue that keeps them until they are acknowledged: each list
-- becomes a block, and only then the queue may forget it. Counts go into a table outside.
-- ./sluice run examples/orders.lua --world examples/text/shop.world --until 4s
local ssc = StreamingContext("local[2]", "orders", Seconds(1))

local orders = ssc:receiverStream(function(rx)
  local queue = Wire.connect("orders")
  while queue and not rx:isStopped() do
    local list = queue:take(5)
    if not list then
      rx:restart("the queue hung up")
      return
    end
    rx:store(list)
    queue:ack()
  end
end)

orders:countByValue():foreachRDD(function(rdd, time)
  rdd:foreachPartition(function(counts)
    local store = Store.open("sold")
    for what, n in counts do
      store:put(("%s %s"):format(time, what), n)
    end
    store:close()
  end)
  local store = Store.open("sold")
  for _, key in ipairs(store:keys()) do
    if key:find("^" .. time:milliseconds() .. " ") then
      print(key, store:get(key))
    end
  end
  store:close()
end)

ssc:start()
ssc:awaitTermination()
