-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-histogram-of-doubles"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({0.5, 1.5, 2.25, 7.0, 3.5}, 2)
local function histogram(buckets, counts)
  local texts = {}
  for i, x in ipairs(buckets) do texts[i] = tostring(pair(i, x)) end
  print(table.concat(texts, " "), table.concat(counts, " "))
end
histogram(numbers:histogram(3))
histogram(numbers:histogram(7))
histogram(numbers:histogram(1))
