-- sluice.trace_runs: how often batches ran; a part of sluice.trace_index.
--
-- A batch that is formed again, after a recovery, is an object of its own; all of one
-- time know how often it began to run.
-- SPDX-License-Identifier: MIT
local M = {}

---@param index table
---@param batch table that was formed now
function M.formed(index, batch)
  index.inputs[batch.time], index.given[batch.time] = nil, nil -- of an earlier run
  local same = index.same_time[batch.time] or {}
  index.same_time[batch.time] = same
  rawset(batch, "runs", #same > 0 and same[1].runs or 0)
  same[#same + 1] = batch
  rawset(batch, "run", batch.runs + 1)
end

---@param index table
---@param batch table whose first output starts now
function M.started(index, batch)
  for _, other in ipairs(index.same_time[batch.time]) do
    rawset(other, "runs", batch.run)
  end
end

return M
