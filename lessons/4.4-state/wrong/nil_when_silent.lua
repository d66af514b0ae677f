-- fails "gone at the third": does not have bob any more, after 1 silent batch, wanted 3
local ssc = StreamingContext("local[2]", "state", Seconds(1))
ssc:checkpoint("checkpoint")
local function name_number(line)
  local name, number = line:match("(%S+) (%d+)")
  return name, tonumber(number)
end
local function total(values, old)
  if #values == 0 then return nil end
  local sum = old or 0
  for _, v in ipairs(values) do sum = sum + v end
  return sum
end
ssc:socketTextStream("localhost", 9999)
   :map(name_number)
   :updateStateByKey(total)
   :print()
ssc:start()
ssc:awaitTermination()
