-- long.lua PROGRAM BATCHES -- a run of very many batches of one second, each of little
-- work: what it costs that time passes.
-- SPDX-License-Identifier: MIT
--
-- PROGRAM is "hour", 150 map and 10 reduce tasks a batch on a thousand executors with
-- four cores, or "day", a receiver on local[2] with a record a second at port 9999.
-- After each quarter of the batches comes a line with the kilobytes of the process, 0
-- where the system does not tell, and at last what was counted, and the seconds of
-- computing.
local name, batches = arg[1], tonumber(arg[2])

local MASTERS = { hour = "local-cluster[1000,4,1024]", day = "local[2]" }
local MAPS, REDUCES = 150, 10

local conf = SparkConf():setAppName(name):setMaster(MASTERS[name])
local ssc = StreamingContext(conf, Seconds(1))

local function resident()
  local file = io.open("/proc/self/status")
  local text = file and file:read("a") or ""
  if file then
    file:close()
  end
  return text:match("VmRSS:%s*(%d+)") or 0
end

local counts = {}
function counts.hour()
  local keys = {}
  for i = 1, MAPS do
    keys[i] = i
  end
  return ssc:generatorStream(function() return keys end, MAPS)
    :map(function(key) return key % 10, 1 end)
    :reduceByKey(function(a, b) return a + b end, REDUCES)
end

function counts.day()
  return ssc:socketTextStream("localhost", 9999)
    :map(function(line) return line, 1 end)
    :reduceByKey(function(a, b) return a + b end)
end

local done, counted = 0, 0
counts[name]():foreachRDD(function(rdd)
  done, counted = done + 1, counted + rdd:count()
  if done % (batches // 4) == 0 then
    print(resident())
    io.stdout:flush()
  end
end)
ssc:start()
ssc:awaitTermination()
print(counted)
print(("%.6f"):format(os.clock()))
