-- viz.timeline.blocks: lists of blocks, whose items are made only when they are looked
-- at: an overview of a long run counts them, and no more.
-- SPDX-License-Identifier: MIT
local M = {}

local List = {}

function List.__len(self)
  return #self.sources
end

function List.__index(self, i)
  local source = self.sources[i]
  local item = source and self.made:item(source)
  if item then
    rawset(self, i, item)
  end
  return item
end

-- What items are made of: a block is the same item in all lists.
local Maker = {}
Maker.__index = Maker

function Maker:item(block)
  local item = self.items[block]
  if not item then
    local batch, zero = self.batches[block.batch or false], self.zero
    item = {
      id = block.id,
      from = block.from_us - zero, cut = block.cut_us - zero,
      lane = self.lanes[block.receiver], records = block.records,
      batch = batch and batch.number, index = block.index, partition = block.partition,
      time = batch and batch.time, lost = block.lost,
    }
    self.items[block] = item
  end
  return item
end

---@param zero integer
---@param batches table<integer, table> of the model, by time
---@param lanes table<integer, table> of the model, by receiver
---@return table
function M.maker(zero, batches, lanes)
  return setmetatable({zero = zero, batches = batches, lanes = lanes, items = {}},
    Maker)
end

---@param maker table
---@param sources TraceBlock[]
---@return table[]
function M.list(maker, sources)
  return setmetatable({sources = sources, made = maker}, List)
end

return M
