-- Every kind of state, from its first key to its last: initial states, keys that come,
-- change, stay, are removed, and time out; windows with an inverse function.
local conf = SparkConf():setAppName("states"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
ssc:checkpoint("checkpoint/own")
local sc = ssc:sparkContext()

local lines = ssc:socketTextStream("localhost", 9999)
local ones = lines:flatMap(split):map(function(word) return word, 1 end)
local function add(a, b) return a + b end
local function subtract(a, b) return a - b end

-- The state is a count and for how many batches nothing came; three are too many.
local counts = ones:updateStateByKey(function(values, state)
  local count, idle = state and state._1 or 0, #values == 0 and (state._2 + 1) or 0
  for _, value in ipairs(values) do
    count = count + value
  end
  return idle < 3 and pair(count, idle) or nil
end)
counts:print()

-- The largest count of a batch so far, from an initial state on.
local most = ones:reduceByKey(add):updateStateByKey(function(values, state)
  return math.max(state or 0, values[1] or 0)
end, 2, sc:parallelize({pair("cat", 1), pair("yak", 4)}, 2))
most:print()

local spec = StateSpec(function(word, value, state)
  if state:isTimingOut() then
    return word, "out"
  end
  local count = state:getOption():getOrElse(0) + value
  if count > 3 then
    state:remove()
  else
    state:update(count)
  end
  return word, count
end):initialState(sc:parallelize({pair("cat", 2)}, 2)):timeout(Seconds(3))
ones:mapWithState(spec):print()

local recent = ones:reduceByKeyAndWindow(add, subtract, Seconds(3), Seconds(1))
recent:print()
ones:reduceByKeyAndWindow(add, subtract, Seconds(4), Seconds(2), 2,
  function(_, count) return count > 0 end):print()

ssc:start()
ssc:awaitTermination()
