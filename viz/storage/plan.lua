-- viz.storage.plan: which blocks have a column of their own, and which executors a row.
--
-- Blocks come in groups: those of a batch and a receiver, and the partitions of an RDD.
-- Where there are too many a group is one column with counts; old groups that did not
-- change are one column together.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

---"rdd 6", "batch 4", "next batch": what a group is called in few words.
---@param group table
---@return string
function M.name(group)
  if group.rdd then
    return "rdd " .. group.rdd
  end
  return group.batch and "batch " .. group.batch or "next batch"
end

local function as_columns(group)
  local list = {}
  for i, block in ipairs(group.blocks) do
    list[i] = {group = group, blocks = {block}, single = true, batch = block.batch,
      head = ("%d"):format(block.cut and block.cut // 1000 or block.partition)}
  end
  return list
end

local function as_one(group)
  return {{group = group, blocks = group.blocks, batch = group.batch,
    head = words.count(#group.blocks, group.rdd and "part" or "block")}}
end

-- The groups in the order in which they deserve columns: what changed, then the newest.
local function by_interest(groups)
  local order = {}
  for _, changed in ipairs({true, false}) do
    for i = #groups, 1, -1 do
      order[#order + 1] = groups[i].changed == changed and groups[i] or nil
    end
  end
  return order
end

-- Groups that get no column at all: all in one.
local function rest_of(groups, kept)
  local rest = {group = {rest = 0}, blocks = {}}
  for _, group in ipairs(groups) do
    if not kept[group] then
      table.move(group.blocks, 1, #group.blocks, #rest.blocks + 1, rest.blocks)
      rest.group.rest = rest.group.rest + 1
    end
  end
  rest.head = words.count(#rest.blocks, "block")
  return rest.group.rest > 0 and rest or nil
end

---The columns, from left to right.
---@param model table
---@param most integer how many there is room for
---@return table[] columns {group, blocks, single, head, batch}
---@return table left_out collapsed: groups as one column, rest: groups without one
function M.columns(model, most)
  local order, kept, expanded, used = by_interest(model.groups), {}, {}, 0
  local limit = #order > most and most - 1 or most
  for i = 1, math.min(#order, limit) do
    kept[order[i]] = true
    used = used + 1
  end
  for i = 1, math.min(#order, limit) do
    local extra = #order[i].blocks - 1
    if used + extra <= limit then
      expanded[order[i]] = true
      used = used + extra
    end
  end
  local list, left_out = {rest_of(model.groups, kept)}, {collapsed = 0, rest = 0}
  left_out.rest = list[1] and list[1].group.rest or 0
  for _, group in ipairs(model.groups) do
    local columns = kept[group] and (expanded[group] and as_columns(group)
      or as_one(group)) or {}
    left_out.collapsed = left_out.collapsed + (#columns == 1 and #group.blocks > 1
      and 1 or 0)
    table.move(columns, 1, #columns, #list + 1, list)
  end
  return list, left_out
end

-- Rows --------------------------------------------------------------------------------

-- Whether an executor lives in one of the moments, or lost copies in one.
local function is_here(model, lane)
  for _, moment in ipairs(model.moments) do
    if moment.alive[lane.number] then
      return true
    end
  end
  return false
end

local function weight(model, lane)
  local last = model.moments[#model.moments]
  local changed = 0
  for _, places in pairs(last.gone) do
    changed = changed + (places[lane.number] and 1 or 0)
  end
  local holds = last.receivers[lane.number] and 1 or 0
  return changed > 0 and 2 or holds, last.used[lane.number] or 0
end

---The executors with a row, in their order, and the others.
---@param model table
---@param most integer
---@return table[] rows
---@return table[] others
function M.rows(model, most)
  local here, order = {}, {}
  for _, lane in ipairs(model.lanes) do
    if is_here(model, lane) then
      local first, second = weight(model, lane)
      here[#here + 1] = lane
      order[#order + 1] = {lane = lane, first = first, second = second, place = #here}
    end
  end
  if #here <= most then
    return here, {}
  end
  table.sort(order, function(a, b)
    if a.first ~= b.first then
      return a.first > b.first
    elseif a.second ~= b.second then
      return a.second > b.second
    end
    return a.place < b.place
  end)
  local chosen, rows, others = {}, {}, {}
  for i = 1, most - 1 do
    chosen[order[i].lane] = i == 1 or order[i].first + order[i].second > 0
  end
  for _, lane in ipairs(here) do
    table.insert(chosen[lane] and rows or others, lane)
  end
  return rows, others
end

-- Cells -------------------------------------------------------------------------------

local LETTERS <const> = {memory = "M", disk = "D", both = "MD"}

---The copy of a block on an executor: letter, place, and why if it is just gone.
---@param moment table
---@param id string
---@param executor integer
---@return {letter: string, place: string, why: string?}|nil
function M.copy(moment, id, executor)
  local copies, gone = moment.copies[id], moment.gone[id]
  local copy = copies and copies[executor]
  local was = gone and gone[executor]
  if copy then
    return {letter = LETTERS[copy.place], place = copy.place, moved = was ~= nil}
  elseif was then
    return {letter = LETTERS[was.place], place = was.place, why = was.why}
  end
  return nil
end

---How many copies the blocks of a column have on some executors.
---@param moment table
---@param column table
---@param lanes table[]
---@return {M: integer, D: integer, MD: integer, gone: integer}
function M.count(moment, column, lanes)
  local sum = {M = 0, D = 0, MD = 0, gone = 0}
  local all_copies, all_gone, blocks = moment.copies, moment.gone, column.blocks
  for _, lane in ipairs(lanes) do
    local executor = lane.number
    for i = 1, #blocks do
      local id = blocks[i].id
      local copies, gone = all_copies[id], all_gone[id]
      local copy = copies and copies[executor]
      local kind = copy and LETTERS[copy.place] or gone and gone[executor] and "gone"
      if kind then
        sum[kind] = sum[kind] + 1
      end
    end
  end
  return sum
end

---How many copies a block has in all.
---@param moment table
---@param id string
---@return integer
function M.copies(moment, id)
  local count = 0
  local copies = moment.copies[id]
  local executor = copies and next(copies)
  while executor do
    count, executor = count + 1, next(copies, executor)
  end
  return count
end

---The fewest and the most copies of the blocks of a column, as text: "2", "1–2". Blocks
---that are not there yet do not count.
---@param moment table
---@param column table
---@return string text
---@return integer least
function M.spread(moment, column)
  local least, most = math.huge, 0
  for _, block in ipairs(column.blocks) do
    local count = M.copies(moment, block.id)
    if count > 0 or moment.gone[block.id] then
      least, most = math.min(least, count), math.max(most, count)
    end
  end
  if least == math.huge then
    return "", least
  end
  local text = least == most and "%d" or "%d\u{2013}%d"
  return text:format(least, most), least
end

return M
