-- batches: 9  interval: 1000  master: local[4]
local conf = SparkConf():setMaster("local[4]"):setAppName("golden")
local ssc = StreamingContext(conf, Milliseconds(1000))
local input = ssc:queueStream({})
local first
for _, name in ipairs({ "a", "b", "c" }) do
  input:foreachRDD(function(_, time)
    first = first or time
    local n = (time - first):milliseconds() // 1000
    print(("%s of %d starts"):format(name, n))
    Thread.sleep(800)
    print(("%s of %d ends"):format(name, n))
  end)
end
ssc:start()
while not first do Thread.sleep(10) end
Thread.sleep(1400)
print("the program stops it")
ssc:stop(false)
print(("it is %s"):format(ssc:getState()))
