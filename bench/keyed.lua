-- bench/keyed.lua -- the pairs that all workloads with keys read, and their check.
-- SPDX-License-Identifier: MIT
--
-- Keys are short strings, "k0" to "k999999". A batch has all of them, or, for windows
-- and states, a quarter: the quarters take turns, so that four batches cover all keys.
local M = {}

M.QUARTERS = 4
M.WINDOW = 4 -- batches

---How many rounds come before those that are measured: until all keys are there.
---@type table<string, integer>
M.WARM = {
  groupByKey = 1,
  join = 1,
  window = 4,
  inverse = 4,
  updateStateByKey = 4,
  mapWithState = 4,
}

---Records of a key in a batch: few keys get more of them, so that there is work.
---@param keys integer
---@return integer
function M.values(keys)
  return keys < 100000 and 10 or 1
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
