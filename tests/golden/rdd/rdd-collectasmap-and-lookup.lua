-- batches: 0  interval: 1000  master: local[2]
local function sorted(map)
  local list = {}
  for key, value in pairs(map) do list[#list + 1] = tostring(pair(key, value)) end
  table.sort(list)
  print(table.concat(list, " "))
end
local function line(list)
  local texts = {}
  for i, x in ipairs(list) do texts[i] = tostring(x) end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("rdd-collectasmap-and-lookup"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 2)
local map = records:collectAsMap()
sorted(map)
print(map["a"], map["b"])
line(records:lookup("a"))
line(records:lookup("nobody"))
line(records:partitionBy(HashPartitioner(3)):lookup("a"))
