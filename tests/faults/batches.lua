-- tests/faults/batches.lua -- batches, and what their RDDs are made of.
-- SPDX-License-Identifier: MIT
--
-- Functions by kinds of records of the trace, for walk.lua.

local line_of = require "faults.line"

local number, text, names = line_of.number, line_of.text, line_of.names

local M = {}

-- Whether a recovered context may leave a batch out: it was done. One that failed is
-- done only if its last output did not, as in Spark.
local function may_skip(self, time)
  local done = self.completed[time]
  return done ~= nil and self.goes_on and time <= self.formed_before
end

-- A batch follows the one before. A context that goes on does none again but those that
-- were not done, and those from the time of the checkpoint on: that is the batch of the
-- last tick, or the one that was done after it.
local function check_tick(self, time)
  local step = self.case.interval
  if not self.ticked and self.goes_on and time > self.formed_before + step then
    self:fail("a context that goes on begins with batch %d, the last was %d", time,
      self.formed_before)
  end
  for skipped = (self.ticked or time) + step, time - step, step do
    if not may_skip(self, skipped) then
      self:fail("batch %d is left out", skipped)
    end
  end
  local done = self.completed[time]
  if self.ticked and time <= self.ticked then
    self:fail("batch %d follows %d", time, self.ticked)
  elseif done and not done.failed and done.life == self.submitted[time]
    and time < self.saved_before and done.at < self.killed_at then
    self:fail("batch %d was done in life %d and runs again", time, done.life)
  end
  self.ticked = time
  self.formed = math.max(self.formed or 0, time)
  if time == self.at then
    self.saved = time
  end
end

function M.batch(self, line)
  local time, ids = number(line, "batch") // 1000, names(line, "blocks")
  check_tick(self, time)
  if self.case.source == "list" then
    self.lists_taken = self.lists_taken + 1
    self.model:hold(0, time, self.case.lists[self.lists_taken] or {})
  end
  local before = self.batches[time]
  if before and #before > 0 and not self.overtaken[time]
    and table.concat(before, " ") ~= table.concat(ids, " ") then
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
    local block = self.blocks[id]
    if mine and not there[id] and not block.dead and not block.cleaned then
      self:fail("the RDD of batch %d has no block %s, which is there", time, id)
    end
  end
  self.model:hold(stream, time, items)
end

function M.rdd(self, line)
  local stream, time = number(line, "stream"), number(line, "batch") // 1000
  local known = self.names[stream]
  if not known or text(line, "op") == "checkpointFile" then
    return -- it was made in an earlier life
  end
  if self.carriers[known.name] == stream then
    self.model:note(known.name, time)
  end
  if not known.input then
    return
  elseif self.case.has_receivers then
    self.inputs[stream] = stream
    hold_blocks(self, stream, time, names(line, "blocks"))
  end
end

function M.files(self, line)
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

return M
