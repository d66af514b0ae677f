-- fails "runs": its last line is `return ssc`
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
end

local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
