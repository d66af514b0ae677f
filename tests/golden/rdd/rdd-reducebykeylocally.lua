-- batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end
local function line(map, keys)
  local texts = {}
  for i, key in ipairs(keys) do texts[i] = tostring(map[key]) end
  print(table.concat(texts, " "))
end
local function plus(a, b) return a + b end

local conf = SparkConf():setAppName("rdd-reducebykeylocally"):setMaster("local[1]")
  :set("spark.resultGetter.threads", "1")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4),
  pair("b", 5), pair("d", 6), pair("e", 7), pair("f", 8), pair("a", 9)}, 3)
line(records:reduceByKeyLocally(plus), {"a", "b", "c", "d", "e", "f"})
print(records:map(function(k, v) return k, v end):id())
line(records:mapValues(tostring):reduceByKeyLocally(function(x, y)
  return ("(%s %s)"):format(x, y)
end), {"a", "b", "c"})
local twos = {}
for key, sum in pairs(records:map(function(k, v) return pair(k, v % 2), v end)
  :reduceByKeyLocally(plus)) do
  twos[#twos + 1] = tostring(pair(key, sum))
end
table.sort(twos)
print(table.concat(twos, " "))
print(next(sc:parallelize({}, 2):reduceByKeyLocally(plus)) == nil and 0)
attempt(function() sc:emptyRDD():reduceByKeyLocally(plus) end)
