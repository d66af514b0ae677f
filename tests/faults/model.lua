-- tests/faults/model.lua -- what the batches of one life of the driver hold, and what
-- has been carried from batch to batch.
-- SPDX-License-Identifier: MIT
--
-- A life begins when the program's context starts. What an input stream holds at a time
-- is what its RDD was made of in this life; a later life may have to do with less. A
-- stream with states is made from its RDD before; one that was not made in this life
-- came out of a checkpoint, so it is what it was in the life before.

local Model = {}
Model.__index = Model

local M = {}

--- A model before the first life. Times are milliseconds.
---@param interval integer
---@return table
function M.new(interval)
  return setmetatable({ interval = interval, zero = 0, contents = {}, made = {},
    values = {}, before = {} }, Model)
end

--- A life begins; what it recovers comes from the one before.
---@param zero integer
---@param recovers boolean
function Model:begin(zero, recovers)
  self.before = recovers and self.values or {}
  for name, older in pairs(recovers and self.older or {}) do
    self.before[name] = setmetatable(self.before[name] or {}, { __index = older })
  end
  self.older, self.values = self.before, {}
  self.zero, self.contents, self.made = zero, {}, {}
end

--- An input stream made its RDD of these items.
function Model:hold(stream, time, items)
  self.contents[time] = self.contents[time] or {}
  self.contents[time][stream] = items
end

--- A stream of this name made its RDD.
function Model:note(name, time)
  self.made[name] = self.made[name] or {}
  self.made[name][time] = true
end

--- All items of a batch.
---@return string[]
function Model:items(time)
  local all = {}
  for _, items in pairs(self.contents[time] or {}) do
    table.move(items, 1, #items, #all + 1, all)
  end
  return all
end

--- Adds one table of counts to another, so many times.
function Model.add(counts, more, times)
  for key, n in pairs(more) do
    counts[key] = (counts[key] or 0) + n * times
  end
end

--- The counts of a stream that is made from the one a slide before, and a change.
---@param name string
---@param time integer
---@param slide integer
---@param change fun(model, counts, time)
---@return table counts
function Model:carried(name, time, slide, change)
  self.values[name] = self.values[name] or {}
  local values = self.values[name]
  if time <= self.zero then
    return {}
  elseif not values[time] and self.made[name] and self.made[name][time] then
    values[time] = {}
    Model.add(values[time], self:carried(name, time - slide, slide, change), 1)
    change(self, values[time], time)
  end
  return values[time] or (self.before[name] or {})[time] or {}
end

return M
