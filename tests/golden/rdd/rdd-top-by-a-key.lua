-- batches: 0  interval: 1000  master: local[2]
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("rdd-top-by-a-key"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local counts = sc:parallelize({pair("the", 5), pair("cat", 2), pair("dog", 3), pair("a", 9)}, 2)
line(counts:top(2, function(_word, n) return n end))
line(counts:takeOrdered(2, function(_word, n) return n end))
line(counts:takeOrdered(3, function(_word, n) return -n end))
print(counts:max(function(_word, n) return n end), counts:min(function(word) return word end))
