-- sluice.notes: what works in a run and could be better, found in its trace.
-- A note is only made when the trace proves it for this run.
-- SPDX-License-Identifier: MIT
local places = require("sluice.notes.places")
local states = require("sluice.notes.states")
local stores = require("sluice.notes.stores")
local words = require("sluice.words")

local M = {}

local TIMES = {"once", "twice", "three times", "four times"}

-- Which outputs really computed each RDD, by its number. A shuffle whose files are
-- there is not computed again, nor is an RDD that is kept.
local Work = {}
Work.__index = Work

local function new_work(trace)
  local work = {rdds = {}, outputs = {}, shuffled = {}, trace = trace}
  setmetatable(work, Work)
  for _, rdd in ipairs(trace:rdds()) do
    work.rdds[rdd.number] = rdd
    work.outputs[rdd.number] = {}
  end
  return work
end

function Work:compute(number, output, seen)
  local rdd = self.rdds[number]
  local known = rdd and self.trace:isCached(number) and #self.outputs[number] > 0
  if not rdd or seen[number] or known then
    return
  end
  seen[number] = true
  local outputs = self.outputs[number]
  if outputs[#outputs] ~= output then
    outputs[#outputs + 1] = output
  end
  if rdd.wide and self.shuffled[number] then
    return
  end
  self.shuffled[number] = rdd.wide
  for _, parent in ipairs(rdd.parents) do
    self:compute(parent, output, seen)
  end
end

-- For each stream with parents, the outputs that computed its RDDs more than once, and
-- in how many of its batches.
local function shared_streams(trace)
  local work = new_work(trace)
  for _, job in ipairs(trace:jobs()) do
    if job.output and job.output >= 0 then
      work:compute(job.rdd, job.output, {})
    end
  end
  local shared = {}
  for _, rdd in ipairs(trace:rdds()) do
    local stream = trace:stream(rdd.stream)
    local outputs = work.outputs[rdd.number]
    if stream and #stream.parents > 0 and #outputs > 0 then
      local entry = shared[stream.number] or {batches = 0, shared = 0, outputs = {}}
      shared[stream.number] = entry
      entry.batches = entry.batches + 1
      entry.shared = entry.shared + (#outputs > 1 and 1 or 0)
      entry.outputs = #outputs > #entry.outputs and outputs or entry.outputs
    end
  end
  return shared
end

local function has_shared_child(trace, shared, number)
  for _, stream in ipairs(trace:streams()) do
    local entry = shared[stream.number]
    for _, parent in ipairs(stream.parents) do
      if parent == number and entry and entry.shared > 0 then
        return true
      end
    end
  end
  return false
end

-- How often the function of a stream ran in all, and for one output at most.
local function count_calls(trace, stream)
  local total, by_output = 0, {}
  local output_of = {}
  for _, job in ipairs(trace:jobs()) do
    output_of[job.number] = job.output
  end
  for _, task in ipairs(trace:tasks()) do
    for _, entry in ipairs(task.calls or {}) do
      if entry[1] == stream.number then
        local output = output_of[task.job] or -1
        total = total + entry[2]
        by_output[output] = (by_output[output] or 0) + entry[2]
      end
    end
  end
  local most = 0
  for _, count in pairs(by_output) do
    most = math.max(most, count)
  end
  return total, most
end

local function calls_text(trace, stream)
  local total, once = count_calls(trace, stream)
  return total > once and ("; %s ran %s times for %s"):format(stream.op,
    words.number(total), words.count(once, "record")) or ""
end

local function computed_twice(trace, stream, entry, source)
  local line, column, mark = places.stream(stream, source)
  local subject = stream.name and words.name(stream.name) or "this " .. stream.op
  local often = TIMES[#entry.outputs] or #entry.outputs .. " times"
  local where = entry.shared == entry.batches and "in every batch"
    or ("in %d of %d batches"):format(entry.shared, entry.batches)
  local lines = places.output_lines(trace, entry.outputs)
  local who = #lines == #entry.outputs
    and "the outputs of lines " .. words.list(lines) or #entry.outputs .. " outputs"
  local all = #entry.outputs == 2 and "both" or "all"
  return {
    level = "note", name = "computed-twice", file = stream.file, line = line,
    column = column, mark = mark,
    message = ("%s is computed %s %s"):format(subject, often, where),
    why = ("%s %s start from it%s"):format(who, all, calls_text(trace, stream)),
    try = stream.name and ("%s:cache() before line %d"):format(stream.name, lines[1])
      or ("keep it in a variable, and :cache() it before line %d"):format(lines[1]),
  }
end

local function add_computed_twice(list, trace, source)
  local shared = shared_streams(trace)
  for _, stream in ipairs(trace:streams()) do
    local entry = shared[stream.number]
    if entry and entry.shared > 0
      and not has_shared_child(trace, shared, stream.number) then
      list[#list + 1] = computed_twice(trace, stream, entry, source)
    end
  end
end

-- The batches up to a stream's last window that are in none of its windows.
local function batches_outside(trace, stream)
  local inside, last = {}, nil
  for _, window in ipairs(trace:windows({stream = stream.number})) do
    for _, time in ipairs(window.batches) do
      inside[time] = true
    end
    last = window.time
  end
  local outside, records = {}, 0
  for _, batch in ipairs(last and trace:batches({to = last}) or {}) do
    if not inside[batch.time] then
      outside[#outside + 1] = batch.number
      records = records + batch.records
    end
  end
  return outside, records
end

-- Seconds(2), or Milliseconds(500).
local function window_gap(trace, stream, source)
  local outside, records = batches_outside(trace, stream)
  local line, column, mark = places.operator(stream, source)
  local seen = #outside <= 4 and (#outside == 1 and "batch " or "batches ")
    .. words.list(outside) .. (#outside == 1 and " is" or " are")
    or words.number(#outside) .. " batches are"
  local lost = records > 0 and ", with " .. words.count(records, "record") or ""
  return {
    level = "note", name = "window-gap", file = stream.file, line = line,
    column = column, mark = mark,
    message = ("the window is %s long and slides by %s"):format(
      words.duration(stream.window_us), words.duration(stream.slide_us)),
    why = seen .. " in no window" .. lost,
    try = ("a length of %s, the slide, sees every batch once"):format(
      words.duration_code(stream.slide_us)),
  }
end

local function add_window_gaps(list, trace, source)
  for _, stream in ipairs(trace:streams()) do
    local gap = (stream.window_us or 0) > 0 and stream.slide_us > stream.window_us
    if gap and #batches_outside(trace, stream) > 0 then
      list[#list + 1] = window_gap(trace, stream, source)
    end
  end
end

-- Most partitions and longest processing time of batches with records.
local function busiest(trace)
  local partitions, took = 0, 0
  for _, batch in ipairs(trace:batches()) do
    if batch.records > 0 and batch.started_us and batch.completed_us then
      partitions = math.max(partitions, batch.partitions)
      took = math.max(took, batch.completed_us - batch.started_us)
    end
  end
  return partitions, took
end

-- Cores are idle if the batches have fewer partitions than that; it matters if they
-- take more than half of their interval.
local function add_few_partitions(list, trace, source)
  local cores = math.tointeger(tonumber(trace:run().master:match("^local%[(%d+)")))
  local free = cores and cores - #trace:receivers() or 0
  local partitions, took = busiest(trace)
  local interval = trace:run().interval_us
  if partitions == 0 or partitions * 2 > free or took * 2 <= interval then
    return
  end
  local stream = trace:streams()[1]
  local line, column, mark = places.operator(stream, source)
  local block_ms = math.max(1, trace:run().interval // free)
  list[#list + 1] = {
    level = "note", name = "few-partitions", file = stream.file, line = line,
    column = column, mark = mark,
    message = ("a batch has %s, and %d cores could work on it"):format(
      words.count(partitions, "partition"), free),
    why = ("the longest batch took %s of %s while %s idle"):format(words.duration(took),
      words.duration(interval), free - partitions == 1 and "1 core was"
      or free - partitions .. " cores were"),
    try = #trace:receivers() > 0
      and ("--conf spark.streaming.blockInterval=%dms"):format(block_ms)
      or ("repartition(%d)"):format(free),
  }
end

-- The first block that has fewer copies than its level says, and how many it has. In
-- local mode the default level says nothing that anybody asked for.
local function short_block(trace, stream)
  local is_local = trace:run().master:find("^local%f[%[\0]")
  for _, block in ipairs(trace:blocks({receiver = stream.receiver})) do
    local wanted = tonumber(block.level:match("_(%d)$") or 1)
    local is_default = block.level == "MEMORY_AND_DISK_SER_2"
    if #block.executors < wanted and not (is_local and is_default) then
      return block, wanted
    end
  end
  return nil
end

-- Spark writes a warning for every block.
local function fewer_copies(stream, block, wanted, source)
  local line, column, mark = places.operator(stream, source)
  local got = #block.executors
  return {
    level = "note", name = "fewer-copies", file = stream.file,
    line = line, column = column, mark = mark,
    message = ("block %s has %s, and %s means %d"):format(block.id,
      got == 1 and "one copy" or got .. " copies", block.level, wanted),
    why = "each copy wants an executor of its own, with room for it",
    spark = ("Block %s replicated to only %d peer(s) instead of %d peers"):format(
      block.id, got - 1, wanted - 1),
    try = 'local-cluster[3,2,1024] as master has three executors',
  }
end

local function add_fewer_copies(list, trace, source)
  for _, stream in ipairs(trace:streams()) do
    local block, wanted
    if (stream.receiver or -1) >= 0 then
      block, wanted = short_block(trace, stream)
    end
    if block then
      list[#list + 1] = fewer_copies(stream, block, wanted, source)
    end
  end
end

---All notes on a run, by kind, then in the order of the program.
---@param trace Trace
---@param source string|nil the text of the program, for the carets
---@return table[]
function M.find(trace, source)
  local list = {}
  add_computed_twice(list, trace, source)
  add_window_gaps(list, trace, source)
  add_few_partitions(list, trace, source)
  states.add_zero_keys(list, trace, source)
  states.add_growing(list, trace, source)
  stores.add(list, trace, source)
  add_fewer_copies(list, trace, source)
  return list
end

return M
