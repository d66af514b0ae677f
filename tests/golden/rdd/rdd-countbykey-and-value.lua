-- batches: 0  interval: 1000  master: local[2]
local function sorted(map)
  local list = {}
  for key, value in pairs(map) do list[#list + 1] = tostring(pair(key, value)) end
  table.sort(list)
  print(table.concat(list, " "))
end

local conf = SparkConf():setAppName("rdd-countbykey-and-value"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4), pair("a", 1)}, 2)
sorted(records:countByKey())
sorted(records:values():countByValue())
local counts = records:keys():countByValue()
print(counts["a"], counts["b"], counts["x"] or 0)
sorted(sc:parallelize({}, 2):countByValue())
