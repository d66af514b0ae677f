-- sluice.settings: the settings that a program or --conf may set.
-- Spark: the configuration keys of Spark Streaming, and those of Spark itself that
-- change what a stream does. Spark has hundreds more; they are taken without effect.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

---@class sluice.Setting
---@field name string
---@field type "time"|"bandwidth"|"count"|"size"|"number"|"boolean"|"text"
---@field default string as it would be written; "" if there is none
---@field meaning string
---@field acts boolean false: Spark knows it, sluice takes it, and nothing changes

-- Name, type, default, meaning.
local ACTING = [[
spark.app.name text - name of the program
spark.driver.memory size 1g memory of the driver; in local mode blocks are in it
spark.executor.heartbeatInterval time 10s must be less than network.timeout
spark.executor.memory size 1g memory of an executor
spark.local.dir text - folder for blocks on disk (the system's for such files)
spark.memory.fraction number 0.6 part of it for blocks, once 300 MB are taken off
spark.memory.offHeap.size size 0 memory for blocks of level OFF_HEAP
spark.storage.replication.proactive boolean true a lost copy of a kept RDD is made again
spark.locality.wait time 3s how long tasks and receivers wait for a near core
spark.locality.wait.node time - the same for one on that node (locality.wait)
spark.locality.wait.process time - the same for one of that executor (locality.wait)
spark.master text - cores: local, local[2], local[*], local-cluster[2,2,1024]
spark.network.timeout time 120s an executor that is not heard of for so long is lost
spark.shuffle.io.maxRetries count 3 tries again to read from an executor
spark.shuffle.io.retryWait time 5s wait before each of them
spark.speculation boolean false slow tasks get a second copy
spark.speculation.interval time 100ms how often running tasks are looked at
spark.speculation.minTaskRuntime time 100ms a task that took less is not slow
spark.speculation.multiplier number 1.5 slow is so many times the median
spark.speculation.quantile number 0.75 share of tasks that must have ended before
spark.stage.maxConsecutiveAttempts count 4 how often a stage may fail to fetch
spark.default.parallelism count - partitions after a shuffle (all cores)
spark.streaming.backpressure.enabled boolean false receivers slow down when batches wait
spark.streaming.backpressure.initialRate count - records a second at the start
spark.streaming.backpressure.rateEstimator text pid how the rate is estimated
spark.streaming.backpressure.pid.proportional number 1.0 weight of the last error
spark.streaming.backpressure.pid.integral number 0.2 weight of what waits
spark.streaming.backpressure.pid.derived number 0.0 weight of the error's change
spark.streaming.backpressure.pid.minRate number 100 lowest rate that is set
spark.scheduler.mode text FIFO which job gets cores first; FAIR: pools share them
spark.streaming.blockInterval time 200ms how often a receiver cuts a block
spark.streaming.concurrentJobs count 1 outputs that run at the same time
spark.streaming.driver.writeAheadLog.closeFileAfterWrite boolean false after each entry
spark.streaming.driver.writeAheadLog.maxFailures count 3 tries of one write
spark.streaming.driver.writeAheadLog.rollingIntervalSecs count 60 seconds in one file
spark.streaming.dynamicAllocation.enabled boolean false executors follow the load
spark.streaming.dynamicAllocation.minExecutors count - least executors (the receivers)
spark.streaming.dynamicAllocation.maxExecutors count - most executors
spark.streaming.dynamicAllocation.scalingInterval time 60s from decision to decision
spark.streaming.dynamicAllocation.scalingUpRatio number 0.9 load that adds executors
spark.streaming.dynamicAllocation.scalingDownRatio number 0.3 load that removes one
spark.streaming.fileStream.minRememberDuration time 60s how long files are remembered
spark.streaming.gracefulStopTimeout time - patience of stop(true, true) (ten batches)
spark.streaming.kafka.maxRatePerPartition count 0 messages a second, at most; 0: all
spark.streaming.kafka.minRatePerPartition count 1 messages a batch, at least
spark.streaming.minRememberDuration time 60s old name of fileStream.minRememberDuration
spark.streaming.receiver.maxRate count - most records a second for each receiver
spark.streaming.receiverRestartDelay time 2s wait before a receiver starts again
spark.streaming.receiver.writeAheadLog.closeFileAfterWrite boolean false after a block
spark.streaming.receiver.writeAheadLog.enable boolean false blocks are logged first
spark.streaming.receiver.writeAheadLog.maxFailures count 3 tries of one write
spark.streaming.receiver.writeAheadLog.rollingIntervalSecs count 60 seconds in one file
spark.streaming.stopSparkContextByDefault boolean true stop() stops the SparkContext
spark.streaming.unpersist boolean true data of old RDDs is dropped
spark.task.maxFailures count 4 failures of a task before its job fails (not local)
sluice.batchInterval time - replaces the interval that the program gives its context
sluice.cluster.bandwidth count 0 bytes a second between executors; 0: no limit
sluice.cluster.cores count 4 how many cores local[*] has
sluice.cluster.memory size - bytes for blocks on an executor, whatever its memory is
sluice.cluster.nodes count 0 nodes that executors share; 0: each has its own
sluice.cluster.speeds text - speeds of executors, such as 1,1,0.5; the last repeats
sluice.cluster.start time 5s until an executor that was asked for has joined
sluice.provenance boolean false the trace says where each record comes from
sluice.seed count - seed of what chance decides in the simulation (that of --seed)
sluice.shortcuts boolean true simple functions are computed without calling Lua
sluice.startTime time 0s when the simulated clock starts
sluice.trace.keys count 100 keys of a state that a trace names, a batch and partition
sluice.cost text records what tasks cost: records, or the instructions too
sluice.cost.profile text simple simple, or measured: defaults as Spark was measured
sluice.cost.job time 10ms what starting a job costs
sluice.cost.task time 5ms what a task costs, whatever it does
sluice.cost.open time 20ms what it costs to connect to a store
sluice.cost.record time 0us what a task costs besides, for each record
sluice.cost.call time 0us each record that a function of yours gets
sluice.cost.combine time 0us each pair that meets those of its key
sluice.cost.byte time 0us each byte that is read, or is a result
sluice.cost.shuffle bandwidth 0 bytes a second into and out of shuffles
sluice.cost.instruction time 10ns each instruction, where they count
sluice.cost.noise number 0 how much tasks differ: standard deviation
sluice.cost.stragglers number 0 the share of tasks that take much longer
sluice.cost.slowdown number 5 how many times as long stragglers take
]]

-- Behind spark.streaming. stands:
local TAKEN = [[
blockQueueSize count 10 blocks that wait to be stored
checkpoint.directory text - as ssc:checkpoint(DIR)
clock text - class of the clock, in Spark's own tests
manualClock.jump time 0ms added to a manual clock at a restart
stopGracefullyOnShutdown boolean false end as stop(false, true) does
receiver.blockStoreTimeout time 30s patience while a block is stored
receiver.writeAheadLog.class text - class of the receivers' log
driver.writeAheadLog.class text - class of the driver's log
driver.writeAheadLog.allowBatching boolean true several entries in one write
driver.writeAheadLog.batchingTimeout time 5s patience of such a write
sessionByKey.deltaChainThreshold count 20 when mapWithState compacts its state
ui.retainedBatches count 1000 batches shown by Spark's web page
kafka.consumer.cache.enabled boolean true consumers are kept
kafka.consumer.cache.initialCapacity count 16 of that cache
kafka.consumer.cache.maxCapacity count 64 of that cache
kafka.consumer.cache.loadFactor number 0.75 of that cache
kafka.consumer.poll.ms count - patience of a poll, in ms
kafka.allowNonConsecutiveOffsets boolean false for compacted topics
kinesis.retry.waitTime time 100ms wait before asking again
kinesis.retry.maxAttempts count 3 how often it asks
]]

local function read(list, text, prefix, acts)
  for line in text:gmatch("[^\n]+") do
    local name, kind, default, meaning = line:match("^(%S+)%s+(%S+)%s+(%S+)%s+(.+)$")
    list[#list + 1] = {
      name = prefix .. name, type = kind, default = default ~= "-" and default or "",
      meaning = meaning, acts = acts,
    }
  end
end

local all -- made when somebody asks: most runs set nothing

---@return sluice.Setting[]
function M.all()
  if not all then
    all = {}
    read(all, ACTING, "", true)
    read(all, TAKEN, "spark.streaming.", false)
  end
  return all
end

---@param name string
---@return sluice.Setting|nil
function M.find(name)
  for _, entry in ipairs(M.all()) do
    if entry.name == name then
      return entry
    end
  end
  return nil
end

---The known setting that a misspelt name is nearest to, or nil.
---@param name string
---@param limit? integer edits that still count as near
---@return string|nil
function M.nearest(name, limit)
  local names = {}
  for i, entry in ipairs(M.all()) do
    names[i] = entry.name
  end
  return (words.nearest(name, names, limit))
end

---Whether a name is surely misspelt, and what was probably meant. Every name that
---begins as ours or as Spark Streaming's is known; another name is only wrong if it is
---nearly one of the known ones.
---@param name string
---@return boolean
---@return string|nil
function M.is_misspelt(name)
  if M.find(name) then
    return false, nil
  elseif name:find("^spark%.streaming%.") or name:find("^sluice%.") then
    return true, M.nearest(name)
  end
  local near = M.nearest(name, 2)
  return near ~= nil, near
end

return M
