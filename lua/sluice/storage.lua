-- sluice.storage: StorageLevel, the places where blocks are kept.
-- Spark: StorageLevel (semantics 10.10).
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")

local M = {}

---@class StorageLevel
---@field useDisk boolean
---@field useMemory boolean
---@field useOffHeap boolean
---@field deserialized boolean
---@field replication integer
local Level = { __name = "StorageLevel" }
Level.__index = Level

---The words of Spark's UI: "Disk Memory Deserialized 1x Replicated".
---@return string
function Level:description()
  return ("%s%s%s %dx Replicated"):format(self.useDisk and "Disk " or "",
    self.useMemory and (self.useOffHeap and "Memory (off heap) " or "Memory ") or "",
    self.deserialized and "Deserialized" or "Serialized", self.replication)
end

function Level:__tostring()
  local words = {}
  for _, word in ipairs({ self.useDisk and "disk" or "",
    self.useMemory and "memory" or "", self.useOffHeap and "offheap" or "",
    self.deserialized and "deserialized" or "", self.replication .. " replicas" }) do
    if word ~= "" then
      words[#words + 1] = word
    end
  end
  return ("StorageLevel(%s)"):format(table.concat(words, ", "))
end

-- name, then a letter for each of disk, memory, off-heap, deserialised, and replicas.
local LEVELS = [[
  NONE ----1  DISK_ONLY d---1  DISK_ONLY_2 d---2  DISK_ONLY_3 d---3
  MEMORY_ONLY -m-o1  MEMORY_ONLY_2 -m-o2  MEMORY_ONLY_SER -m--1  MEMORY_ONLY_SER_2 -m--2
  MEMORY_AND_DISK dm-o1  MEMORY_AND_DISK_2 dm-o2
  MEMORY_AND_DISK_SER dm--1  MEMORY_AND_DISK_SER_2 dm--2  OFF_HEAP dmh-1]]

---The levels by name, as in Spark: StorageLevel.MEMORY_ONLY.
local levels = {}
for name, disk, memory, heap, objects, replicas in
  LEVELS:gmatch("(%S+) (.)(.)(.)(.)(%d)") do
  levels[name] = setmetatable({ name = name, useDisk = disk == "d",
    useMemory = memory == "m", useOffHeap = heap == "h", deserialized = objects == "o",
    replication = math.tointeger(replicas) }, Level)
end

-- A level that there is not would be nil, and nil means the default.
M.StorageLevel = setmetatable(levels, { __index = function(_, key)
  errors.raise({ class = "java.lang.NoSuchMethodError", name = "unknown-method",
    message = ("StorageLevel has no level `%s`"):format(tostring(key)),
    try = guard.suggestion(tostring(key), levels), word = tostring(key) })
end })

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
