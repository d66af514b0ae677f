-- viz.cluster.text: the cluster for a terminal: rows of cores, a bar for each task.
--
-- A column is a part of the batch interval, and what does not fit in a line goes on in
-- another band. Of long runs and large clusters a column shows which share of the cores
-- was in use.
-- SPDX-License-Identifier: MIT
local bands = require("viz.cluster.bands")
local format = require("viz.format")
local grid = require("viz.grid")
local narrow = require("viz.narrow")
local paragraph = require("viz.paragraph")
local pick = require("viz.cluster.pick")
local story = require("viz.cluster.story")
local words = require("sluice.words")

local M = {}

local GUTTER <const> = 12
local USUAL_COLUMNS <const> = 80
local INTERVAL <const> = 10 -- columns of a batch interval
local MOST_BANDS <const> = 3
local MOST_ROWS <const> = 12 -- of cores
local MOST_CHARTS <const> = 16 -- of executors
local MOST_NOTED <const> = 3 -- executors of a large cluster that have rows

-- Layout ------------------------------------------------------------------------------

-- A whole run is drawn from the tick of its first batch on: before, nothing runs.
local function begin(model, options)
  local asked = options.from_us or options.to_us or options.batches
  local first = model.busy[1]
  if asked or not first or model.held == 0 or first.time <= model.from then
    return model.from
  end
  return first.time
end

-- The parts of the range, a band each: at most so many; else all in one, coarsely.
local function layout(model, options, plot)
  local from, list = begin(model, options), {}
  local range = model.to - from
  if range < 2 * model.interval then
    return {{from = from, to = model.to}}, plot / range, false
  end
  local step = plot // INTERVAL * model.interval
  if range > MOST_BANDS * step then
    return {{from = model.from, to = model.to}}, plot / (model.to - model.from), true
  end
  local count = -(-range // step)
  step = -(-range // count // model.interval) * model.interval
  for time = from, model.to - 1, step do
    list[#list + 1] = {from = time, to = math.min(model.to, time + step)}
  end
  return list, INTERVAL / model.interval, false
end

-- What has rows: cores, executors, or some executors and all others as one.
local function rows_of(model)
  if pick.cores(model.lanes) <= MOST_ROWS then
    return model.lanes, {}, "cores"
  elseif #model.lanes <= MOST_CHARTS then
    return model.lanes, {}, "executors"
  end
  local list, others = pick.noted(model, {executors = MOST_NOTED, cores = MOST_ROWS})
  return list, others, "cores"
end

-- Words -------------------------------------------------------------------------------

local function title(model)
  local left = ("cluster of %s, %s to %s"):format(
    tostring(model.program):match("[^/]*$"), words.moment(model.from),
    words.moment(model.to))
  if model.to < model.total or model.from > 0 then
    left = left .. " of " .. words.moment(model.total)
  end
  return left
end

local function legend(seen)
  local parts = {}
  if seen.label then
    parts[1] = "m map task, r result task and its partition"
  end
  if seen.label and seen.again then
    parts[#parts + 1] = "m3.1 its second attempt"
  end
  if seen.label and seen.copies then
    parts[#parts + 1] = "m3s a speculative copy"
  end
  if seen.level then
    parts[#parts + 1] = "levels: the part of the cores that is in use"
  end
  return table.concat(parts, "; ")
end

-- A table, for terminals that are too narrow ------------------------------------------

local function as_table(model, options, columns)
  local lines = narrow.lines(options, columns)
  lines[#lines + 1] = "executor  cores   tasks    lost  failed"
  for i, lane in ipairs(model.lanes) do
    if i > MOST_CHARTS then
      lines[#lines + 1] = "+ " .. words.count(#model.lanes - MOST_CHARTS, "executor")
      break
    end
    lines[#lines + 1] = ("%8d  %5d  %6s  %6d  %6d"):format(lane.number, lane.cores,
      words.number(#lane.tasks), lane.lost, lane.failed)
  end
  return lines
end

-- The whole ---------------------------------------------------------------------------

local function picture(model, options, columns)
  local lanes, others, kind = rows_of(model)
  local plot = columns - GUTTER - 3
  local parts, scale, coarse = layout(model, options, plot)
  local seen = {again = model.again > 0, copies = model.copies > 0}
  local lines = options.title ~= false and {title(model)} or {}
  if model.clock == "wall" then
    lines[#lines + 1] = "0 s is " .. format.date(model.zero)
  end
  for i, part in ipairs(parts) do
    local page = grid.new(options)
    if i > 1 then
      lines[#lines + 1] = ""
    end
    bands.draw({model = model, grid = page, from = part.from, to = part.to,
      scale = scale, left = GUTTER, columns = columns, lanes = lanes, others = others,
      kind = kind, coarse = coarse, seen = seen,
      tick = #parts == 1 and part.to - part.from < 2 * model.interval
        and (part.to - part.from) // 4 or model.interval})
    table.move(page:lines(), 1, page.height or 0, #lines + 1, lines)
  end
  return lines, seen
end

---The cluster as lines for a terminal.
---@param model table of viz.cluster.model
---@param options table columns, color, ascii, title
---@return string
function M.draw(model, options)
  local columns = options.columns or USUAL_COLUMNS
  local lines, seen
  if narrow.asks(options, columns) then
    lines, seen = as_table(model, options, columns), {}
  else
    lines, seen = picture(model, options, math.min(columns, 132))
  end
  if options.title ~= false then
    for _, sentence in ipairs(story.sentences(model)) do
      paragraph.add(lines, sentence, columns, options.ascii)
    end
    paragraph.add(lines, legend(seen), columns, options.ascii)
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
