-- cli.sweep.measures: what a sweep measures of a run.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local stats = require("viz.stats.model")
local streams = require("viz.streams")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

---@class sluice.Measure
---@field name string
---@field heading string of its columns
---@field fields string[] of what M.of returns
---@field unit "us"|"count"|"mean"|"bytes"
---@field about string

---@type sluice.Measure[]
M.list = {
  {name = "batches", heading = "batches", fields = {"batches"}, unit = "count",
    about = "batches that are done"},
  {name = "processing", heading = "processing mean, max", unit = "us",
    fields = {"processing_mean", "processing_max"},
    about = "processing time of a batch"},
  {name = "delay", heading = "delay at end", fields = {"delay"}, unit = "us",
    about = "scheduling delay of the last batch"},
  {name = "total", heading = "total delay mean, max", unit = "us",
    fields = {"total_mean", "total_max"},
    about = "from the tick to the end of the batch"},
  {name = "partitions", heading = "partitions mean, max", unit = "mean",
    fields = {"partitions_mean", "partitions_max"},
    about = "partitions of the input of a batch"},
  {name = "records", heading = "records", fields = {"records"}, unit = "count",
    about = "records in all batches that are done"},
  {name = "jobs", heading = "jobs", fields = {"jobs"}, unit = "count",
    about = "Spark jobs"},
  {name = "tasks", heading = "tasks", fields = {"tasks"}, unit = "count",
    about = "tasks that were started"},
  {name = "failed", heading = "failed", fields = {"failed"}, unit = "count",
    about = "batches of which an output failed"},
  {name = "memory", heading = "memory at most", fields = {"memory"}, unit = "bytes",
    about = "bytes of blocks and kept partitions, all executors together"},
}

local function find(name)
  for _, measure in ipairs(M.list) do
    if measure.name == name then
      return measure
    end
  end
  return nil
end

M.find = find

---@return string[]
function M.names()
  local names = {}
  for i, measure in ipairs(M.list) do
    names[i] = measure.name
  end
  return names
end

---The measures of "processing,delay"; batches come first in any case. A usage error for
---a name that is none.
---@param text string
---@return sluice.Measure[]
function M.read(text)
  local list, seen = {M.list[1]}, {batches = true}
  for name in (text .. ","):gmatch("([^,]*),") do
    local measure = find(name)
    if not measure then
      usage.fail(("no measure is called %s%s"):format(words.name(name),
        usage.did_you_mean((words.nearest(name, M.names())))),
        "--measure " .. words.list(M.names(), "or"):gsub(" or ", ", "))
    elseif not seen[name] then
      list[#list + 1] = measure
      seen[name] = true
    end
  end
  return list
end

-- Mean, rounded down, and greatest of a field; nothing of no batches.
local function mean_and_max(batches, field)
  local sum, most = 0, 0
  for _, batch in ipairs(batches) do
    sum, most = sum + batch[field], math.max(most, batch[field])
  end
  if #batches > 0 then
    return sum // #batches, most
  end
end

-- The most bytes that were in memory at one time.
local function most_memory(trace)
  local held, sum, most = {}, 0, 0
  for _, copy in ipairs(trace:storage()) do
    local key = copy.block .. "@" .. copy.executor
    local in_memory = copy.place == "memory" or copy.place == "both"
    local bytes = in_memory and (copy.bytes or held[key]) or 0
    sum = sum + bytes - (held[key] or 0)
    held[key] = bytes > 0 and bytes or nil
    most = math.max(most, sum)
  end
  return most
end

-- By how much later each batch begins than the one before it, over the second half.
local function growth(batches)
  local middle = batches[(#batches + 1) // 2]
  local last = batches[#batches]
  local steps = #batches - (#batches + 1) // 2
  return steps > 0 and (last.waited_us - middle.waited_us) // steps or 0
end

-- Processing time by the time from one batch to the next: where an output slides by
-- several intervals, only every so many batches have work, and are in the trace.
local function load_of(batches, took_us, interval_us)
  local last = batches[#batches]
  local step = #batches > 1 and (last.number - batches[1].number) / (#batches - 1) or 1
  return last and took_us / #batches / interval_us / step
end

-- Lengths and slides that a batch interval has to divide.
local function lengths_of(trace)
  local list, seen = {}, {}
  for _, stream in ipairs(trace:streams()) do
    if streams.is_windowed(stream) then
      for _, us in ipairs({stream.window_us, stream.slide_us}) do
        list[#list + 1] = not seen[us] and us or nil
        seen[us] = true
      end
    end
  end
  return list
end

local function done_batches(trace)
  local done, failed = {}, 0
  for _, batch in ipairs(trace:batches()) do
    failed = failed + (batch.failed and 1 or 0)
    if batch.completed_us then
      done[#done + 1] = {number = batch.number, records = batch.records,
        partitions = batch.partitions,
        waited_us = batch.started_us - batch.submitted_us,
        took_us = batch.completed_us - batch.started_us,
        total_us = batch.completed_us - batch.submitted_us}
    end
  end
  return done, failed
end

local function sum_of(batches, field)
  local sum = 0
  for _, batch in ipairs(batches) do
    sum = sum + batch[field]
  end
  return sum
end

---All measures of a run, and how it kept up.
---@param trace Trace
---@return table<string, any> times in microseconds
function M.of(trace)
  local batches, failed = done_batches(trace)
  local verdict = stats.build(trace, {}).verdict
  local last = batches[#batches]
  local found = {interval = trace:run().interval_us, batches = #batches,
    failed = failed, records = sum_of(batches, "records"), jobs = #trace:jobs(),
    tasks = #trace:tasks(), memory = most_memory(trace),
    delay = last and last.waited_us,
    word = verdict.word, stuck = #verdict.stuck,
    load = load_of(batches, sum_of(batches, "took_us"), trace:run().interval_us),
    growth = last and growth(batches) or 0, lengths = lengths_of(trace)}
  found.processing_mean, found.processing_max = mean_and_max(batches, "took_us")
  found.total_mean, found.total_max = mean_and_max(batches, "total_us")
  local partitions = sum_of(batches, "partitions")
  found.partitions_mean = last and partitions / #batches
  found.partitions_max = select(2, mean_and_max(batches, "partitions"))
  return found
end

---A value as a table shows it; "-" if there is none.
---@param measure sluice.Measure
---@param value number|nil
---@return string
function M.shown(measure, value)
  if not value then
    return "-"
  elseif measure.unit == "us" then
    return format.spoken(math.tointeger(value // 1))
  elseif measure.unit == "bytes" then
    return words.number(math.tointeger(value // 1)) .. " bytes"
  end
  local whole = math.tointeger(value)
  return whole and words.number(whole) or ("%.1f"):format(value)
end

return M
