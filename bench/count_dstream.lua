-- count_dstream.lua FUNCTIONS FILE ROUNDS -- word count as a streaming program.
-- SPDX-License-Identifier: MIT
--
-- A round is a batch. FUNCTIONS is "usual" or "other".
package.path = "bench/?.lua"
local text = require("text")

local functions = {}

-- As in nearly every word count: sluice knows them and need not call Lua.
functions.usual = {
  words = function(line) return split(line) end,
  one = function(word) return word, 1 end,
  add = function(a, b) return a + b end,
}

-- The same in other words: Lua is called for each record, as for any other function.
functions.other = {
  words = function(line) return split(line, " ") end,
  one = function(word) local n = 1 return word, n end,
  add = function(a, b) return b + a end,
}

local use, path, rounds = functions[arg[1]], arg[2], tonumber(arg[3])
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

-- The same RDD again for each batch, as plain Lua reads the same list again.
local input = ssc:sparkContext():parallelize(text.read_lines(path))
local batches = {}
for i = 1, rounds do
  batches[i] = input
end

local words = ssc:queueStream(batches):flatMap(use.words)
local result
words:map(use.one):reduceByKey(use.add):foreachRDD(function(rdd)
  result = rdd:collect()
  text.end_round()
end)

ssc:start()
ssc:awaitTermination()

local tally = text.tally()
for _, count in ipairs(result) do
  tally:add(count._1, count._2)
end
tally:print()
