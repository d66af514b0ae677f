-- Records that are followed (--provenance) through the operators that bring them
-- together: in outputs 1 to 6 each result is a number of words, so that the records it
-- came from can be counted again.
local ssc = StreamingContext("local[2]", "origins", Seconds(1))
ssc:checkpoint("checkpoint/own")
local words = ssc:socketTextStream("localhost", 9999):flatMap(split)
local ones = words:map(function(word) return word, 1 end)
local function add(a, b) return a + b end
local function subtract(a, b) return a - b end

ones:reduceByKey(add):print()
ones:reduceByKeyAndWindow(add, Seconds(3), Seconds(2)):print()
ones:reduceByKeyAndWindow(add, subtract, Seconds(2), Seconds(1)):print()
ones:updateStateByKey(function(values, state)
  local count = state or 0
  for _, value in ipairs(values) do
    count = count + value
  end
  return count
end):print()
ones:mapWithState(StateSpec(function(word, value, state)
  local count = state:getOption():getOrElse(0) + value
  state:update(count)
  return word, count
end)):print()
ones:window(Seconds(2)):transform(function(rdd) return rdd end):reduceByKey(add):print()

-- A window of a window; a join; a partition as a whole; sorting; what is not followed.
ones:reduceByKeyAndWindow(add, Seconds(2)):reduceByKeyAndWindow(add, Seconds(2)):print()
ones:join(words:map(function(word) return word, #word end)):print()
words:mapPartitions(function(list) return {#list} end):print()
words:transform(function(rdd)
  return rdd:map(function(word) return word, 1 end):sortByKey()
end):print()
words:transform(function(rdd) return rdd:cartesian(rdd) end):print()

ssc:start()
ssc:awaitTermination()
