-- count_dstream.lua FUNCTIONS FILE ROUNDS -- word count as a streaming program: a text
-- goes in, and print() comes out.
-- SPDX-License-Identifier: MIT
--
-- A round is a batch; each reads the file again. FUNCTIONS is "usual", "own"
-- or "called". After the last batch all counts are summed up, so that programs can be
-- compared.
package.path = "bench/?.lua"
local text = require("text")

local functions = {}

-- As in nearly every word count: sluice knows them and need not call Lua.
functions.usual = {
  words = function(line) return split(line) end,
  one = function(word) return word, 1 end,
  add = function(a, b) return a + b end,
}

-- The same in the words of somebody who knows Lua: sluice evaluates these, too.
functions.own = {
  words = function(line, emit)
    for word in line:gmatch("%S+") do
      emit(word)
    end
  end,
  one = function(word)
    local once = 1
    return word, once
  end,
  add = function(count, more)
    local sum = count + more
    return sum
  end,
}

-- The same with globals, which a function of the program's may change at any time: so
-- sluice evaluates none of them, and calls Lua for each record.
SPACE, ONE, ZERO = " ", 1, 0
functions.called = {
  words = function(line) return split(line, SPACE) end,
  one = function(word) return word, ONE end,
  add = function(a, b) return a + b + ZERO end,
}

local use, path, rounds = functions[arg[1]], arg[2], tonumber(arg[3])
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local batches = {}
for i = 1, rounds do
  batches[i] = ssc:sparkContext():textFile(path, 2)
end

local counts = ssc:queueStream(batches):flatMap(use.words):map(use.one)
  :reduceByKey(use.add)
counts:print()
counts:foreachRDD(function(rdd, time)
  io.stdout:flush() -- what print() has written; it goes to a pipe
  if time:milliseconds() == 1000 * rounds then
    local tally = text.tally()
    for _, count in ipairs(rdd:collect()) do
      tally:add(count._1, count._2)
    end
    tally:print()
  end
end)

ssc:start()
ssc:awaitTermination()
