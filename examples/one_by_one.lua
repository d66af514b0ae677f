-- The receiver stores orders one by one, and the block generator makes blocks of them.
-- The queue may forget an order once its block is stored: onBlockStored gets the numbers
-- that rx:store was given, a block's at a time.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/one_by_one.lua --world examples/text/shop.world --until 4s
--
-- The queue hangs up at 1.62 s, when order 20 is in no block yet: it comes again. It was
-- not lost, so it is seen twice.
local ssc = StreamingContext("local[2]", "one by one", Seconds(1))

local queue
local orders = ssc:receiverStream(Receiver{
  onStart = function(rx)
    queue = Wire.connect("orders")
    for what in function() return queue:read() end do
      rx:store(what, queue:number())
    end
    rx:restart("the queue hung up", nil, Milliseconds(100))
  end,
  onBlockStored = function(_, numbers)
    local answer = queue:ack(numbers) and "acknowledged" or "not acknowledged"
    print(table.concat(numbers, " ") .. " " .. answer)
  end,
})

orders:countByValue():foreachRDD(function(rdd, time)
  for _, pair in ipairs(rdd:collect()) do
    print(tostring(time) .. ": " .. tostring(pair))
  end
end)

ssc:start()
ssc:awaitTermination()
