-- sluice.storage: StorageLevel, the places where blocks are kept.
-- Spark: StorageLevel (semantics 10.10).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")

local M = {}

local Level = { __name = "StorageLevel" }

M.StorageLevel = {}
for name in ([[NONE DISK_ONLY DISK_ONLY_2 DISK_ONLY_3 MEMORY_ONLY MEMORY_ONLY_2
    MEMORY_ONLY_SER MEMORY_ONLY_SER_2 MEMORY_AND_DISK MEMORY_AND_DISK_2
    MEMORY_AND_DISK_SER MEMORY_AND_DISK_SER_2 OFF_HEAP]]):gmatch("%S+") do
  M.StorageLevel[name] = setmetatable({ name = name }, Level)
end

---The name of a level; of the default if there is none.
---@param level table|nil
---@param default string
---@return string
function M.name(level, default)
  if level == nil then
    return default
  end
  if getmetatable(level) ~= Level then
    errors.wrong_type("a storage level", "StorageLevel.MEMORY_ONLY or another", level)
  end
  return level.name
end

return M
