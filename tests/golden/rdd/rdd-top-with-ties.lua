-- batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("rdd-top-with-ties"):setMaster("local[1]"):set("spark.resultGetter.threads", "1")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local counts = sc:parallelize({pair("a", 1), pair("b", 2), pair("c", 2), pair("d", 1), pair("e", 2), pair("f", 1), pair("g", 2)}, 1)
line(counts:top(3, function(_word, n) return n end))
line(counts:takeOrdered(2, function(_word, n) return n end))
line(counts:top(6, function(_word, n) return n end))
line(counts:repartition(3):top(4, function(_word, n) return n end))
line(counts:repartition(3):takeOrdered(4, function(_word, n) return n end))
print(counts:max(function(_word, n) return n end), counts:min(function(_word, n) return n end))
