-- count_dstream.lua FUNCTIONS FILE ROUNDS -- word count as a streaming program: a text
-- goes in, and print() comes out.
-- SPDX-License-Identifier: MIT
--
-- A round is a batch; each reads the file again. FUNCTIONS is "usual" or "other". After
-- the last batch all counts are summed up, so that programs can be compared.
package.path = "bench/?.lua"
local text = require("text")

local functions = {}

-- As in nearly every word count: sluice knows them and need not call Lua.
functions.usual = {
  words = function(line) return split(line) end,
  one = function(word) return word, 1 end,
  add = function(a, b) return a + b end,
}

-- The same in words that sluice does not evaluate: Lua is called for each record.
ONE = 1 -- a global
functions.other = {
  words = function(line) local words = split(line, " ") return words end,
  one = function(word) return word, ONE end,
  add = function(a, b) return a + b | 0 end,
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
