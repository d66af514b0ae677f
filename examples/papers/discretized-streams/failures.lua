-- What does a lost node cost a word count that has checkpoints every 10 or 30 s?
-- As in "Discretized Streams"; README.md beside this file explains.
--
--   sluice run examples/papers/discretized-streams/failures.lua --until 100000h \
--     --world examples/papers/discretized-streams/failures.txt [-- SEEDS]

local SEEDS = tonumber(arg[1]) or 50
local TASKS = 80 -- on 20 nodes with 4 cores

-- failures.txt kills executor 0, and starts another, at KILL seconds of each SLOT.
local SLOT, KILL = 200, 120

local now = 0 -- milliseconds

-- A word count over 30 s, once a second; a record is what one task gets to do.
local function count_words(ssc, checkpoint)
  local words = {}
  for i = 1, TASKS do
    words[i] = i
  end
  ssc:generatorStream(function() return words end, TASKS)
    :map(function(word) return word, 1 end):cost(Milliseconds(300))
    :reduceByKeyAndWindow(function(a, b) return a + b end,
      function(a, b) return a - b end, Seconds(30), Seconds(1), TASKS)
    :cost(Milliseconds(30))
    :checkpoint(Seconds(checkpoint))
    :foreachRDD(function(rdd) rdd:count() end)
end

-- Returns, in seconds: how long batches took before the kill, how long the one after it
-- took, and when none was late any more, from the kill on.
local function run(checkpoint, seed)
  math.randomseed(seed)
  local kill = now + 1000 * KILL
  local wait = math.random(0, 29999) -- so that the kill comes at any time of an interval
  Thread.sleep(wait)

  local conf = SparkConf():setMaster("local-cluster[20,4,1024]"):setAppName("failures")
    :set("spark.locality.wait", 0)
    :set("sluice.seed", seed):set("sluice.cost.noise", 0.1)
  local ssc = StreamingContext(conf, Seconds(1))
  ssc:checkpoint("checkpoint")
  count_words(ssc, checkpoint)
  local count, sum, hit, ended, recovered = 0, 0, nil, nil, nil
  ssc:addStreamingListener({
    onBatchCompleted = function(event)
      local info = event.batchInfo
      if info.processingEndTime < kill then
        count, sum = count + 1, sum + info.processingDelay
      elseif not hit then
        hit, ended = info.processingDelay, info.processingEndTime
      elseif info.schedulingDelay > 0 then
        ended = info.processingEndTime
      else
        recovered = recovered or ended - kill
      end
    end,
  })
  ssc:start()
  if ssc:awaitTerminationOrTimeout(1000 * SLOT - wait) then
    error("the run ended: say --until 100000h")
  end
  ssc:stop()
  now = now + 1000 * SLOT
  return sum / count / 1000, hit / 1000, recovered / 1000
end

local function band(list)
  table.sort(list)
  local sum = 0
  for _, value in ipairs(list) do
    sum = sum + value
  end
  return ("%4.2f s (%.2f to %.2f)"):format(sum / #list,
    list[math.ceil(0.05 * #list)], list[math.ceil(0.95 * #list)])
end

print("checkpoints  batch before           batch with the loss    nothing late after")
for _, checkpoint in ipairs({ 10, 30 }) do
  local before, hit, recovered = {}, {}, {}
  for seed = 1, SEEDS do
    before[seed], hit[seed], recovered[seed] = run(checkpoint, seed)
  end
  print(("every %2d s   %s   %s   %s"):format(checkpoint, band(before), band(hit),
    band(recovered)))
end
