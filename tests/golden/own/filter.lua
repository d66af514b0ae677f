-- Long words only, the first three of each batch.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("long words"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :filter(function(word) return #word > 4 end)
   :map(function(word) return word, #word end)
   :print(3)

ssc:start()
ssc:awaitTermination()
