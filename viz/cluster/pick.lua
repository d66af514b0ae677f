-- viz.cluster.pick: which executors of a large cluster are drawn one by one.
-- SPDX-License-Identifier: MIT
local M = {}

---@param list table[] lanes
---@return integer
function M.cores(list)
  local count = 0
  for _, lane in ipairs(list) do
    count = count + lane.cores
  end
  return count
end

-- Something happened to it: it is the one to look at.
local function weight(lane, model)
  local sum = lane.lost * 4 + lane.failed * 4 + lane.again + lane.copies
    + (#lane.receivers > 0 and 8 or 0)
  for _, span in ipairs(lane.spans) do
    sum = sum + (span.lost and span.to < model.to and span.to > model.from and 16 or 0)
  end
  return sum
end

---The executors to which something happened, and all others, both in their order.
---@param model table
---@param most {executors: integer, cores: integer} of the first list
---@return table[] noted
---@return table[] others
function M.noted(model, most)
  local order, chosen = {}, {}
  for i, lane in ipairs(model.lanes) do
    order[i] = {lane = lane, weight = weight(lane, model), place = i}
  end
  table.sort(order, function(a, b)
    if a.weight ~= b.weight then
      return a.weight > b.weight
    end
    return a.place < b.place
  end)
  local count, cores = 0, 0
  for _, item in ipairs(order) do
    if item.weight == 0 or count == most.executors
      or cores + item.lane.cores > most.cores then
      break
    end
    chosen[item.lane] = true
    count, cores = count + 1, cores + item.lane.cores
  end
  local list, others = {}, {}
  for _, lane in ipairs(model.lanes) do
    table.insert(chosen[lane] and list or others, lane)
  end
  return list, others
end

return M
