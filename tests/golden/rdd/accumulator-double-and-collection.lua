-- batches: 0  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("accumulator-double-and-collection"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local total = sc:doubleAccumulator("total")
print(total:isZero(), total:value(), total:count(), pair("avg", total:avg()))
sc:parallelize({1, 2, 4}, 2):foreach(function(x) total:add(x / 2) end)
print(total:isZero(), total:value(), total:sum(), total:count(), pair("avg", total:avg()))
local seen = sc:collectionAccumulator("seen")
sc:parallelize({pair("a", 1), pair("b", 2)}, 1):foreach(function(k, v) seen:add(pair(k, v)) end)
seen:add(pair("driver", 3))
print(seen:isZero(), #seen:value(), seen:name())
line(seen:value())
seen:reset()
print(seen:isZero(), #seen:value())
