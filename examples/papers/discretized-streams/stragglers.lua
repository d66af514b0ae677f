-- What does a slow node cost a word count, and what do copies of slow tasks bring?
-- As in figure 13 of "Discretized Streams"; README.md beside this file explains.
--
--   sluice run examples/papers/discretized-streams/stragglers.lua --until 100000h \
--     [-- SEEDS]

local SEEDS = tonumber(arg[1]) or 50
local TASKS = 80 -- on 20 nodes with 4 cores
local FIRST, LAST = 31, 60 -- batches that are looked at: the window is full

-- Speeds of the nodes, are there copies, what was published.
local SETTINGS = {
  { "no slow node", "1", false, "0.55" },
  { "a slow node", "0.16,1", false, "3.02" },
  { "with speculation", "0.16,1", true, "1.00" },
}

-- A word count over 30 s, once a second; a record is what one task gets to do.
local function count_words(ssc)
  local words = {}
  for i = 1, TASKS do
    words[i] = i
  end
  ssc:generatorStream(function() return words end, TASKS)
    :map(function(word) return word, 1 end):cost(Milliseconds(300))
    :reduceByKeyAndWindow(function(a, b) return a + b end,
      function(a, b) return a - b end, Seconds(30), Seconds(1), TASKS)
    :cost(Milliseconds(30))
    :checkpoint(Seconds(10))
    :foreachRDD(function(rdd) rdd:count() end)
end

-- Returns how long a batch takes, on average, in seconds.
local function run(speeds, copies, seed)
  local conf = SparkConf():setMaster("local-cluster[20,4,1024]"):setAppName("stragglers")
    :set("spark.locality.wait", 0)
    :set("spark.speculation", copies):set("spark.speculation.multiplier", 1.4)
    :set("sluice.cluster.speeds", speeds)
    :set("sluice.seed", seed):set("sluice.cost.noise", 0.1)
  local ssc = StreamingContext(conf, Seconds(1))
  ssc:checkpoint("checkpoint")
  count_words(ssc)
  local count, sum = 0, 0
  ssc:addStreamingListener({
    onBatchCompleted = function(event)
      count = count + 1
      if count >= FIRST and count <= LAST then
        sum = sum + event.batchInfo.processingDelay
      end
    end,
  })
  ssc:start()
  while count < LAST do
    if ssc:awaitTerminationOrTimeout(1000) then
      error("the run ended: say --until 100000h")
    end
  end
  ssc:stop()
  return sum / (LAST - FIRST + 1) / 1000
end

print("                  published    mean   90 % of runs")
for _, setting in ipairs(SETTINGS) do
  local name, speeds, copies, published = table.unpack(setting)
  local times, sum = {}, 0
  for seed = 1, SEEDS do
    times[seed] = run(speeds, copies, seed)
    sum = sum + times[seed]
  end
  table.sort(times)
  print(("%-16s     %s s  %.2f s   %.2f s to %.2f s"):format(name, published, sum / SEEDS,
    times[math.ceil(0.05 * SEEDS)], times[math.ceil(0.95 * SEEDS)]))
end
