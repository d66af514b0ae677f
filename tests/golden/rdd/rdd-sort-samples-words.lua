-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-sort-samples-words"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:range(0, 300, 1, 2):map(function(x) return "w" .. (x * 7919 % 100003) end)
local list = words:sortBy(function(w) return w end, true, 3):mapPartitions(function(part)
  return {part[1] .. ".." .. part[#part] .. " " .. #part}
end):collect()
print(table.concat(list, ", "))
