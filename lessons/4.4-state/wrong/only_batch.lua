-- fails "gone at the third": no state is kept
local ssc = StreamingContext("local[2]", "state", Seconds(1))
ssc:checkpoint("checkpoint")
local function name_number(line)
  local name, number = line:match("(%S+) (%d+)")
  return name, tonumber(number)
end
local function total(values, old)
  local sum = old or 0
  for _, v in ipairs(values) do sum = sum + v end
  return sum
end
ssc:socketTextStream("localhost", 9999)
   :map(name_number)
   :reduceByKey(function(a, b) return a + b end)
   :print()
ssc:start()
ssc:awaitTermination()
