-- batches: 0  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("rdd-sort-samples-many"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:range(0, 1000, 1, 4):map(function(x) return x * 7919 % 1009 end)
local function sizes(rdd)
  local list = rdd:mapPartitions(function(part)
    if #part == 0 then return {"none"} end
    return {part[1] .. ".." .. part[#part] .. " " .. #part}
  end):collect()
  print(table.concat(list, ", "))
end
sizes(numbers:sortBy(function(x) return x end))
sizes(numbers:sortBy(function(x) return x end, false))
sizes(numbers:sortBy(function(x) return x end, true, 2))
sizes(numbers:sortBy(function(x) return x end, true, 7))
