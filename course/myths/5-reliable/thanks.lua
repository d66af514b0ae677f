local ssc = StreamingContext("local-cluster[3,2,1024]", "thanks", Seconds(1))
local orders = ssc:receiverStream(function(rx)
  local queue = Wire.connect("orders")   -- keeps what is not acknowledged
  while not rx:isStopped() do
    local list = queue:take(10)
    rx:store(list)                       -- returns when the block is kept
    queue:ack()
  end
end)
orders:print(1000)
ssc:start()
ssc:awaitTermination()
