-- batches: 80  interval: 1000  master: local[2]  own-context
local conf = SparkConf():setAppName("recover-received-blocks"):setMaster("local[2]")
  :set("spark.streaming.receiver.writeAheadLog.enable", "true")
local blocks, pause = { { 1, 2 }, { 3 }, { 4, 5 } }, 2500
local function create()
  local ssc = StreamingContext(conf, Seconds(1))
  ssc:checkpoint("checkpoint")
  ssc:receiverStream(Receiver{
    onStart = function(rx)
      for n, block in ipairs(blocks) do
        if n == 3 then
          rx:sleep(pause)
        end
        rx:store(block)
      end
    end,
    storageLevel = StorageLevel.MEMORY_ONLY,
  }):foreachRDD(function(rdd, time)
    print(tostring(time) .. ": " .. table.concat(rdd:collect(), " "))
    local text = rdd:map(function(n) return n + 1 end):toDebugString()
    print((text:gsub(" at %S+:%d+", " at FILE:LINE"):gsub("%[%d+%]", "")))
  end)
  return ssc
end
local first = create()
first:start()
first:awaitTerminationOrTimeout(2600)
first:stop()
print("stopped")
blocks = { { 6 } }
local second = StreamingContext.getOrCreate("checkpoint", create)
second:start()
second:awaitTerminationOrTimeout(2000)
