-- batches: 12  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("mapstate-initial-state-times-out"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 2),
  sc:parallelize({pair("z", 5)}, 2),
})
local initial = sc:parallelize({pair("y", 10), pair("z", 20)}, 2)
local spec = StateSpec(function(key, value, state)
  if state:isTimingOut() then return key .. " out with " .. state:get() end
  local sum = (state:exists() and state:get() or 0) + value
  state:update(sum)
  return key .. "=" .. sum
end):initialState(initial):timeout(Seconds(4)):numPartitions(1)
local log = input:mapWithState(spec)
log:foreachRDD(show)
log:stateSnapshots():foreachRDD(show)

ssc:start()
ssc:awaitTermination()
