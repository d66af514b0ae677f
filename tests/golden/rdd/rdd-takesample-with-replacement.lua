-- batches: 0  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("rdd-takesample-with-replacement"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(0, 40, 1, 4)
line(numbers:takeSample(true, 5, 42))
line(numbers:takeSample(true, 1, 3))
line(numbers:takeSample(true, 12, 4))
line(numbers:takeSample(true, 50, 42))
line(sc:range(0, 3, 1, 2):takeSample(true, 20, 1))
line(sc:emptyRDD():takeSample(true, 3, 1))
line(numbers:takeSample(false, 3, 123456789012))
print(numbers:map(function(x) return x end):id())
local counts = {}
for i, part in ipairs(numbers:randomSplit({1, 0, 2.5}, 42)) do counts[i] = part:count() end
line(counts)
attempt(function() numbers:randomSplit({0, 0}, 42) end)
attempt(function() numbers:randomSplit({}, 42) end)
local twice = numbers:map(function(x) return x, x end):partitionBy(HashPartitioner(3))
print(twice:randomSplit({1, 2}, 1)[2]:partitioner())
