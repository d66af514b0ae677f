-- Three workflows, as in a published simulation of Spark Streaming: when does the
-- scheduling delay grow without end, and how far? README.md beside this file explains.
--
--   sluice run examples/papers/workflows/study.lua --until 100000h [-- SEEDS]

local SEEDS = tonumber(arg[1]) or 50
local OVERHEAD = 0.035 -- seconds, for each job

-- A batch runs jobs one after the other. Each takes a normally distributed time, in
-- seconds: { mean, standard deviation }, of a batch with items and of one without.
local WORKFLOWS = {
  NWC = { { some = { 3.88, 0.24 }, none = { 0.10, 0 } } },
  SQLNWC = {
    { some = { 3.85, 0.35 }, none = { 0.06, 0.02 } },
    { some = { 0.58, 0.28 }, none = { 0.53, 0.12 } },
    { some = { 0.26, 0.05 }, none = { 0, 0 } },
  },
  NFC = {
    { some = { 4.08, 0.30 }, none = { 0.09, 0.04 } },
    { some = { 4.22, 0.41 }, none = { 0.70, 0.02 } },
    { some = { 3.99, 0.13 }, none = { 0.10, 0.04 } },
  },
}

-- Batch interval in seconds, jobs at a time, batches, the delay that was published.
local SETTINGS = {
  { "NWC", 2, 1, 301, "160" },
  { "SQLNWC", 4, 1, 240, "97" },
  { "NFC", 8, 1, 120, "522" },
  { "NWC", 4, 15, 301, "0" },
  { "SQLNWC", 4, 2, 240, "0" },
  { "NFC", 8, 2, 120, "0" },
}

-- Standard normal, by Box and Muller.
local function gauss()
  return math.sqrt(-2 * math.log(1 - math.random())) * math.cos(2 * math.pi * math.random())
end

-- Gamma with this mean and standard deviation, by Marsaglia and Tsang (shape above 1).
local function gamma(mean, sd)
  local shape = (mean / sd) ^ 2
  local d = shape - 1 / 3
  while true do
    local x = gauss()
    local v = (1 + x / math.sqrt(9 * d)) ^ 3
    local u = 1 - math.random()
    if v > 0 and math.log(u) < x * x / 2 + d - d * v + d * math.log(v) then
      return d * v * mean / shape
    end
  end
end

local function milliseconds(seconds)
  return math.max(0, math.floor(1000 * seconds + 0.5))
end

-- Items come one by one; what they hold does not matter here. The receiver has random
-- numbers of its own, so it is told the seed.
local function items(seed)
  return function(rx)
    math.randomseed(seed, 1)
    while true do
      rx:sleep(milliseconds(gamma(1.96, 1.768)))
      rx:store("item")
    end
  end
end

-- Runs one setting once; returns the scheduling delay of the last batch, in seconds.
local function run(workflow, interval, at_once, batches, seed)
  math.randomseed(seed)
  local conf = SparkConf():setMaster("local[4]"):setAppName(workflow)
    :set("spark.streaming.concurrentJobs", at_once)
    :set("sluice.cost.job", 0):set("sluice.cost.task", 0)
  local ssc = StreamingContext(conf, Seconds(interval))
  ssc:receiverStream(items(seed)):foreachRDD(function(rdd)
    local kind = rdd:isEmpty() and "none" or "some"
    for _, job in ipairs(WORKFLOWS[workflow]) do
      local mean, sd = job[kind][1], job[kind][2]
      Thread.sleep(milliseconds(OVERHEAD + math.max(0, mean + sd * gauss())))
    end
  end)

  local completed, delay = 0, 0
  ssc:addStreamingListener({
    onBatchCompleted = function(event)
      completed = completed + 1
      if completed == batches then
        delay = event.batchInfo.schedulingDelay / 1000
      end
    end,
  })
  ssc:start()
  while completed < batches do
    if ssc:awaitTerminationOrTimeout(1000 * interval) then
      error("the items never end: say --until 100000h")
    end
  end
  ssc:stop()
  return delay
end

print("workflow  interval  at once  batches  published     mean   90 % of runs")
for _, setting in ipairs(SETTINGS) do
  local workflow, interval, at_once, batches, published = table.unpack(setting)
  local delays, sum = {}, 0
  for seed = 1, SEEDS do
    delays[seed] = run(workflow, interval, at_once, batches, seed)
    sum = sum + delays[seed]
  end
  table.sort(delays)
  local low = delays[math.ceil(0.05 * SEEDS)]
  local high = delays[math.ceil(0.95 * SEEDS)]
  print(("%-8s  %6d s  %7d  %7d  %7s s  %6.1f s   %.1f s to %.1f s")
    :format(workflow, interval, at_once, batches, published, sum / SEEDS, low, high))
end
