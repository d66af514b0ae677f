-- viz.lineage.runs: RDDs of a stage that are made one of the other, partition by
-- partition, with nothing to be said of them: where there is no room they are one.
-- SPDX-License-Identifier: MIT
local M = {}

local PLAIN <const> = {computed = true, idle = true}

local function is_plain(set, users, with_names)
  if set.run or set.name and not with_names or set.note or #set.wide > 0
    or #set.links ~= 1 or users[set] ~= 1
    or set.links[1].rdd.partitions ~= set.rdd.partitions then
    return false
  end
  for _, fate in pairs(set.cells) do
    if not PLAIN[fate] then
      return false
    end
  end
  return true
end

---How many RDDs of a stage are made of each of its RDDs.
---@param stage table
---@return table<table, integer>
function M.users(stage)
  local users = {}
  for _, set in ipairs(stage.sets) do
    for _, before in ipairs(set.links) do
      users[before] = (users[before] or 0) + 1
    end
  end
  return users
end

---The plain RDDs from one on, each made of the next.
---@param set table
---@param users table<table, integer>
---@param with_names boolean also those that a variable holds
---@return table[]
function M.from(set, users, with_names)
  local run = {}
  while is_plain(set, users, with_names) do
    run[#run + 1] = set
    set = set.links[1]
  end
  return run
end

return M
