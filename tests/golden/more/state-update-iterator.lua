-- batches: 4  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-update-iterator"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 1), pair("a", 5)}, 2),
  sc:parallelize({pair("a", 2), pair("c", 1)}, 2),
  sc:parallelize({}, 2),
})
input:updateStateByKey(function(list)
  local out = {}
  for _, item in ipairs(list) do
    local key, values, state = item._1, item._2, item._3
    if key ~= "b" or state == nil then
      out[#out + 1] = pair(key, (state or "") .. key .. #values)
    end
  end
  return out
end, HashPartitioner(2), true):print()

ssc:start()
ssc:awaitTermination()
