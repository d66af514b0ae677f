-- viz.timeline.records: the records of a range; made only as far as they are drawn,
-- because a long run has very many.
-- SPDX-License-Identifier: MIT
local M = {}

---@class TimelineRecords
---@field count integer in the range of the model
local Records = {}
Records.__index = Records

-- The place of the first record that came at a time or later.
local function first_from(list, at)
  local low, high = 1, #list + 1
  while low < high do
    local middle = (low + high) // 2
    if list[middle].at_us < at then
      low = middle + 1
    else
      high = middle
    end
  end
  return low
end

---@param trace Trace
---@param model table of viz.timeline.model, without its records
---@param batches table<integer, table> its batches by time
---@return TimelineRecords
function M.new(trace, model, batches)
  local self = setmetatable({list = trace:everyRecord(), batches = batches,
    zero = model.zero, from = model.from, to = model.to}, Records)
  self.count = first_from(self.list, model.to + model.zero)
    - first_from(self.list, model.from + model.zero)
  return self
end

---The records of a part of the range, oldest first: time, number, receiver, text and
---batch.
---@param from? integer
---@param to? integer
---@return table[]
function Records:between(from, to)
  from, to = math.max(from or self.from, self.from), math.min(to or self.to, self.to)
  local items = {}
  for i = first_from(self.list, from + self.zero), #self.list do
    local record = self.list[i]
    local time = record.at_us - self.zero
    if time >= to then
      break
    end
    local block = record.block
    local batch = block and block.batch and self.batches[block.batch]
    items[#items + 1] = {time = time, number = record.number, text = record.text,
      receiver = record.receiver, batch = batch and batch.number}
  end
  return items
end

return M
