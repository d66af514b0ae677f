-- A program that survives the death of its driver: everything is described in a function
-- that runs when there is no checkpoint. Remove the folder checkpoint/two-lives to see the
-- first life again.
-- ./sluice run examples/two_lives.lua --world examples/text/two_lives.world --until 18s
local function total(values, old)
  local sum = old or 0
  for _, value in ipairs(values) do
    sum = sum + value
  end
  return sum
end

local function create()
  local ssc = StreamingContext("local[2]", "two lives", Seconds(2))
  ssc:checkpoint("checkpoint/two-lives")
  ssc:textFileStream("inbox")
    :map(function(line) return line, 1 end)
    :updateStateByKey(total)
    :print()
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint/two-lives", create)
ssc:start()
ssc:awaitTermination()
