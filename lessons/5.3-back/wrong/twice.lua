-- fails "runs": the number of streams was 8 and is 4 now
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
  ssc:textFileStream("inbox")
     :map(function(line) return line, 1 end)
     :updateStateByKey(total)
     :print()
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:textFileStream("inbox")
   :map(function(line) return line, 1 end)
   :updateStateByKey(total)
   :print()
ssc:start()
ssc:awaitTermination()
