-- examples/top_words.lua -- the three most frequent words of each batch. foreachRDD's
-- function runs on the driver: collect brings the counts there, and Lua sorts them.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/top_words.lua --feed 9999=examples/text/river.txt --until 6s
local conf = SparkConf():setAppName("TopWords"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(2))

local counts = ssc:socketTextStream("localhost", 9999)
  :flatMap(function(line) return split(line) end)
  :map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end)

counts:foreachRDD(function(rdd, time)
  local words = rdd:collect()
  table.sort(words, function(a, b)
    if a._2 ~= b._2 then return a._2 > b._2 end
    return a._1 < b._1
  end)
  print(time)
  for rank = 1, math.min(3, #words) do
    print(("  %d. %-6s %d"):format(rank, words[rank]._1, words[rank]._2))
  end
end)

ssc:start()
ssc:awaitTermination()
