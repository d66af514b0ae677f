-- batches: 4  interval: 1000  master: local[2]
local ssc = StreamingContext("local[2]", "grouped", Seconds(1))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")
local function sum(list)
  local total = 0
  for _, x in ipairs(list) do total = total + x end
  return total
end
local known = { pair("a", 1), pair("a", 2), pair("b", 5) }
local initial = sc:parallelize(known, 2):groupByKey(2):mapValues(sum)
local grouped = sc:parallelize(known, 2):groupByKey(2)
local input = ssc:generatorStream(function(batch)
  if batch == 2 then return { pair("a", 7) } end
end, 2)
input:updateStateByKey(function(values, state)
  return sum(values) + 10 * (state or 0)
end, 2, initial):print()
input:updateStateByKey(function(values, state)
  local all = {}
  for _, x in ipairs(state or {}) do all[#all + 1] = x end
  for _, x in ipairs(values) do all[#all + 1] = x end
  return all
end, 2, grouped):print()
ssc:start()
ssc:awaitTermination()
