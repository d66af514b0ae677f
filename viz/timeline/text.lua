-- viz.timeline.text: the timeline for a terminal.
--
-- Time runs in columns: four for a block interval if the range fits that way, else two;
-- what does not fit one line goes on in a further band, and of very long runs only the
-- first and the last batches are drawn. A bracket stands under the blocks of its batch.
-- SPDX-License-Identifier: MIT
local bands = require("viz.timeline.bands")
local format = require("viz.format")
local grid = require("viz.grid")
local narrow = require("viz.narrow")
local paragraph = require("viz.paragraph")
local story = require("viz.timeline.story")
local words = require("sluice.words")

local M = {}

local GUTTER <const> = 11
local MOST_LINES <const> = 20 -- of a table
local COLUMNS <const> = 80 -- without a terminal; the legend ends there

-- Header ------------------------------------------------------------------------------

local function title(model, columns)
  local left = ("timeline of %s, %s to %s"):format(
    tostring(model.program):match("[^/]*$"), words.moment(model.from),
    words.moment(model.to))
  if model.to < model.total or model.from > 0 then
    left = left .. " of " .. words.moment(model.total)
  end
  if #model.lanes == 0 or not model.cell then
    return left
  end
  local block = bands.has_brackets(model) and "[n]" or "n"
  local legend = block .. ": a block of n records"
  local gap = math.min(columns, COLUMNS) - utf8.len(left) - #legend
  return gap >= 2 and left .. (" "):rep(gap) .. legend or left .. "\n" .. legend
end

-- Layout ------------------------------------------------------------------------------

-- The most records in a block decide how many columns a block needs.
local function widest_block(model)
  local most = 0
  for _, lane in ipairs(model.lanes) do
    for _, block in ipairs(lane.blocks) do
      most = math.max(most, block.records)
    end
  end
  return most
end

-- Columns for a block and for a batch, and how many batches fit a band.
local function layout(model, columns)
  local plot = math.max(40, 20 * ((columns - 20) // 20))
  local count = (model.to - model.from) // model.interval
  local blocks = model.interval / model.block
  local function by_blocks(cell)
    return {cell = cell, scale = cell / model.block,
      batches = math.min(count, math.floor(plot / (blocks * cell)))}
  end
  if #model.lanes > 0 and blocks * 4 * count <= plot then
    return by_blocks(4)
  elseif #model.lanes > 0 and blocks * 2 <= plot and widest_block(model) < 10 then
    return by_blocks(2)
  elseif #model.lanes > 0 and blocks * 4 <= plot then
    return by_blocks(4)
  end
  local width = count <= plot // 20 and 20 or 10
  return {scale = width / model.interval, batches = plot // width}
end

-- The parts of the range that are drawn, oldest first; a gap between them is said.
local function ranges(model, plan)
  local list, step = {}, plan.batches * model.interval
  for from = model.from, model.to - 1, step do
    list[#list + 1] = {from = from, to = math.min(model.to, from + step)}
  end
  if #list > bands.most then
    local first = list[1]
    local last = {from = model.to - step, to = model.to,
      skipped = {first.to // model.interval + 1, (model.to - step) // model.interval}}
    list = {first, last}
  end
  list[#list].last = true
  return list
end

-- A table, for terminals that are too narrow ------------------------------------------

local function as_table(model, options, columns)
  local lines = narrow.lines(options, columns)
  lines[#lines + 1] = "batch  records  blocks   waited     took"
  for i, batch in ipairs(model.batches) do
    if i > MOST_LINES then
      lines[#lines + 1] = "+ " .. words.count(#model.batches - MOST_LINES, "batch",
        "batches")
      break
    end
    lines[#lines + 1] = ("%5d  %7s  %6d  %7s  %7s"):format(batch.number,
      words.number(batch.records), #batch.members, words.duration(batch.waited),
      batch.took and words.duration(batch.took) or "-")
  end
  return lines
end

-- The whole ---------------------------------------------------------------------------

local function append(list, more)
  table.move(more, 1, #more, #list + 1, list)
end

local function picture(model, options, columns)
  local plan = layout(model, columns)
  local parts = ranges(model, plan)
  if #parts == 2 and parts[2].skipped and plan.cell == 2 then
    plan = {cell = 4, scale = 4 / model.block, batches = 3}
    parts = ranges(model, plan)
  end
  model.cell = plan.cell
  local lines = {}
  if options.title ~= false then
    lines[1] = title(model, columns)
  end
  if model.clock == "wall" then
    lines[#lines + 1] = "0 s is " .. format.date(model.zero)
  end
  for i, part in ipairs(parts) do
    if part.skipped then
      append(lines, {"", ("batches %s to %s are not drawn"):format(
        words.number(part.skipped[1]), words.number(part.skipped[2]))})
    elseif i > 1 then
      lines[#lines + 1] = ""
    end
    local page = grid.new(options)
    bands.draw({model = model, grid = page, from = part.from, to = part.to,
      last = part.last, scale = plan.scale, cell = plan.cell, left = GUTTER,
      columns = columns})
    append(lines, page:lines())
  end
  return lines
end

---The timeline as lines for a terminal.
---@param model table of viz.timeline.model
---@param options {columns: integer?, color: boolean?, ascii: boolean?, title: boolean?}
---@return string
function M.draw(model, options)
  local columns = options.columns or COLUMNS
  local lines = narrow.asks(options, columns) and as_table(model, options, columns)
    or picture(model, options, columns)
  if options.title ~= false then
    for _, sentence in ipairs(story.sentences(model)) do
      paragraph.add(lines, sentence, columns, options.ascii)
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
