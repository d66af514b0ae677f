-- fails "restarted": wanted 2 s later
local ssc = StreamingContext("local[2]", "receiver", Seconds(1))
local readings = ssc:receiverStream(function(rx)
  local wire = Wire.connect("sensor:7000")
  while not rx:isStopped() do
    local reading = wire:read()              -- nil when the sensor hangs up
    if not reading then
      rx:restart("sensor hung up", nil, Milliseconds(2500))
      return
    end
    rx:store(reading)
  end
end, StorageLevel.MEMORY_ONLY)
readings:count():print()
ssc:start()
ssc:awaitTermination()
