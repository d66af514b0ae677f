-- sluice.trace_kinds: reading only some kinds of the lines of a trace.
-- Spark: none.
--
-- Of a long trace a picture needs few lines; it is drawn sooner if the others are
-- passed over. The set of those that are needed is looked into at each line
-- (sluice.json), so it changes while a trace is read: when a batch begins to work is
-- told by the first task of its first job, and until then jobs, stages and tasks are
-- read whoever asks.
-- SPDX-License-Identifier: MIT
local M = {}

M.sizes = "sizes" -- what a set has for RDDs of which only partitions are counted

-- Few lines, which every picture needs or which others build on.
local ALWAYS <const> = "source run stream output executor receiver driver stopped"

-- The kinds that a method of Trace answers from, besides those.
local NEEDS <const> = {
  run = "", source = "", streams = "", stream = "", outputs = "", receivers = "",
  drivers = "", executors = "", records = "record", lastRecord = "record",
  everyRecord = "record",
  blocks = "block", batches = "batch", batch = "batch",
  storage = "block cached block-copy block-removed", rates = "rate",
  offsets = "offsets", rdds = "rdd", rdd = "rdd", kept = "cached block-removed",
  isCached = "cached", checkpoint = "checkpoint", arrivals = "arrived",
  takings = "taken", acks = "ack", stores = "store", states = "state",
  state = "state", stateTimes = "state", stateKeys = "state state-key",
  isFollowed = "origin", results = "origin job-started", parts = "origin rdd",
  errors = "output-completed job-started job-completed task-started task-ended",
  windows = "window", jobs = "job-started job-completed",
  tasks = "job-started stage-started task-started task-ended", printed = "printed",
  functions = "function",
}

local WORK <const> = {"job-started", "stage-started", "task-started"}
local CALLS <const> = {"job-started", "stage-started", "task-started", "task-ended"}

---A set of kinds, with those that are always read. With "rdd-sizes" lines of RDDs tell
---how many partitions a batch has, and are forgotten: a long run has very many.
---@param text string kinds, apart by blanks
---@return table<string, boolean|string>
function M.set(text)
  local set = {}
  for kind in (ALWAYS .. " " .. text):gmatch("%S+") do
    if kind == "rdd-sizes" then
      set.rdd = set.rdd or M.sizes
    else
      set[kind] = true
    end
  end
  return set
end

---An error if a method of Trace answers from lines that were passed over.
---@param kinds table<string, boolean|string>
---@param method string
function M.check(kinds, method)
  for kind in NEEDS[method]:gmatch("%S+") do
    if kinds[kind] ~= true then
      error(("trace:%s() needs lines of the kind %s, which `kinds` of this view leaves "
        .. "out"):format(method, kind), 3)
    end
  end
end

-- Batches that are not known to work yet.
local Waiting = {}
Waiting.__index = Waiting

function Waiting:look(wanted)
  for _, kind in ipairs(self.list) do
    self.kinds[kind] = wanted or nil
  end
end

function Waiting:add(batch)
  if batch and not batch.worked_us and not self.batches[batch] then
    self.batches[batch], self.count = true, self.count + 1
    self:look(true)
  end
end

function Waiting:remove(batch)
  if batch and self.batches[batch] then
    self.batches[batch], self.count = nil, self.count - 1
    if self.count == 0 then
      self:look(false)
    end
  end
end

-- A driver that died does not end its batches.
function Waiting:clear()
  self.batches, self.count = {}, 0
  self:look(false)
end

-- Has `note` called behind what reads a kind.
local function also(READ, kind, note)
  local read = READ[kind]
  READ[kind] = function(index, r)
    read(index, r)
    note(index, r)
  end
end

local function batch_of(index, r)
  return index.batch_by_time[r.batch // 1000]
end

-- An output of a batch without blocks may work on RDDs that the program made; so all of
-- its jobs count.
local function watch_work(READ, waiting)
  also(READ, "run", function() waiting:clear() end)
  also(READ, "output-started", function(index, r)
    waiting:add(batch_of(index, r))
  end)
  also(READ, "jobs-completed", function(index, r)
    waiting:remove(batch_of(index, r))
  end)
  also(READ, "task-started", function(index, r)
    local job = index.job_of_stage[r.stage]
    local batch = job and index.batch_by_time[job.batch]
    if batch and (batch.partitions > 0 or not waiting.kinds.rdd) then
      waiting:remove(batch)
    end
  end)
end

-- How often functions were called for a state is told by tasks. Traces from before
-- streams told whether they have one are read as if all had.
local function watch_states(READ, kinds, waiting)
  also(READ, "stream", function(_, r)
    if r.state ~= false then
      for _, kind in ipairs(CALLS) do
        kinds[kind] = true
      end
      waiting.list = {}
    end
  end)
end

---What reads the kinds of a set, which changes meanwhile.
---@param READ table<string, fun(index: table, record: table)> what reads all kinds
---@param kinds table<string, boolean>
---@return table<string, fun(index: table, record: table)>
function M.watching(READ, kinds)
  local reads = {}
  for kind, read in pairs(READ) do
    reads[kind] = read
  end
  local waiting = setmetatable({kinds = kinds, list = {}, batches = {}, count = 0},
    Waiting)
  for _, kind in ipairs(WORK) do
    if not kinds[kind] then
      waiting.list[#waiting.list + 1] = kind
    end
  end
  if kinds.batch then
    watch_work(reads, waiting)
  end
  if kinds.state then
    watch_states(reads, kinds, waiting)
  end
  return reads
end

return M
