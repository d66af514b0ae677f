-- fails "restarted": nobody was told
local ssc = StreamingContext("local[2]", "receiver", Seconds(1))
local readings = ssc:receiverStream(function(rx)
  local wire = Wire.connect("sensor:7000")
  while not rx:isStopped() do
    local reading = wire and wire:read()
    if reading then rx:store(reading)
    else rx:sleep(Milliseconds(100)) wire = Wire.connect("sensor:7000") end
  end
end, StorageLevel.MEMORY_ONLY)
readings:count():print()
ssc:start()
ssc:awaitTermination()
