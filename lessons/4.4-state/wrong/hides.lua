-- fails "comes back new": cy was forgotten
local ssc = StreamingContext("local[2]", "state", Seconds(1))
ssc:checkpoint("checkpoint")
local function name_number(line)
  local name, number = line:match("(%S+) (%d+)")
  return name, tonumber(number)
end
local function total(values, old)
  local sum, idle = 0, 0
  if old then sum, idle = old[1], old[2] + 1 end
  if #values > 0 then idle = 0 end

  for _, v in ipairs(values) do sum = sum + v end
  return { sum, idle }
end
ssc:socketTextStream("localhost", 9999)
   :map(name_number)
   :updateStateByKey(total)
   :filter(function(name, state) return state[2] < 3 end)
   :mapValues(function(state) return state[1] end)
   :print()
ssc:start()
ssc:awaitTermination()
