-- sluice.trace_storage: what a trace says of copies of blocks; a part of
-- sluice.trace_index.
-- Spark: BlockManagerMaster, which is told of each of these changes.
-- SPDX-License-Identifier: MIT
local M = {}

---The fields of the objects of this file, by kind.
M.fields = {
  copy = "block executor place bytes why receiver rdd partition level time at_us",
}

local KINDS <const> = {"block", "cached", "block-copy", "block-removed"}

---Notes the kinds of record of this file; others have read them already. Where those
---of copies are passed over, blocks are not noted either.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  M.object = object
  for _, kind in ipairs(KINDS) do
    local read = READ[kind]
    READ[kind] = function(index, r)
      read(index, r)
      if index.storage then
        index.storage[#index.storage + 1] = r
      end
    end
  end
end

---The list of an index that is filled here.
---@param index table
function M.prepare(index)
  index.storage = (not index.kinds or index.kinds["block-copy"]) and {} or nil
end

-- A block and a cached partition are in memory first, unless the record before them
-- says that this copy went to disk at once.
local function first_copy(r, placed)
  local places = placed[r.block]
  if places and places[r.executor] then
    return nil
  end
  return {block = r.block, executor = r.executor, place = "memory", bytes = r.bytes,
    why = "stored", receiver = r.receiver, rdd = r.rdd, partition = r.partition,
    level = r.level}
end

-- A change as the fields of an object, or nil if it was told already.
local function change(r, placed)
  local kind = r.kind
  if kind == "block-removed" then
    local places = placed[r.block]
    if places then
      places[r.executor] = nil
    end
    return {block = r.block, executor = r.executor, why = r.why}
  elseif kind == "block-copy" then
    placed[r.block] = placed[r.block] or {}
    placed[r.block][r.executor] = true
    return {block = r.block, executor = r.executor, place = r.place, bytes = r.bytes,
      why = r.why}
  end
  return first_copy(r, placed)
end

---The changes of copies, in the order of time.
---@param index table
---@return table[]
function M.changes(index)
  local list, placed = {}, {}
  for _, r in ipairs(index.storage) do
    local fields = change(r, placed)
    if fields then
      fields.time, fields.at_us = r.at // 1000, r.at
      list[#list + 1] = M.object("copy", fields)
    end
  end
  return list
end

return M
