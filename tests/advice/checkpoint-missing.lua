-- sluice run --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "state", Seconds(1))
ssc:socketTextStream("localhost", 9999):map(function(line) return line, 1 end)
  :updateStateByKey(function(values, state) return (state or 0) + #values end)
  :print()
ssc:start()
ssc:awaitTermination()
