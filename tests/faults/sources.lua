-- tests/faults/sources.lua -- where items come from: places, receivers, blocks.
-- SPDX-License-Identifier: MIT
--
-- Functions by kinds of records of the trace, for walk.lua.

local line_of = require "faults.line"

local number, text, names = line_of.number, line_of.text, line_of.names
local name_of = line_of.item

local M = {}

function M.arrived(self, line)
  local item = self:item(name_of(line))
  item.arrived, item.lost = self.at, line:find('"lost":true', 1, true) ~= nil
end

function M.taken(self, line)
  local item = self:item(name_of(line))
  item.given = item.given + 1
  if item.given ~= number(line, "times") then
    self:fail("%s is given for the %d. time, the trace says %d", name_of(line),
      item.given, number(line, "times"))
  end
end

function M.ack(self, line)
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

function M.peer(self, line)
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

function M.receiver(self, line)
  local receiver, state = receiver_of(self, line), text(line, "state")
  local lost = number(line, "lost")
  local executor = number(line, "executor")
  local died = state == "stopped" and executor >= 0 and not self.executors[executor]
  if died and lost ~= #receiver.pending then
    self:fail("%d records were in the buffer, the trace says %d", #receiver.pending,
      lost)
  end
  for _, name in ipairs(died and receiver.pending or {}) do
    self:item(name).dropped = "executor"
  end
  receiver.pending = died and {} or receiver.pending
end

function M.record(self, line)
  table.insert(receiver_of(self, line).pending, text(line, "text"))
  self:item(text(line, "text")).recorded = self.at
end

local function count(set)
  local n = 0
  for _ in pairs(set) do
    n = n + 1
  end
  return n
end

-- A level with _2 has a second copy if there is an executor for it.
local function check_copies(self, id, holders)
  local wanted = self.case.wal and 1
    or math.min(self.case.copies, count(self.executors))
  if count(holders) ~= wanted then
    self:fail("block %s has %d copies, wanted %d", id, count(holders), wanted)
  end
end

function M.block(self, line)
  local receiver, id, n = receiver_of(self, line), text(line, "block"),
    number(line, "records")
  local pending = receiver.pending
  if self.blocks[id] then
    self:fail("there are two blocks %s", id)
  elseif n > #pending then
    self:fail("block %s has %d records, %d came", id, n, #pending)
  end
  local holders = self.copies[id] or {}
  holders[number(line, "executor")] = true
  check_copies(self, id, holders)
  local block = { items = table.move(pending, 1, n, 1, {}), life = self.life,
    at = self.at, holders = holders }
  self.copies[id] = nil
  receiver.pending = table.move(pending, n + 1, #pending, 1, {})
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

return M
