-- Each batch makes four closures of its own; how many are still there at the end? Not
-- none: the collector is lazy, and RDDs are swept once there are enough of them.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("long run"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local made, alive = 0, setmetatable({}, { __mode = "k" })
local function watched(f)
  made = made + 1
  alive[f] = true
  return f
end

local wrong = 0
ssc:generatorStream(function(batch) return { batch, batch + 1 } end, 1)
  :transform(function(rdd, time)
    local ms = time:milliseconds()
    return rdd:map(watched(function(n) return n % 2, n * 1000 - ms end))
      :reduceByKey(watched(function(a, b) return a + b + 0 * ms end))
  end)
  :foreachRDD(function(rdd, time)
    local ms = time:milliseconds()
    local sum = rdd:map(watched(function(_, n) return n + ms end)):reduce(
      watched(function(a, b) return a + b + 0 * ms end))
    if sum ~= 2 * ms + 1000 then
      wrong = wrong + 1
    end
  end)

ssc:start()
ssc:awaitTermination()
collectgarbage()
local left = 0
for _ in pairs(alive) do
  left = left + 1
end
print(made, wrong, left < 2000 and "few are left" or left .. " are left")
