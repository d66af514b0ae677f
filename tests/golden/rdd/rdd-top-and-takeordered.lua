-- batches: 0  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("rdd-top-and-takeordered"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({5, 3, 8, 1, 9, 2, 8}, 3)
line(numbers:top(3))
line(numbers:takeOrdered(3))
line(numbers:top(0))
line(numbers:takeOrdered(100))
line(sc:parallelize({"pear", "fig", "apple"}, 2):top(2))
line(sc:parallelize({pair(2, "b"), pair(1, "z"), pair(2, "a")}, 2):takeOrdered(2))
line(sc:parallelize({}, 2):top(2))
