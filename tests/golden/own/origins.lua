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

-- A window of a window; a join; a partition as a whole; sorting; two sides; what is once
-- without a shuffle; a state by a function of lists.
ones:reduceByKeyAndWindow(add, Seconds(2)):reduceByKeyAndWindow(add, Seconds(2)):print()
ones:join(words:map(function(word) return word, #word end)):print()
words:mapPartitions(function(list) return {#list} end):print()
words:transform(function(rdd)
  return rdd:map(function(word) return word, 1 end):sortByKey()
end):print()
words:transform(function(rdd) return rdd:cartesian(rdd) end):print()
words:transform(function(rdd)
  return rdd:zip(rdd:map(function(word) return #word end))
end):print()
words:transform(function(rdd) return rdd:coalesce(1):distinct(1) end):print()
ones:updateStateByKey(function(list)
  local counts, nobody = {}, false
  for i, item in ipairs(list) do
    counts[i] = pair(item._1, (item._3 or 0) + #item._2)
    nobody = nobody or item._1 == "nobody"
  end
  counts[#counts + 1] = not nobody and pair("nobody", 0) or nil
  return counts
end, HashPartitioner(2), true):print()

ssc:start()
ssc:awaitTermination()
