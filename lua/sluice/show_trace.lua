-- sluice.show_trace: a trace and what it is made of, as the REPL shows them: in a line,
-- or in several.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

local SHORT, LONG = {}, {} -- by kind: value -> text

local function us(ms)
  return ms * 1000
end

-- "batch 1 (1000 ms): 2 records, 1 block; waited 0 ms, took 40 ms"
function SHORT.batch(batch)
  local text = ("batch %d (%d ms): %s, %s"):format(batch.number, batch.time,
    words.count(batch.records, "record"), words.count(#batch.blocks, "block"))
  if not batch.schedulingDelay then
    return text .. "; no job so far"
  elseif not batch.processingTime then
    return text .. "; it runs"
  end
  return ("%s; waited %s, took %s%s"):format(text,
    words.duration(us(batch.schedulingDelay)), words.duration(us(batch.processingTime)),
    batch.failed and "; it failed" or "")
end

function SHORT.block(block)
  return ("block %s: %s of receiver %d, from %s to %s"):format(block.id,
    words.count(block.records, "record"), block.receiver,
    words.moment(us(block.from)), words.moment(us(block.cut)))
end

function SHORT.job(job)
  return ("job %d: %s for output %d%s"):format(job.number, job.action, job.output + 1,
    job.failed and "; it failed" or "")
end

function SHORT.rdd(rdd)
  return ("RDD %d, %s, %s"):format(rdd.number, rdd.op,
    words.count(rdd.partitions, "partition"))
end

-- "trace of repl: 3 batches, 12 records, 6 jobs"
function SHORT.trace(trace)
  return ("trace of %s: %s, %s, %s"):format(trace:run().program,
    words.count(#trace:batches(), "batch", "batches"),
    words.count(#trace:records(), "record"), words.count(#trace:jobs(), "job"))
end

function LONG.batch(batch)
  local lines = {SHORT.batch(batch)}
  for _, block in ipairs(batch.blocks) do
    lines[#lines + 1] = ("  p%s  %s"):format(block.partition or "-", SHORT.block(block))
  end
  for _, job in ipairs(batch.jobs) do
    lines[#lines + 1] = "  " .. SHORT.job(job)
  end
  return table.concat(lines, "\n")
end

local MOST_BATCHES <const> = 5 -- the last ones

function LONG.trace(trace)
  local run, batches = trace:run(), trace:batches()
  local lines = {SHORT.trace(trace), ("  %s, batches of %s, blocks of %s"):format(
    run.master, words.duration(run.interval_us), words.duration(run.block_us))}
  for _, output in ipairs(trace:outputs()) do
    lines[#lines + 1] = ("  output %d: %s of stream %d, line %d"):format(
      output.number + 1, output.op, output.stream, output.line)
  end
  for i = math.max(1, #batches - MOST_BATCHES + 1), #batches do
    lines[#lines + 1] = "  " .. SHORT.batch(batches[i])
  end
  return table.concat(lines, "\n")
end

local function kind_of(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and rawget(meta, "__name") or nil
end

---A trace, or a thing out of one, in a line; nil if it is something else.
---@param value any
---@return string|nil
function M.short(value)
  local form = SHORT[kind_of(value)]
  return form and form(value)
end

---The same in several lines, where there is more to say.
---@param value any
---@return string|nil
function M.long(value)
  local form = LONG[kind_of(value)]
  return form and form(value) or M.short(value)
end

return M
