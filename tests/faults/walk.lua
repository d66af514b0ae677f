-- tests/faults/walk.lua -- follows every item through a trace, and tells what breaks a
-- rule on its way.
-- SPDX-License-Identifier: MIT
--
-- The rules are in README.md. A walk is a table:
--
--   wrong      list of texts: what broke a rule
--   items      item -> what became of it: arrived, lost, given (how often), recorded,
--              acked, blocks (list), dropped (from a buffer), seen (time -> true)
--   blocks     id -> items, life, at, holders, copies (made so far), others (executors
--              there were), batch, dead (nothing has it)
--   batches    time -> list of ids of blocks
--   submitted completed   time -> in which life
--   outputs    "life batch output" -> started, completed or failed
--   failures   list of {text, life}
--   life anew alive   which life of the driver it is, which one began anew last
--   kills executors_killed   how often
--   shown last_shown wrote added   what outputs did
--   model      of model.lua

local lists = require "faults.lists"
local model = require "faults.model"

local M = {}
local Walk = {}
Walk.__index = Walk

local function number(line, name)
  return math.tointeger(tonumber(line:match('"' .. name .. '":(-?%d+)')))
end

local function text(line, name)
  return line:match('"' .. name .. '":"([^"]*)"')
end

local function names(line, name)
  local list = {}
  for item in (line:match('"' .. name .. '":%[(.-)%]') or ""):gmatch('[^",]+') do
    list[#list + 1] = item
  end
  return list
end

function Walk:fail(form, ...)
  table.insert(self.wrong, ("%.3f s: "):format(self.at / 1000) .. form:format(...))
end

function Walk:item(name)
  local item = self.items[name]
  if not item then
    item = { given = 0, blocks = {}, seen = {} }
    self.items[name] = item
  end
  return item
end

local HANDLERS = {}

-- Lives.

-- A context that goes on keeps its zero time. One that might have, and does not, had
-- no checkpoint yet.
local function check_recovery(self, zero)
  local goes_on = self.case.recover and self.life > 1 and zero == self.model.zero
  if self.case.recover and not goes_on and next(self.completed) then
    self:fail("there is a checkpoint, and the context begins anew")
  end
  return goes_on
end

-- What becomes of the blocks of earlier lives: the log may have them.
local function drop_blocks(self, goes_on)
  for _, block in pairs(self.blocks) do
    block.dead = block.dead or not (self.case.wal and goes_on)
  end
end

function HANDLERS.run(self, line)
  local zero = number(line, "zero") // 1000
  self.life = self.life + 1
  local goes_on = check_recovery(self, zero)
  drop_blocks(self, goes_on)
  self.goes_on = goes_on
  if not goes_on then
    self.anew = self.life
  end
  self.model:begin(zero, goes_on)
  self.names, self.receivers, self.ticked, self.alive = {}, {}, nil, true
  self.formed_before = self.formed
end

function HANDLERS.driver(self, line)
  if text(line, "state") ~= "killed" then
    return
  end
  self.kills, self.alive, self.killed_at = self.kills + 1, false, self.at
  self.executors, self.cores, self.tasks = {}, {}, {}
  for _, receiver in pairs(self.receivers) do
    for _, name in ipairs(receiver.pending) do
      self:item(name).dropped = "driver"
    end
    receiver.pending = {}
  end
end

function HANDLERS.stream(self, line)
  local id, name = number(line, "stream"), text(line, "name")
  self.names[id] = { name = name, op = text(line, "op"),
    input = line:find('"parents":[]', 1, true) ~= nil }
end

-- Executors.

-- Without a copy a block can be read from a log only.
local function drop_copies(self, executor)
  for _, block in pairs(self.blocks) do
    if block.life == self.life and block.holders[executor] then
      block.holders[executor] = nil
      block.dead = block.dead or (not next(block.holders) and not self.case.wal)
    end
  end
end

function HANDLERS.executor(self, line)
  local executor = number(line, "executor")
  if text(line, "state") == "added" then
    self.executors[executor] = number(line, "cores")
    return
  end
  self.executors[executor] = nil
  self.executors_killed = self.executors_killed + 1
  drop_copies(self, executor)
end

function Walk:count_executors()
  local count = 0
  for _ in pairs(self.executors) do
    count = count + 1
  end
  return count
end

HANDLERS["block-copy"] = function(self, line)
  local block = self.blocks[text(line, "block")]
  if block then
    block.holders[number(line, "executor")] = true
    block.copies = block.copies + 1
  end
end

local TASK_STARTED = '"task":(%d+),"stage":(%d+).*"executor":(%d+),"core":(%d+)'

HANDLERS["task-started"] = function(self, line)
  local task, stage, executor, core = line:match(TASK_STARTED)
  local place = executor .. ":" .. core
  if not self.executors[math.tointeger(executor)] and self.alive then
    self:fail("task %s starts on executor %s, which is not there", task, executor)
  elseif self.cores[place] then
    self:fail("task %s starts on core %s of task %s", task, place, self.cores[place])
  end
  self.cores[place] = task
  self.tasks[task] = { place = place, job = self.jobs[stage] }
end

HANDLERS["stage-started"] = function(self, line)
  local stage, job = line:match('"stage":(%d+),"job":(%d+)')
  self.jobs[stage] = job
end

-- Tasks of a job that failed are killed.
HANDLERS["job-completed"] = function(self, line)
  local job = not line:find('"failed":null', 1, true) and line:match('"job":(%d+)')
  for task, running in pairs(job and self.tasks or {}) do
    if running.job == job then
      self.cores[running.place], self.tasks[task] = nil, nil
    end
  end
end

HANDLERS["task-ended"] = function(self, line)
  local task = line:match('"task":(%d+)')
  local running = self.tasks[task]
  if not running then
    self:fail("task %s ends and did not run", task)
  else
    self.cores[running.place], self.tasks[task] = nil, nil
  end
  self.worked_at = self.at
end

-- Where items come from.

function HANDLERS.arrived(self, line)
  local item = self:item(lists.item(line))
  item.arrived, item.lost = self.at, line:find('"lost":true', 1, true) ~= nil
end

function HANDLERS.taken(self, line)
  local item = self:item(lists.item(line))
  item.given = item.given + 1
  if item.given ~= number(line, "times") then
    self:fail("%s is given for the %d. time, the trace says %d", lists.item(line),
      item.given, number(line, "times"))
  end
end

function HANDLERS.ack(self, line)
  local prefix = text(line, "place"):sub(-1)
  local accepted = line:find('"accepted":true', 1, true) ~= nil
  for _, n in ipairs(names(line, "numbers")) do
    local item = self:item(prefix .. n)
    item.acked = item.acked or accepted
    if self.case.mode == "safe" and #item.blocks == 0 then
      self:fail("%s%s is acknowledged and in no block", prefix, n)
    end
  end
end

function HANDLERS.peer(self, line)
  local state = text(line, "state")
  if state == "left" or state == "hangup" or state == "refused" then
    self.left_at[text(line, "place")] = self.at
  end
end

-- Receivers and blocks.

local function receiver_of(self, line)
  local id = number(line, "receiver")
  self.receivers[id] = self.receivers[id] or { pending = {} }
  return self.receivers[id]
end

function HANDLERS.receiver(self, line)
  local receiver, state = receiver_of(self, line), text(line, "state")
  local lost = number(line, "lost")
  local died = state == "stopped" and not self.executors[number(line, "executor")]
  if died and lost ~= #receiver.pending then
    self:fail("%d records were in the buffer, the trace says %d", #receiver.pending,
      lost)
  end
  for _, name in ipairs(died and receiver.pending or {}) do
    self:item(name).dropped = "executor"
  end
  receiver.pending = died and {} or receiver.pending
end

function HANDLERS.record(self, line)
  table.insert(receiver_of(self, line).pending, text(line, "text"))
  self:item(text(line, "text")).recorded = self.at
end

function HANDLERS.block(self, line)
  local receiver, id, count = receiver_of(self, line), text(line, "block"),
    number(line, "records")
  local pending = receiver.pending
  if self.blocks[id] then
    self:fail("there are two blocks %s", id)
  elseif count > #pending then
    self:fail("block %s has %d records, %d came", id, count, #pending)
  end
  local block = { items = table.move(pending, 1, count, 1, {}), life = self.life,
    at = self.at, holders = { [number(line, "executor")] = true }, copies = 1,
    others = self:count_executors() - 1 }
  receiver.pending = table.move(pending, count + 1, #pending, 1, {})
  self.blocks[id] = block
  for _, name in ipairs(block.items) do
    local item = self:item(name)
    item.blocks[#item.blocks + 1] = id
    item.dropped = nil
    if self.case.source == "queue" and #item.blocks > item.given then
      self:fail("%s is in %d blocks and was given %d times", name, #item.blocks,
        item.given)
    elseif self.case.source == "socket" and #item.blocks > 1 then
      self:fail("%s is in two blocks and came once", name)
    end
  end
end

-- Batches.

-- A batch follows the one before. A context that goes on leaves none out, and does
-- none again but the newest of the checkpoint and those that were not done.
local function check_tick(self, time)
  local step = self.case.interval
  if self.ticked and time ~= self.ticked + step then
    self:fail("batch %d follows %d", time, self.ticked)
  elseif not self.ticked and self.goes_on and time > self.formed_before + step then
    self:fail("a context that goes on begins with batch %d, the last was %d", time,
      self.formed_before)
  end
  local done = self.completed[time]
  if done and done.life == self.submitted[time] and time < self.formed_before
    and done.at < self.killed_at then
    self:fail("batch %d was done in life %d and runs again", time, done.life)
  end
  self.ticked = time
  self.formed = math.max(self.formed or 0, time)
end

function HANDLERS.batch(self, line)
  local time, ids = number(line, "batch") // 1000, names(line, "blocks")
  check_tick(self, time)
  if self.case.source == "list" then
    self.lists_taken = self.lists_taken + 1
    self.model:hold(0, time, self.case.lists[self.lists_taken] or {})
  end
  local before = self.batches[time]
  if before and table.concat(before, " ") ~= table.concat(ids, " ") and #before > 0 then
    self:fail("batch %d had blocks %s, and has %s", time, table.concat(before, " "),
      table.concat(ids, " "))
  end
  self.batches[time] = ids
  for _, id in ipairs(ids) do
    local block = self.blocks[id]
    if not block then
      self:fail("batch %d has a block %s that was not stored", time, id)
    elseif block.batch and block.batch ~= time then
      self:fail("block %s is in batches %d and %d", id, block.batch, time)
    else
      block.batch = time
    end
  end
end

-- What the RDD of a receiver's stream is made of.
local function hold_blocks(self, stream, time, ids)
  local items, there = {}, {}
  for _, id in ipairs(ids) do
    local block = self.blocks[id]
    there[id] = true
    if not block or block.batch ~= time then
      self:fail("the RDD of batch %d has block %s of another", time, id)
    else
      table.move(block.items, 1, #block.items, #items + 1, items)
    end
  end
  for _, id in ipairs(self.batches[time] or {}) do
    local mine = id:match("^input%-(%d+)") == tostring(self.inputs[stream])
    if mine and not there[id] and not self.blocks[id].dead then
      self:fail("the RDD of batch %d has no block %s, which is there", time, id)
    end
  end
  self.model:hold(stream, time, items)
end

function HANDLERS.rdd(self, line)
  local stream, time = number(line, "stream"), number(line, "batch") // 1000
  local known = self.names[stream]
  if not known then
    return
  end
  if known.name then
    self.model:note(known.name, time)
  end
  if not known.input then
    return
  elseif self.case.has_receivers then
    self.inputs[stream] = stream
    hold_blocks(self, stream, time, names(line, "blocks"))
  end
end

function HANDLERS.files(self, line)
  local time, items = number(line, "batch") // 1000, {}
  for _, path in ipairs(names(line, "files")) do
    local name = path:match("[^/]+$")
    local had = self.file_batches[name]
    if had and had ~= time then
      self:fail("file %s is in batches %d and %d", name, had, time)
    end
    self.file_batches[name] = time
    local some = self.case.files[name]
    table.move(some, 1, #some, #items + 1, items)
  end
  self.model:hold(number(line, "stream"), time, items)
end

-- Outputs.

local function key(self, line)
  return ("%d %d %d"):format(self.life, number(line, "batch") // 1000,
    number(line, "output"))
end

HANDLERS["output-started"] = function(self, line)
  self.outputs[key(self, line)] = "started"
end

HANDLERS["output-completed"] = function(self, line)
  local failed = line:match('"failed":"(.*)"')
  self.outputs[key(self, line)] = failed and "failed" or "completed"
  self.worked_at = self.at
  if failed then
    table.insert(self.failures, { text = failed, at = self.at, life = self.life })
  end
end

HANDLERS["jobs-submitted"] = function(self, line)
  self.submitted[number(line, "batch") // 1000] = self.life
end

HANDLERS["jobs-completed"] = function(self, line)
  self.completed[number(line, "batch") // 1000] = { life = self.life, at = self.at }
end

-- "seen" shows all items of its batch; they are counted as seen.
local function note_seen(self, time)
  for _, item in ipairs(self.model:items(time)) do
    self:item(item).seen[time] = true
  end
end

-- Tasks have written what the view has; verdict.lua looks into the tables.
local function note_written(self, kind, time)
  local wrote = self.wrote[kind]
  wrote[time] = wrote[time] or {}
  table.insert(wrote[time], self.views.seen.want(self.model, time))
end

local function check_shown(self, name, time, texts)
  local want = self.views[name == "put" and "seen" or name].want(self.model, time)
  local got = texts:gsub("%(%d,0%) ?", ""):gsub(" $", "")
  self.last_shown[name][time] = texts
  if not want or lists.text(want) ~= got then
    self:fail("%s of batch %d shows %q, wanted %q", name, time, got,
      want and lists.text(want) or "nothing")
  end
end

function HANDLERS.printed(self, line)
  local name, time, texts = line:match('"text":"(%w+)\\t(%d+)\\t(.-)\\n"')
  if not name then
    return
  end
  time = math.tointeger(tonumber(time))
  local again = self.life .. " " .. time .. " " .. name
  if self.shown[again] then
    self:fail("output %s of batch %d runs twice in one life", name, time)
  end
  self.shown[again] = true
  if self.wrote[name] then
    note_written(self, name, time)
    return
  elseif name == "seen" then
    note_seen(self, time)
  end
  check_shown(self, name, time, texts)
end

function HANDLERS.store(self, line)
  if text(line, "op") == "add" then
    local item = text(line, "key")
    self.added[item] = (self.added[item] or 0)
      + math.tointeger(tonumber(text(line, "value")))
  end
end

function HANDLERS.stopped(self, line)
  self.ended = text(line, "reason")
end

local function new(case)
  local self = setmetatable({ case = case, wrong = {}, items = {}, blocks = {},
    batches = {}, outputs = {}, failures = {}, kills = 0, executors_killed = 0, life = 0, anew = 0,
    at = 0, model = model.new(case.interval), receivers = {}, names = {}, inputs = {},
    executors = {}, cores = {}, tasks = {}, jobs = {}, left_at = {}, file_batches = {},
    submitted = {}, completed = {}, shown = {}, added = {}, lists_taken = 0,
    worked_at = 0, views = {}, last_shown = { put = {} }, wrote = { puts = {}, add = {} },
  }, Walk)
  for _, view in ipairs(case.views) do
    self.views[view.name], self.last_shown[view.name] = view, {}
  end
  return self
end

--- Walks through the text of a trace.
---@param case table
---@param trace string
---@return table walk
function M.walk(case, trace)
  local self = new(case)
  for line in trace:gmatch("[^\n]+") do
    local kind = line:match('"kind":"([%a-]+)"')
    local handler = HANDLERS[kind]
    if handler then
      self.at = tonumber(line:match('^{"at":(%d+)')) / 1000
      handler(self, line)
    end
  end
  return self
end

return M
