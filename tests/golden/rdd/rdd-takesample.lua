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

local conf = SparkConf():setAppName("rdd-takesample"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(0, 100, 1, 4)
line(numbers:takeSample(false, 5, 42))
line(numbers:takeSample(false, 1, 7))
line(numbers:takeSample(false, 0, 7))
line(sc:range(0, 6, 1, 2):takeSample(false, 10, 42))
attempt(function() numbers:takeSample(false, -1, 42) end)
