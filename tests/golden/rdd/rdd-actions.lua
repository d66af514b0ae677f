-- batches: 0  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("rdd-actions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({5, 3, 8, 1, 9, 2}, 3)
print(numbers:count(), numbers:first(), tostring(numbers:isEmpty()))
line(numbers:collect())
line(numbers:take(4))
line(numbers:take(0))
line(numbers:take(100))
line(numbers:take(-1))
print(numbers:reduce(function(a, b) return a + b end), numbers:max(), numbers:min())
