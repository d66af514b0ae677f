-- sluice.trace_rdds: what a trace says of RDDs after they were made: partitions that
-- were kept, checkpoints, and the stages that computed them; a part of
-- sluice.trace_index.
-- SPDX-License-Identifier: MIT
local M = {}

---The fields of the objects of this file, by kind.
M.fields = {
  kept = "rdd partition records bytes level executor at_us gone_us why",
  checkpoint = "rdd stream batch partitions bytes at_us",
  attempt = "number tasks failed started_us completed_us",
}

-- Copies of a block of an RDD, by executor, and the object of its time in memory or on
-- disk; a block that is gone may come back.
local function copies_of(index, id)
  local copies = index.rdd_copies[id]
  if not copies then
    copies = {at = {}, count = 0}
    index.rdd_copies[id] = copies
  end
  return copies
end

local function add_copy(copies, executor)
  if not copies.at[executor] then
    copies.at[executor] = true
    copies.count = copies.count + 1
  end
end

local function remove_copy(copies, executor, r)
  if not copies.at[executor] then
    return
  end
  copies.at[executor] = nil
  copies.count = copies.count - 1
  if copies.count == 0 and copies.kept then
    rawset(copies.kept, "gone_us", r.at)
    rawset(copies.kept, "why", r.why)
    copies.kept = nil
  end
end

local function install_blocks(READ, object)
  function READ.cached(index, r)
    index.cached_rdds[r.rdd] = true
    local copies = copies_of(index, r.block)
    add_copy(copies, r.executor)
    copies.kept = object("kept", {rdd = r.rdd, partition = r.partition, level = r.level,
      records = r.records, bytes = r.bytes, executor = r.executor, at_us = r.at})
    local list = index.kept[r.rdd] or {}
    index.kept[r.rdd] = list
    list[#list + 1] = copies.kept
  end

  READ["block-removed"] = function(index, r)
    local copies = index.rdd_copies[r.block]
    if copies then
      remove_copy(copies, r.executor, r)
    end
  end

  local read_copy = READ["block-copy"]
  READ["block-copy"] = function(index, r)
    read_copy(index, r)
    if r.block:find("^rdd_") then
      add_copy(copies_of(index, r.block), r.executor)
    end
  end
end

local function install_stages(READ, object)
  local read_started = READ["stage-started"]
  READ["stage-started"] = function(index, r)
    read_started(index, r)
    local stage = index.stage_by_number[r.stage]
    if stage then
      stage.attempts[#stage.attempts + 1] = object("attempt", {tasks = r.tasks,
        number = r.attempt or 0, started_us = r.at})
    end
  end

  READ["stage-completed"] = function(index, r)
    local stage = index.stage_by_number[r.stage]
    local attempt = stage and stage.attempts[#stage.attempts]
    if attempt then
      rawset(attempt, "completed_us", r.at)
      rawset(attempt, "failed", r.failed)
    end
  end
end

---Adds the kinds of record of this file; those of sluice.trace_index are there already,
---those of sluice.trace_outside come later.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  install_blocks(READ, object)
  install_stages(READ, object)

  function READ.checkpoint(index, r)
    local known = r.batch and r.batch >= 0
    index.checkpoints[r.rdd] = object("checkpoint", {rdd = r.rdd,
      stream = known and r.stream or nil, batch = known and r.batch // 1000 or nil,
      partitions = r.partitions, bytes = r.bytes, at_us = r.at})
  end

  function READ.forgotten(index, r)
    local rdd = index.rdd_by_number[r.rdd]
    if rdd then
      rawset(rdd, "forgotten_us", r.at)
    end
  end
end

---The lists of an index that are filled here.
---@param index table
function M.prepare(index)
  index.cached_rdds, index.kept = {}, {}
  index.rdd_copies, index.checkpoints = {}, {}
end

return M
