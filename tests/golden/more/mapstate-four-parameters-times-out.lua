-- batches: 11  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("mapstate-four-parameters-times-out"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("b", 5)}, 2),
})
local spec = StateSpec(function(time, key, value, state)
  if value == nil then
    return key == "a" and key .. " out at " .. time:milliseconds() or nil
  end
  state:update(value)
  return key .. "=" .. value
end):timeout(Seconds(5))
input:mapWithState(spec):print()

ssc:start()
ssc:awaitTermination()
