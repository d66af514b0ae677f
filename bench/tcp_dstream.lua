-- tcp_dstream.lua PORT LINES -- takes lines from a socket until all have come.
-- SPDX-License-Identifier: MIT
local port, lines = tonumber(arg[1]), tonumber(arg[2])
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local counted = 0
ssc:socketTextStream("127.0.0.1", port):foreachRDD(function(rdd)
  counted = counted + rdd:count()
  if counted >= lines then
    print(counted)
    ssc:stop()
  end
end)

ssc:start()
ssc:awaitTermination()
