-- ends: limit time
-- SPDX-License-Identifier: MIT
-- limits: seconds=0.15 instructions=1e15
local ssc = StreamingContext("local[2]", "endless", Milliseconds(1))
local sc = ssc:sparkContext()
ssc:queueStream({sc:parallelize({1})}):foreachRDD(function()
  Thread.sleep(1e13 // 1)
end)
while true do
  Thread.sleep(1)
end
