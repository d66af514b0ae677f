-- fails "runs": an open connection of the driver; open it where it is used
local ssc = StreamingContext("local[2]", "receiver", Seconds(1))
local wire = Wire.connect("sensor:7000")
local readings = ssc:receiverStream(function(rx)
  while not rx:isStopped() do
    local reading = wire:read()              -- nil when the sensor hangs up
    rx:store(reading)
  end
end, StorageLevel.MEMORY_ONLY)
readings:count():print()
ssc:start()
ssc:awaitTermination()
