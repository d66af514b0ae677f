-- How long until a lost minute of work is made up for? By all nodes together (parallel
-- recovery) and by one node alone (upstream backup), as in figure 7 of "Discretized
-- Streams". README.md beside this file explains.
--
--   sluice run examples/papers/discretized-streams/recovery.lua --until 100000h \
--     --world examples/papers/discretized-streams/recovery.txt [-- SEEDS [NODES...]]

local SEEDS = tonumber(arg[1]) or 50
-- 1 is the node that does all of it alone.
local NODES = arg[2] and { table.unpack(arg, 2) } or { 1, 5, 10, 20 }
local LOADS = { 0.2, 0.4, 0.6, 0.8 }
local CHECKPOINT = 60 -- seconds; the batches between two of them are lost
local MAPS, STATES = 4, 20 -- partitions on each node

-- recovery.txt kills executor 0, and starts another, at KILL seconds of each SLOT.
local SLOT, KILL = 1000, 119.9

local now = 0 -- milliseconds

local function context(nodes, noise, seed)
  local conf = SparkConf():setAppName("recovery")
    :setMaster(("local-cluster[%d,1,1024]"):format(nodes))
    :set("spark.locality.wait", 0)
    :set("sluice.cost.job", 0):set("sluice.cost.task", 0)
    :set("sluice.cost.noise", noise):set("sluice.seed", seed)
  local ssc = StreamingContext(conf, Seconds(1))
  ssc:checkpoint("checkpoint")
  return ssc
end

-- Keeps each of the nodes, which have one core, busy for `load` of every second. Half of
-- the work is before the shuffle, half behind it.
local function count_keys(ssc, nodes, load)
  local keys = {}
  for i = 1, nodes * STATES do
    keys[i] = i
  end
  local work = Microseconds(math.floor(load * 1e6 / STATES / 2))
  ssc:generatorStream(function() return keys end, nodes * MAPS)
    :map(function(key) return key, 1 end):cost(work)
    :updateStateByKey(function(values, count)
      return (count or 0) + #values
    end, nodes * STATES):cost(work)
    :checkpoint(Seconds(CHECKPOINT))
    :foreachRDD(function(rdd) rdd:count() end)
end

-- Returns the seconds from the kill until nothing is late: to the end of the batch before
-- the first one that does not wait.
local function run(nodes, load, noise, seed)
  local kill = now + 1000 * KILL
  local ended, recovered
  local ssc = context(nodes, noise, seed)
  count_keys(ssc, nodes, load)
  ssc:addStreamingListener({
    onBatchCompleted = function(event)
      local info = event.batchInfo
      if ended and info.schedulingDelay == 0 then
        recovered = recovered or ended - kill
      elseif info.batchTime:milliseconds() > kill then
        ended = info.processingEndTime
      end
    end,
  })
  ssc:start()
  local rest = 1000 * SLOT
  while not recovered and rest > 1000 do
    if ssc:awaitTerminationOrTimeout(1000) then
      error("the run ended: say --until 100000h")
    end
    rest = rest - 1000
  end
  ssc:stop()
  Thread.sleep(rest)
  now = now + 1000 * SLOT
  return recovered / 1000
end

print("                         tasks that differ by 10 %")
print("nodes  load  formula     even     mean   90 % of runs")
for _, text in ipairs(NODES) do
  local nodes = tonumber(text)
  for _, load in ipairs(LOADS) do
    local formula = (CHECKPOINT - 1) * load / nodes / (1 - load)
    local even = run(nodes, load, 0, 0)
    local times, sum = {}, 0
    for seed = 1, SEEDS do
      times[seed] = run(nodes, load, 0.1, seed)
      sum = sum + times[seed]
    end
    table.sort(times)
    print(("%5d  %4.1f  %5.1f s  %5.1f s  %5.1f s   %.1f s to %.1f s"):format(nodes, load,
      formula, even, sum / SEEDS, times[math.ceil(0.05 * SEEDS)],
      times[math.ceil(0.95 * SEEDS)]))
  end
end
