-- batches: 6  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("op-slice-forms"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 2),
  sc:parallelize({2, 22}, 2),
  sc:parallelize({3}, 2),
  sc:parallelize({4}, 2),
  sc:parallelize({5}, 2),
})
local doubled = input:map(function(x) return x * 2 end)
local windowed = input:window(Seconds(2), Seconds(2))
doubled:foreachRDD(function(_rdd) end)
windowed:foreachRDD(function(_rdd) end)
ssc:remember(Seconds(20))
local ok, err = pcall(function() input:slice(Time(1000), Time(2000)) end)
print(ok, err.class, (err.message:gsub("@%x+", "@N")))

local function shown(rdds)
  local texts = {}
  for i, rdd in ipairs(rdds) do texts[i] = "<" .. table.concat(rdd:collect(), " ") .. ">" end
  print(#rdds, table.concat(texts, " "))
end
ssc:start()
ssc:awaitTermination()
shown(doubled:slice(Time(2000), Time(4000)))
shown(doubled:slice(Time(1500), Time(3999)))
shown(doubled:slice(Time(0), Time(1000)))
shown(doubled:slice(Time(3000), Time(2000)))
shown(windowed:slice(Time(1000), Time(6000)))
shown(windowed:slice(Time(3000), Time(5000)))
shown(doubled:slice(Time(2000), Time(2000)))
