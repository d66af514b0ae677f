-- fails "runs": now the old state is the list
local ssc = StreamingContext("local[2]", "state", Seconds(1))
ssc:checkpoint("checkpoint")
local function name_number(line)
  local name, number = line:match("(%S+) (%d+)")
  return name, tonumber(number)
end
local function total(values, old)
  local sum, idle = 0, 0
  if old then sum, idle = old, old[2] + 1 end
  if #values > 0 then idle = 0 end
  if idle == 3 then return nil end
  for _, v in ipairs(values) do sum = sum + v end
  return { sum, idle }
end
ssc:socketTextStream("localhost", 9999)
   :map(name_number)
   :updateStateByKey(total)
   :mapValues(function(state) return state[1] end)
   :print()
ssc:start()
ssc:awaitTermination()
