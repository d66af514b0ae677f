-- viz.chosen: which batch a picture of one batch shows.
-- SPDX-License-Identifier: MIT
local options = require("viz.options")
local words = require("sluice.words")

local M = {}

local function wanted(batches, option, zero)
  for i = #batches, 1, -1 do
    local batch = batches[i]
    if batch.number == option.batch
      or option.batch_us and batch.time_us - zero == option.batch_us then
      return batch
    end
  end
  return nil
end

-- The last one that is done; else the last one that began to run, else the last one.
local function last(batches)
  local begun
  for i = #batches, 1, -1 do
    if batches[i].completed_us then
      return batches[i]
    end
    begun = begun or batches[i].started_us and batches[i]
  end
  return begun or batches[#batches]
end

---The batch of the options batch and batch_us, or else the last one that is done. Nil
---if the trace has no batch; a usage error if it has not this one.
---@param trace Trace
---@param option {batch: integer?, batch_us: integer?}
---@return TraceBatch|nil
function M.batch(trace, option)
  local batches = trace:batches()
  if not option.batch and not option.batch_us or #batches == 0 then
    return last(batches)
  end
  local zero = trace:run().zero_us
  local batch = wanted(batches, option, zero)
  if not batch then
    local first, final = batches[1], batches[#batches]
    options.fail(("the trace has no batch %s; it has batches %d to %d, from %s to %s"
      ):format(option.batch or "at " .. words.moment(option.batch_us), first.number,
      final.number, words.moment(first.time_us - zero),
      words.moment(final.time_us - zero)), ("batch=%d"):format(final.number))
  end
  return batch
end

return M
