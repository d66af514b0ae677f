-- sluice.partitioner: HashPartitioner.
-- Spark: HashPartitioner.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")

local M = {}

---@class HashPartitioner
---@field numPartitions integer
local HashPartitioner = { __name = "HashPartitioner" }
HashPartitioner.__index = HashPartitioner

---@param n integer number of partitions
---@return HashPartitioner
function M.HashPartitioner(n)
  if math.type(n) ~= "integer" then
    errors.wrong_type("HashPartitioner", "a number of partitions", n)
  end
  if n < 0 then
    errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
      message = ("requirement failed: Number of partitions (%d) cannot be negative.")
        :format(n) })
  end
  return setmetatable({ numPartitions = n }, HashPartitioner)
end

---The number of partitions that a number or a partitioner stands for, nil for others.
---@param value any
---@return integer|nil
function M.count(value)
  local n = getmetatable(value) == HashPartitioner and value.numPartitions or value
  return math.type(n) == "integer" and n >= 1 and n < 2 ^ 31 and n or nil
end

return M
