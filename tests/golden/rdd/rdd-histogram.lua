-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("rdd-histogram"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 3)
local function histogram(buckets, counts)
  print(table.concat(buckets, " "), table.concat(counts, " "))
end
histogram(numbers:histogram(2))
histogram(numbers:histogram(4))
histogram(sc:parallelize({5, 5, 5}, 2):histogram(3))
print(table.concat(numbers:histogram({0, 5, 10}), " "))
print(table.concat(numbers:histogram({1, 2, 4, 8}), " "))
print(table.concat(numbers:histogram({20, 30}), " "))
attempt(function() numbers:histogram({3}) end)
attempt(function() sc:parallelize({}, 2):histogram(2) end)
