-- growth_dstream.lua WHAT SIZE BATCHES FOLDER -- one thing grows, and all else stays as
-- it is.
-- SPDX-License-Identifier: MIT
--
-- WHAT is "records" in a batch, with 1,000 keys; "keys", of 1,000,000 records;
-- "batches" of 10 records; or "windows" that are open at once, of 1,000 records and
-- 100 keys a batch. A line comes before the start, and one when the first and the last
-- batch are done, each with the most kilobytes that the process had, or 0 where the
-- system does not tell, and seconds of computing. FOLDER is for the checkpoints of
-- windows, which are part of the work.
local what, size, batches = arg[1], tonumber(arg[2]), tonumber(arg[3])
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
if what == "windows" then
  ssc:checkpoint(arg[4])
end

local function tell()
  local file = io.open("/proc/self/status")
  local text = file and file:read("a") or ""
  if file then
    file:close()
  end
  print(text:match("VmHWM:%s*(%d+)") or 0, ("%.6f"):format(os.clock()))
end

-- Records are made in the tasks, so that none lies ready in memory: each of the `n`
-- starts of two partitions makes `each`, with `keys` keys in turn.
local function records(n, each, keys)
  return ssc:sparkContext():range(0, n, 1, 2):flatMap(function(start, emit)
    for i = start * each, start * each + each - 1 do
      emit("k" .. i % keys, 1)
    end
  end)
end

-- Nothing is in the queue: each batch gets the same RDD.
local function stream_of(rdd)
  return ssc:queueStream({}, true, rdd)
end

local function add(a, b)
  return a + b
end

local function subtract(a, b)
  return a - b
end

local grow = {}

function grow.records()
  return stream_of(records(10, size // 10, 1000)):reduceByKey(add)
end

function grow.keys()
  return stream_of(records(10, 100000, size)):reduceByKey(add)
end

function grow.batches()
  return stream_of(records(2, 5, 10)):reduceByKey(add)
end

function grow.windows()
  return stream_of(records(10, 100, 100))
    :reduceByKeyAndWindow(add, subtract, Seconds(size), Seconds(1))
end

local done = 0
grow[what]():foreachRDD(function(rdd)
  rdd:count()
  done = done + 1
  if done == 1 or done == batches then
    tell()
  end
end)
tell()
ssc:start()
ssc:awaitTermination()
