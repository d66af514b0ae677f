-- state_dstream.lua KEYS FEW MANY ROUNDS FOLDER -- what a batch of mapWithState costs.
-- SPDX-License-Identifier: MIT
--
-- The first batch sets the states of all KEYS; then come ROUNDS batches that change FEW
-- of them, and as many that change MANY. Then, a line each: the number of states; by
-- how many bytes the process has grown, at the end and at most; the seconds of
-- computing that each batch took: these are short, so no clock outside measures them.
-- FOLDER is for checkpoints, of which so few batches write none.
package.path = "bench/?.lua"
local keyed = require("keyed")

local keys, few, many = tonumber(arg[1]), tonumber(arg[2]), tonumber(arg[3])
local rounds = tonumber(arg[4])
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
ssc:checkpoint(arg[5])

-- Bytes in memory, now and at most; nil where the system does not tell.
local function memory()
  local file = io.open("/proc/self/status")
  local text = file and file:read("a") or ""
  if file then
    file:close()
  end
  local function field(name)
    local kilobytes = text:match(name .. ":%s*(%d+)")
    return kilobytes and tonumber(kilobytes) * 1024
  end
  return field("VmRSS"), field("VmHWM")
end

-- The records are made in the tasks, so that only states stay in memory.
local batches = {}
local function add_batch(n)
  local record = keyed.record
  batches[#batches + 1] = ssc:sparkContext():range(0, n, 1, 2):map(function(j)
    return record(j, 0, keys)
  end)
end

add_batch(keys)
for i = 1, 2 * rounds do
  add_batch(i <= rounds and few or many)
end
local last = 1000 * #batches
local before = memory()

local states = ssc:queueStream(batches):mapWithState(StateSpec(function(_, value, state)
  local sum = value + (state:exists() and state:get() or 0)
  state:update(sum)
  return sum
end))
local clocks = { os.clock() }
states:foreachRDD(function(rdd)
  rdd:count()
  clocks[#clocks + 1] = os.clock()
end)

-- All states are listed once only, after all that is measured.
local count, now, most = 0, nil, nil
states:stateSnapshots():foreachRDD(function(rdd, time)
  if time:milliseconds() == last then
    now, most = memory()
    count = rdd:count()
  end
end)

ssc:start()
ssc:awaitTermination()

print(count)
print(now and now - before or "", most and most - before or "")
for i = 2, #clocks do
  print(("%.6f"):format(clocks[i] - clocks[i - 1]))
end
