-- bench/keyed.lua -- the pairs that all workloads with keys read, and their check.
-- SPDX-License-Identifier: MIT
--
-- Keys are short strings, "k0" to "k999999". A batch has all of them, or, for most
-- windows and states, a quarter: the quarters take turns, so that four batches cover
-- all keys.
local M = {}

M.QUARTERS = 4

---@class bench.Keyed
---@field warm integer rounds before those that are measured: until all keys are there
---@field window? integer batches in a window
---@field values? integer records of a key in a batch, if not as below

---@type table<string, bench.Keyed>
M.WORKLOADS = {
  groupByKey = { warm = 1 },
  join = { warm = 1 },
  window = { warm = 4, window = 4 },
  inverse = { warm = 4, window = 4 },
  inverse30 = { warm = 30, window = 30, values = 100 },
  updateStateByKey = { warm = 4 },
  updateAll = { warm = 1, values = 100 },
  mapWithState = { warm = 4 },
}

---Records of a key in a batch: few keys get more of them, so that there is work.
---@param workload string
---@param keys integer
---@return integer
function M.values(workload, keys)
  return M.WORKLOADS[workload].values or keys < 100000 and 10 or 1
end

local QUARTERED = { window = true, inverse = true, updateStateByKey = true,
  mapWithState = true }

---Records that enter in a batch.
---@param workload string
---@param keys integer
---@return integer
function M.records(workload, keys)
  local records = keys * M.values(workload, keys)
  if workload == "join" then
    return records + keys
  end
  return QUARTERED[workload] and records // M.QUARTERS or records
end

-- Neighbours in the list of records are far apart as keys.
local STEP = 7919

---Record j (from 0) of a batch with `keys` keys that begin with key `first`.
---@param j integer
---@param first integer
---@param keys integer
---@return string key
---@return integer value
function M.record(j, first, keys)
  return "k" .. first + j * STEP % keys, j % 97 + 1
end

---A number that stands for a result; their sum does not depend on order.
---@param key string
---@param value integer
---@return integer
function M.check(key, value)
  return tonumber(key:sub(2)) * value % 1000003
end

---Says that a round is over; bench/stamp.c notes when.
function M.end_round()
  io.stdout:write("round\n")
  io.stdout:flush()
end

---The line that a workload writes after all rounds.
---@param count integer
---@param sum integer
function M.print(count, sum)
  io.stdout:write(("%d %d\n"):format(count, sum))
end

return M
