-- examples/inbox.lua -- the new files of a folder: each is in one batch, that at whose
-- end it is there. A partition is a file. No receiver, so one core is enough.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/inbox.lua --files inbox=examples/text/numbers.txt@1500ms
local ssc = StreamingContext("local[1]", "Inbox", Seconds(1))

local lines = ssc:textFileStream("inbox")

lines:foreachRDD(function(rdd, time)
  print(("%s: files %d, lines %d"):format(time, rdd:getNumPartitions(), rdd:count()))
end)

ssc:start()
ssc:awaitTermination()
