-- viz.why.rows: which rows the picture of a result has, and where they stand.
-- SPDX-License-Identifier: MIT
local story = require("viz.why.story")

local M = {}

local MOST_ROWS <const>, FIRST_ROWS <const> = 12, 6
local MOST_PAIRS <const> = 3
local ROW <const>, PAIR_STEP <const>, GAP <const> = 46, 26, 8

local function label(key, value)
  if not value then
    return nil
  end
  value = story.shown(value, 24)
  return key and key ~= "null" and ("(%s,%s)"):format(story.shown(key, 16), value)
    or value
end

local function row_of(leaf, key)
  local labels = {}
  for i, value in ipairs(leaf.values or {leaf.value}) do
    labels[i] = label(key, value)
  end
  if #labels > MOST_PAIRS then
    labels = {labels[1], ("\u{2026} %d more"):format(#labels - 1)}
  end
  return {leaf = leaf, labels = labels, key = key}
end

-- The leaves below a part.
local function leaves_of(part, into)
  if part.kind ~= "sum" then
    into[#into + 1] = part
  end
  for _, below in ipairs(part.parts or {}) do
    leaves_of(below, into)
  end
  return into
end

local function is_crossed(part)
  local crossed = false
  for _, below in ipairs(part.parts or {}) do
    crossed = crossed or below.crossed or below.crossed_before or is_crossed(below)
  end
  return crossed
end

-- A part of the result: its rows, and what it says of itself.
local function group_of(part, key, is_across)
  local group = {rows = {}, number = part.number,
    label = label(key, part.value or part.values and part.values[1]) or "\u{2026}"}
  for i, leaf in ipairs(leaves_of(part, {})) do
    group.rows[i] = row_of(leaf, key)
  end
  group.shuffled_before = part.crossed_before or is_crossed(part)
  group.shuffled_behind = part.crossed
  group.where = is_across and ("batch %s"):format(tostring(part.number or "?"))
    or part.kind == "sum" and ("partition %d"):format(part.map or
      group.rows[1] and group.rows[1].leaf.partition or 0)
    or ("partition %d"):format(part.partition or 0)
  return group
end

-- A batch or a partition may add its values up before they meet the others.
local function has_sums(root)
  for _, part in ipairs(root.parts) do
    if part.kind == "sum" then
      return true
    end
  end
  return #root.batches > 1
end

local function hide(plan, all)
  local count, index = 0, 0
  for _, group in ipairs(plan.groups) do
    count = count + #group.rows
  end
  plan.count, plan.hidden = count, 0
  for _, group in ipairs(plan.groups) do
    local kept = {}
    for _, row in ipairs(group.rows) do
      index = index + 1
      local hidden = not all and count > MOST_ROWS and index > FIRST_ROWS
        and index <= count - (MOST_ROWS - FIRST_ROWS - 1)
      plan.hidden = plan.hidden + (hidden and 1 or 0)
      plan.gap_at = plan.gap_at or hidden and index or nil
      kept[#kept + 1] = not hidden and row or nil
      row.index = index
    end
    group.rows = kept
  end
  for i = #plan.groups, 1, -1 do
    if #plan.groups[i].rows == 0 then
      table.remove(plan.groups, i)
    end
  end
end

local function place(plan, top)
  local y = top
  for _, group in ipairs(plan.groups) do
    local first = y
    for _, row in ipairs(group.rows) do
      if plan.gap_at and not plan.gap and row.index > plan.gap_at then
        plan.gap = y + 8
        y = y + 24
      end
      local h = math.max(ROW, #row.labels * PAIR_STEP + 10)
      row.y = y + h / 2
      y = y + h
      plan.rows[#plan.rows + 1] = row
    end
    local last = group.rows[#group.rows]
    group.y = (group.rows[1].y + last.y) / 2
    for _, row in ipairs(group.rows) do
      row.meet = group.y
    end
    y = y + GAP
    group.top = first
  end
  plan.bottom = y
  local groups = plan.groups
  plan.middle = #groups > 0 and (groups[1].y + groups[#groups].y) / 2 or top + 20
  plan.bottom = math.max(y, plan.middle + 40)
end

---The rows of a tree, top down, in groups that meet before the result.
---@param model table
---@param root table
---@param top number
---@return table
function M.plan(model, root, top)
  local plan = {rows = {}, groups = {}, has_sums = has_sums(root)}
  local is_across = #root.batches > 1
  plan.sum_head = is_across and "in a batch" or "in a partition"
  for i, part in ipairs(root.parts) do
    plan.groups[i] = group_of(part, root.key, is_across)
  end
  hide(plan, model.all)
  for _, group in ipairs(plan.groups) do
    plan.shuffled_before = plan.shuffled_before or group.shuffled_before
    plan.shuffled_behind = plan.shuffled_behind or group.shuffled_behind
    for _, row in ipairs(group.rows) do
      plan.has_blocks = plan.has_blocks or row.leaf.block ~= nil
      plan.has_values = plan.has_values or #row.labels > 0
    end
  end
  place(plan, top)
  return plan
end

return M
