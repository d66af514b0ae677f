-- States of 100 batches: keys that are removed and keys that time out; from batch 90 on
-- there is no record.
local ssc = StreamingContext("local[2]", "states", Seconds(1))
ssc:checkpoint("checkpoint")

local lines = ssc:socketTextStream("localhost", 9999)
local ones = lines:transform(function(rdd, time)
  local second = time:milliseconds() // 1000
  return rdd:filter(function(line)
    return second < 90 and second % 10 // 2 ~= tonumber(line)
  end)
end):map(function(line) return "key " .. line, 1 end)

local counts = ones:updateStateByKey(function(values, state)
  local count, idle = state and state._1 or 0, #values == 0 and state._2 + 1 or 0
  return idle < 3 and pair(count + #values, idle) or nil
end)
counts:foreachRDD(function(rdd) rdd:count() end)

-- The same count by a function of lists, of at most two keys in a partition.
local listed = ones:updateStateByKey(function(entries)
  local pairs_of = {}
  for i = math.max(1, #entries - 1), #entries do
    local key, values, count = entries[i]._1, entries[i]._2, entries[i]._3
    pairs_of[#pairs_of + 1] = pair(key, (count or 0) + #values)
  end
  return pairs_of
end, 2, true)
listed:foreachRDD(function(rdd) rdd:count() end)

local seen = ones:mapWithState(StateSpec(function(key, _, state)
  if not state:isTimingOut() then
    state:update((state:getOption():getOrElse(0)) + 1)
  end
  return key, 1
end):timeout(Seconds(5)))
seen:foreachRDD(function(rdd) rdd:count() end)
lines:window(Seconds(3), Seconds(2)):foreachRDD(function(rdd) rdd:count() end)

ssc:start()
ssc:awaitTermination()
