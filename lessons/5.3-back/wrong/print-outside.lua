-- fails "runs": the number of outputs was 1 and is 0 now
local function total(values, old)
  local sum = old or 0
  for _, value in ipairs(values) do
    sum = sum + value
  end
  return sum
end

local function create()
  local ssc = StreamingContext("local[2]", "back", Seconds(2))
  ssc:checkpoint("checkpoint")
  totals = ssc:textFileStream("inbox")
     :map(function(line) return line, 1 end)
     :updateStateByKey(total)
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
totals:print()
ssc:start()
ssc:awaitTermination()
