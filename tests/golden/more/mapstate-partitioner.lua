-- batches: 3  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("mapstate-partitioner"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3)}, 2),
  sc:parallelize({pair("c", 4), pair("a", 5)}, 2),
})
local function track(key, value, state)
  local sum = (state:exists() and state:get() or 0) + value
  state:update(sum)
  return key, sum
end
local mapped = input:mapWithState(StateSpec(track):partitioner(HashPartitioner(3)))
mapped:foreachRDD(function(rdd) print(rdd:partitioner()) show(rdd) end)
mapped:stateSnapshots():foreachRDD(function(rdd) print(rdd:partitioner()) show(rdd) end)

ssc:start()
ssc:awaitTermination()
