-- fails "runs": tries to connect
local ssc = StreamingContext("local[2]", "receiver", Seconds(1))
local readings = ssc:receiverStream(function(rx)
  while not rx:isStopped() do
    local wire = Wire.connect("sensor:7000")
    if wire then
      local reading = wire:read()
      while reading do rx:store(reading) reading = wire:read() end
    end
  end
end)
readings:count():print()
ssc:start()
ssc:awaitTermination()
