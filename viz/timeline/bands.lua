-- viz.timeline.bands: one band of the timeline on a terminal, row by row.
--
-- A band is a part of the range: model, grid, from, to, scale (columns a microsecond),
-- cell (columns a block, nil if blocks are not drawn), left (its first column).
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local grid = require("viz.grid")
local style = require("viz.style")
local waiting = require("viz.waiting")
local words = require("sluice.words")

local M = {}

M.most = 5 -- bands; a longer run is not drawn as a whole

local MOST_WAITING <const> = 5
local MOST_ROWS <const> = 3 -- of windows that overlap
local MARKS <const> = {"·", ":", "⁝"} -- one to three records in a column
local LEVELS <const> = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}

-- The column of a time; whole even where a block interval is no whole column.
local function column(band, time)
  return band.left + math.floor((time - band.from) * band.scale + 0.5)
end

local function role(number)
  return number and style.batch(number) or "muted"
end

local function name(band, row, text)
  band.grid:put(0, row, text)
end

-- Time --------------------------------------------------------------------------------

local function time_rows(band, row)
  local interval = band.model.interval
  local width = math.floor(interval * band.scale + 0.5)
  for time = band.from, band.to, interval do
    local text = words.moment(time)
    local at_end = time == band.from or time == band.to
    if #text + 1 <= width or at_end then
      band.grid:put(column(band, time), row, text)
    end
  end
  name(band, row + 1, "time")
  local last = column(band, band.to)
  band.grid:put(band.left, row + 1, ("─"):rep(last - band.left + 1))
  if (band.cell or 0) > 1 then
    for time = band.from, band.to, band.model.block do
      band.grid:put(column(band, time), row + 1, "┬")
    end
  end
  for time = band.from, band.to, interval do
    band.grid:put(column(band, time), row + 1, "┼")
  end
  return row + 2
end

-- Records -----------------------------------------------------------------------------

-- Records a column, only where a block holds more than one: else blocks say it all.
local function record_row(band, row)
  local counts, batches, most, step = {}, {}, 0, 1 / band.scale
  for _, record in ipairs(band.model.records:between(band.from, band.to)) do
    local x = band.left + math.floor((record.time - band.from) / step)
    counts[x] = (counts[x] or 0) + 1
    batches[x] = record.batch
    most = math.max(most, counts[x])
  end
  for x = band.left, column(band, band.to) - 1 do
    if counts[x] then
      local mark = MARKS[counts[x]]
      if most > #MARKS then
        mark = LEVELS[math.max(1, math.ceil(counts[x] * #LEVELS / most))]
      end
      band.grid:put(x, row, mark, role(batches[x]))
    end
  end
  name(band, row, "records")
  return row + 1
end

-- Whether all records can stand above their blocks, as `a` or `12`: each is alone in
-- its block interval, and short.
local function are_names(model, cell)
  local seen = {}
  for _, record in ipairs(model.records:between()) do
    local slot, text = record.time // model.block, record.text or ""
    if seen[slot] or #text >= cell or not text:find("^[%g]+$") then
      return false
    end
    seen[slot] = true
  end
  return next(seen) ~= nil
end

local function name_row(band, row)
  local block = band.model.block
  for _, record in ipairs(band.model.records:between(band.from, band.to)) do
    local x = column(band, record.time // block * block)
    band.grid:put(x, row, band.cell == 4 and " " .. record.text or record.text,
      role(record.batch))
  end
  name(band, row, "records")
  return row + 1
end

local function has_full_block(model)
  for _, lane in ipairs(model.lanes) do
    for _, block in ipairs(lane.blocks) do
      if block.records > 1 then
        return true
      end
    end
  end
  return false
end

-- Blocks and partitions ---------------------------------------------------------------

local function are_short(model)
  for _, lane in ipairs(model.lanes) do
    for _, block in ipairs(lane.blocks) do
      if #format.brief(block.records) > 2 then
        return false
      end
    end
  end
  return true
end

---Whether every count of a block fits between brackets in its four columns.
---@param model table
---@return boolean
function M.has_brackets(model)
  if model.brackets == nil then
    model.brackets = model.cell == 4 and are_short(model)
  end
  return model.brackets
end

local function block_text(band, block)
  local count = format.brief(block.records)
  if band.cell == 2 then
    return count
  elseif not M.has_brackets(band.model) then
    return (" %-3s"):format(count)
  end
  return (block.batch and not block.lost and "[%2s]" or "(%2s)"):format(count)
end

local function partition_text(band, block)
  if band.cell == 4 then
    return " p" .. block.partition
  elseif block.partition >= 10 and block.partition % 5 ~= 0 then
    return ""
  end
  return tostring(block.partition)
end

local function lane_rows(band, lane, row, first)
  local several = #band.model.lanes > 1
  local label = several and lane.name or "blocks"
  name(band, row, #label > 10 and label:sub(1, 9) .. "…" or label)
  if not several or first then
    name(band, row + 1, "partitions")
  end
  for _, block in ipairs(lane.blocks) do
    if block.from >= band.from and block.from < band.to then
      local x = column(band, block.from)
      band.grid:put(x, row, block_text(band, block), role(block.batch))
      if block.partition then
        band.grid:put(x, row + 1, partition_text(band, block), role(block.batch))
      end
    end
  end
  return row + 2
end

-- Batches -----------------------------------------------------------------------------

-- A batch reaches from its first block interval to the end of its last: from the tick
-- before to its own, both one block interval earlier, since a block cut at a tick goes
-- to the next batch. Without blocks it is its interval.
local function span(model, number)
  local from, to = (number - 1) * model.interval, number * model.interval
  if #model.lanes == 0 then
    return from, to
  end
  local zero, block = model.zero, model.block
  local function last_cut(tick)
    return -(-(tick + zero) // block) * block - zero - block
  end
  return math.max(0, last_cut(from)), last_cut(to)
end

-- Puts a bracket over a span of time, as far as it is in the band.
local function bracket(band, row, span_of, texts, color)
  local from, to = math.max(span_of.from, band.from), math.min(span_of.to, band.to)
  local left, right = column(band, from), column(band, to)
  if right > left then
    local ends = {left = span_of.from >= band.from, right = span_of.to <= band.to}
    band.grid:put(left, row, grid.bracket(texts, right - left, ends), color)
  end
end

local function batch_row(band, row)
  name(band, row, "batches")
  for _, batch in ipairs(band.model.batches) do
    local from, to = span(band.model, batch.number)
    if from < band.to and to > band.from then
      local number = tostring(batch.number)
      bracket(band, row, {from = from, to = to},
        {" batch " .. number .. " ", " " .. number .. " ", number}, role(batch.number))
    end
  end
  return row + 1
end

-- What stands in a batch where blocks are not drawn.
local function count_rows(band, row)
  if #band.model.lanes > 0 then
    name(band, row, "records")
    row = row + 1
  end
  name(band, row, "partitions")
  for _, batch in ipairs(band.model.batches) do
    if batch.time > band.from and batch.time <= band.to then
      local x = column(band, batch.time - band.model.interval) + 1
      if #band.model.lanes > 0 then
        band.grid:put(x, row - 1, format.count(batch.records), role(batch.number))
      end
      band.grid:put(x, row, tostring(batch.partitions), role(batch.number))
    end
  end
  return row + 1
end

-- Jobs --------------------------------------------------------------------------------

local function wait_label(band, batch, wait, row, left, right)
  local number, color = batch.number, wait.missed and "muted" or "bad"
  local full = wait.missed and ("batch %d of %s%s"):format(number,
    words.moment(batch.time), batch.again and ", again" or "")
    or wait.open and ("batch %d waits"):format(number)
    or ("batch %d waits %s"):format(number, format.spoken(batch.waited))
  for _, text in ipairs({full, tostring(number)}) do
    for _, x in ipairs({left - #text - 1, right + 1}) do
      local room = x >= band.left and x + #text <= band.columns
      if room and band.grid:free(x - 1, row, #text + 2) then
        band.grid:put(x, row, text, color)
        return
      end
    end
  end
end

-- Bars of those that wait, each in the first row that is free; then their labels.
local function wait_rows(band, row)
  local ends, list, hidden = {}, {}, 0
  for _, batch in ipairs(band.model.busy) do
    local wait = batch.wait
    local to = wait and math.min(wait.open and band.to or wait.to, band.to)
    if wait and wait.from < band.to and to > band.from then
      local index = 1
      while ends[index] and ends[index] > wait.from do
        index = index + 1
      end
      if index > MOST_WAITING then
        hidden = hidden + 1
      else
        ends[index] = to
        list[#list + 1] = {batch = batch, wait = wait, row = row + index - 1, to = to,
          missed = wait.missed}
      end
    end
  end
  for _, item in ipairs(list) do
    item.left = column(band, math.max(item.wait.from, band.from))
    item.right = math.max(item.left + 1, column(band, item.to))
    band.grid:put(item.left, item.row, (item.wait.missed and "─" or "░"):rep(
      item.right - item.left), item.wait.missed and "muted" or "bad")
  end
  for _, item in ipairs(list) do
    if item.wait.from >= band.from then
      wait_label(band, item.batch, item.wait, item.row, item.left, item.right)
    end
  end
  if #list > 0 then
    name(band, row, waiting.lane_name(list))
  end
  row = row + #ends
  if hidden > 0 then
    name(band, row, "+ " .. hidden .. " waiting")
    row = row + 1
  end
  return row
end

-- The bars of the band; in the last one work after its end still shows.
local function job_bars(band)
  local list = {}
  local limit = band.last and math.huge or band.to
  for _, batch in ipairs(band.model.busy) do
    local work = batch:work()
    local first, last = work[1], work[#work]
    local to = last and (last.to or band.to)
    if first and first.from < limit and to > band.from then
      local left = column(band, math.max(first.from, band.from))
      local right = math.max(left + 1, column(band, math.min(to, limit)))
      if left < band.columns - 1 and (first.from <= band.to) then
        list[#list + 1] = {batch = batch, left = left,
          right = math.min(right, band.columns - 1), begins = first.from >= band.from}
      end
    end
  end
  return list
end

local function job_text(band, batch)
  local text = tostring(batch.number)
  if batch.failed then
    return text .. " × failed"
  elseif batch.took and batch.took > band.model.interval then
    return text .. ", " .. format.spoken(batch.took)
  end
  return text
end

-- The label stands behind the bar if there is room before the next one, else in the
-- bar.
local function job_label(band, row, item, next_item)
  local room = (next_item and next_item.left or band.columns) - item.right - 1
  local color = item.batch.failed and "bad" or role(item.batch.number)
  local number = item.range and item.range:gsub(" to ", "-")
    or tostring(item.batch.number)
  local short = item.batch.failed and number .. " ×" or number
  local full = item.range or job_text(band, item.batch)
  for _, text in ipairs({full, short, number}) do
    local length = utf8.len(text)
    if length <= room - (next_item and 1 or 0) then
      band.grid:put(item.right + 1, row, text, color)
      band.labelled = item.right + 1 + length
      return
    elseif length <= item.right - item.left and item.left > (band.labelled or -1) then
      band.grid:put(item.left, row, text, color)
      band.labelled = item.left + length
      return
    end
  end
end

local function is_missed(item)
  local wait = item and item.batch.wait
  return wait and wait.missed
end

-- Bars of batches that were missed stand one behind the other: where labels have no
-- room between them, the last one tells the numbers of all.
local function share_labels(list)
  local first
  for i, item in ipairs(list) do
    local after, number = list[i + 1], tostring(item.batch.number)
    local goes_on = is_missed(item) and is_missed(after)
      and after.left - item.right < #number + 2
    if goes_on then
      first, item.silent = first or number, true
    elseif first then
      item.range, first = ("%s to %s"):format(first, number), nil
    end
  end
end

local function job_row(band, row)
  name(band, row, "jobs")
  for _, gap in ipairs(band.model.gaps) do
    local to = gap.to or band.model.to
    if gap.from < band.to and to > band.from then
      bracket(band, row, {from = gap.from, to = to}, {" no driver ", ""}, "muted")
    end
  end
  local list = job_bars(band)
  for _, item in ipairs(list) do
    band.grid:put(item.left, row, ("█"):rep(item.right - item.left),
      role(item.batch.number))
  end
  share_labels(list)
  for i, item in ipairs(list) do
    if item.begins and not item.silent then
      job_label(band, row, item, list[i + 1])
    end
  end
  return row + 1
end

-- Windows -----------------------------------------------------------------------------

local function window_texts(window)
  local first, last = window.members[1], window.members[#window.members]
  local moment = words.moment(window.time)
  local covers = first == last and ("batch %d"):format(first)
    or ("batches %d to %d"):format(first, last)
  return {
    (" window at %s: %s "):format(moment, covers),
    (" window at %s: %d to %d "):format(moment, first, last),
    (" %s: %d to %d "):format(moment, first, last), " " .. moment .. " ", "",
  }
end

-- Of several streams of windows each says its length, even if it has one row only.
local function window_names(band, group, used, row)
  local lengths = ("%s / %s"):format(words.duration(group.length),
    words.duration(group.slide))
  local prefix = used == 1 and #band.model.windows > 1 and "W " or ""
  if #prefix + #lengths >= band.left then
    lengths = lengths:gsub(" ", "")
  end
  local names = prefix ~= "" and {prefix .. lengths} or {"window", lengths}
  for i = 1, math.min(used, #names) do
    name(band, row + i - 1, names[i])
  end
end

local function window_rows(band, group, row)
  local rows, used = math.min(group.rows, MOST_ROWS), 0
  for index, window in ipairs(group.list) do
    if #window.members > 0 then
      local from = span(band.model, window.members[1])
      local _, to = span(band.model, window.members[#window.members])
      local line = group.rows > MOST_ROWS and (index - 1) % rows or window.row
      local kept = group.rows <= MOST_ROWS or index > #group.list - rows
      if kept and from < band.to and to > band.from then
        used = math.max(used, line + 1)
        local ends_here = to <= band.to
        bracket(band, row + line, {from = from, to = to},
          ends_here and window_texts(window) or {""}, "focus")
      end
    end
  end
  window_names(band, group, used, row)
  return row + used
end

---Draws a band from the first row of its grid on.
---@param band table
function M.draw(band)
  local row = time_rows(band, 0)
  if band.cell then
    if has_full_block(band.model) then
      row = record_row(band, row)
    elseif are_names(band.model, band.cell) then
      row = name_row(band, row)
    end
    for i, lane in ipairs(band.model.lanes) do
      row = lane_rows(band, lane, row, i == 1)
    end
  else
    row = count_rows(band, row)
  end
  row = batch_row(band, row)
  row = wait_rows(band, row)
  row = job_row(band, row)
  for _, group in ipairs(band.model.windows) do
    row = window_rows(band, group, row)
  end
end

return M
