-- viz.stats.progress: which batches wait, run and are done, and how many records they
-- have.
-- Spark: StreamingJobProgressListener (semantics 11.1).
--
-- Records count as received when their batch starts, as processed when it completes. Of
-- the batches that are done only the newest are kept in the end.
-- SPDX-License-Identifier: MIT
local M = {}

M.RETAINED = 1000 -- spark.streaming.ui.retainedBatches

---@class StreamingProgress
---@field waiting table[] in the order in which they were submitted
---@field running table[]
---@field completed table[] oldest first; see forget
---@field total_completed integer
---@field total_received integer records
---@field total_processed integer records
local Progress = {}
Progress.__index = Progress

---@param retained? integer
---@return StreamingProgress
function M.new(retained)
  return setmetatable({
    waiting = {}, running = {}, completed = {}, total_completed = 0, total_received = 0,
    total_processed = 0, retained = retained or M.RETAINED,
  }, Progress)
end

local function take(list, batch)
  for i, other in ipairs(list) do
    if other == batch then
      table.remove(list, i)
      return
    end
  end
end

---@param batch {records: integer}
function Progress:submit(batch)
  self.waiting[#self.waiting + 1] = batch
end

function Progress:start(batch)
  take(self.waiting, batch)
  self.running[#self.running + 1] = batch
  self.total_received = self.total_received + batch.records
end

function Progress:complete(batch)
  take(self.running, batch)
  self.completed[#self.completed + 1] = batch
  self.total_completed = self.total_completed + 1
  self.total_processed = self.total_processed + batch.records
end

---Forgets the batches that are done, except for the newest: for who reads them. It is
---not done with each batch, because it moves all of them.
function Progress:forget()
  local count = #self.completed
  if count > self.retained then
    self.completed = table.move(self.completed, count - self.retained + 1, count, 1, {})
  end
end

---How many batches are not done yet.
---@return integer
function Progress:unprocessed()
  return #self.waiting + #self.running
end

return M
