-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setMaster("local[2]"):setAppName("golden")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
local function show(where)
  local values = {}
  for i, key in ipairs({ "x", "y", "z" }) do
    values[i] = sc:getLocalProperty(key) or "null"
  end
  print(where .. " " .. table.concat(values, " "))
end
show("first")
sc:setLocalProperty("x", "before")
sc:setLocalProperty("y", "before")
local input = ssc:queueStream({})
input:foreachRDD(function()
  show("a")
  sc:setLocalProperty("x", "set in a")
  sc:setLocalProperty("y", null)
  show("a")
end)
input:transform(function(rdd)
  show("transform")
  sc:setLocalProperty("x", "set in transform")
  sc:setLocalProperty("z", "set in transform")
  return rdd
end):foreachRDD(function() show("b") end)
ssc:addStreamingListener({
  onBatchCompleted = function()
    show("listener")
    sc:setLocalProperty("x", "set in a listener")
  end,
})
ssc:start()
sc:setLocalProperty("x", "after start")
ssc:awaitTermination()
show("last")
