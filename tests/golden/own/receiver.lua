-- A receiver of the program's own: single records, blocks at once, two hang-ups.
local ssc = StreamingContext("local[2]", "receiver", Seconds(1))
local tries = 0
local readings = ssc:receiverStream(Receiver{
  onStart = function(rx)
    tries = tries + 1
    print("try " .. tries .. " of stream " .. rx:streamId())
    for n = 1, 8 do
      rx:store(pair(tries, n * 0.5))
      rx:sleep(Milliseconds(110))
    end
    rx:store{"list of " .. tries, null, Some(tries)}
    if tries < 3 then
      rx:restart("hung up", nil, Milliseconds(300))
      rx:store("still stored: " .. tostring(rx:isStopped()))
    end
  end,
  onStop = function() print("stopped after try " .. tries) end,
}, StorageLevel.MEMORY_ONLY)
readings:print(30)
ssc:start()
ssc:awaitTermination()
print("on the driver: " .. tries)
