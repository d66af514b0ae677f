-- viz.storage.text: executors and blocks as a table for a terminal, and the memory of
-- each executor as levels over time.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local grid = require("viz.grid")
local model_module = require("viz.storage.model")
local paragraph = require("viz.paragraph")
local plan = require("viz.storage.plan")
local story = require("viz.storage.story")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local GUTTER <const> = 12
local COLUMN <const> = 6 -- room for "12M", "rdd 12" and a cut at 2600 ms
local LEAST_COLUMNS <const> = 60
local USUAL_COLUMNS <const> = 80
local MOST_ROWS <const> = 10
local LEVELS <const> = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}

local function role(batch)
  return batch and style.batch(batch) or nil
end

-- What a cell says, and whether the copy is gone.
local function cell(moment, column, lanes)
  if column.single and #lanes == 1 then
    local copy = plan.copy(moment, column.blocks[1].id, lanes[1].number)
    if not copy then
      return "·", "muted"
    end
    return (copy.why and "×" or "") .. copy.letter, copy.why and "bad"
      or role(column.batch)
  end
  local sum, text = plan.count(moment, column, lanes), ""
  for _, kind in ipairs({"M", "D", "MD"}) do
    text = text .. (sum[kind] > 0 and sum[kind] .. kind or "")
  end
  if text == "" then
    return sum.gone > 0 and "×" .. sum.gone or "·", sum.gone > 0 and "bad" or "muted"
  end
  return text, role(column.batch)
end

local function head_rows(page, columns, row)
  local seen
  for i, column in ipairs(columns) do
    local x = GUTTER + (i - 1) * COLUMN
    if column.group ~= seen then
      local name = column.group.rest and ("+ %d"):format(column.group.rest)
        or plan.name(column.group):gsub("^batch ", "b"):gsub("^next batch", "next")
      name = #name > COLUMN - 1 and name:gsub(" ", "") or name
      page:put(x, row, name, role(column.group.batch))
      seen = column.group
    end
    page:put(x, row + 1, (column.head:gsub("(%d+) (%a)%a*", "%1%2")), "muted")
  end
  return row + 2
end

local function buffer_of(model, moment, lane)
  local event, count = model.event, 0
  local after = event and moment == model.moments[#model.moments]
  if after and event.executor == lane.number and event.records > 0 then
    return "×" .. event.records, "bad"
  end
  for _, receiver in ipairs(moment.receivers[lane.number] or {}) do
    count = count + (moment.buffers[receiver] or 0)
  end
  local lost = after and event.kind == "driver"
  return count > 0 and (lost and "×" or "") .. count or "", lost and "bad" or nil
end

local function lane_row(page, context, moment, lane, row)
  page:put(0, row, "exec " .. lane.number .. (moment.receivers[lane.number] and " R"
    or ""))
  for i, column in ipairs(context.columns) do
    local text, color = cell(moment, column, {lane})
    page:put(GUTTER + (i - 1) * COLUMN, row, text, color)
  end
  local x = GUTTER + #context.columns * COLUMN
  local text, color = buffer_of(context.model, moment, lane)
  page:put(x, row, text, color)
  if not moment.alive[lane.number] then
    page:put(x + (text == "" and 0 or 4), row, "lost", "bad")
  end
  return row + 1
end

local function sum_row(page, context, moment, row)
  page:put(0, row, "copies")
  for i, column in ipairs(context.columns) do
    local text, least = plan.spread(moment, column)
    page:put(GUTTER + (i - 1) * COLUMN, row, (text:gsub("\u{2013}", "-")),
      least == 0 and "bad" or nil)
  end
  return row + 1
end

local function table_rows(page, context, moment, row)
  page:put(0, row, moment.title, "ink")
  row = head_rows(page, context.columns, row + 1)
  for _, lane in ipairs(context.rows) do
    row = lane_row(page, context, moment, lane, row)
  end
  if #context.others > 0 then
    page:put(0, row, ("+ %d exec"):format(#context.others))
    for i, column in ipairs(context.columns) do
      local text, color = cell(moment, column, context.others)
      page:put(GUTTER + (i - 1) * COLUMN, row, text, color)
    end
    row = row + 1
  end
  return sum_row(page, context, moment, row)
end

-- Memory ------------------------------------------------------------------------------

-- Levels are shares of the ceiling if the memory comes near it, else of the most.
local function memory_row(page, model, lane, row, width)
  local series = model.series[lane.number] or {most = 0}
  local ceiling = lane.memory or 0
  local near = ceiling > 0 and ceiling <= series.most * 3
  local top = near and math.max(ceiling, series.most) or series.most
  page:put(0, row, "exec " .. lane.number)
  for x = 0, width - 1 do
    local used = 0
    local bins = model_module.bins
    for bin = x * bins // width, (x + 1) * bins // width - 1 do
      used = math.max(used, series[bin] or 0)
    end
    if used > 0 then
      page:put(GUTTER + x, row, LEVELS[math.max(1, math.ceil(used * #LEVELS / top))],
        near and used >= ceiling * 0.95 and "bad" or "focus")
    end
  end
  page:put(GUTTER + width + 1, row, story.bytes(series.most), "muted")
  return row + 1
end

local function memory_rows(page, context, row, columns)
  local model, width = context.model, columns - GUTTER - 12
  local last = words.moment(model.to)
  page:put(0, row, "memory", "ink")
  page:put(GUTTER, row, words.moment(model.from))
  page:put(GUTTER + width - #last, row, last)
  page:put(GUTTER + width + 1, row, "most")
  local at = model.moments[#model.moments].time
  if at > model.from and at < model.to then
    local text = "v " .. words.moment(at)
    local x = GUTTER + math.floor((at - model.from) / (model.to - model.from) * width)
    if page:free(x - 1, row, #text + 2) then
      page:put(x, row, text, model.event and "bad" or "ink")
    end
  end
  row = row + 1
  for i, lane in ipairs(model.lanes) do
    if i > MOST_ROWS then
      page:put(0, row, "+ " .. words.count(#model.lanes - MOST_ROWS, "executor"))
      break
    end
    row = memory_row(page, model, lane, row, width)
  end
end

-- The whole ---------------------------------------------------------------------------

local function title(model)
  return ("storage of %s, %s"):format(tostring(model.program):match("[^/]*$"),
    model.moments[#model.moments].title:gsub("^after, ", "at "))
end

local function picture(model, options, columns)
  local most = (columns - GUTTER - 12) // COLUMN
  local list, left = plan.columns(model, most)
  local rows, others = plan.rows(model, MOST_ROWS)
  local context = {model = model, columns = list, rows = rows, others = others}
  local page, row = grid.new(options), 0
  for _, moment in ipairs(model.moments) do
    row = table_rows(page, context, moment, row) + 1
  end
  memory_rows(page, context, row, columns)
  return page:lines(), left
end

---The copies as lines for a terminal.
---@param model table of viz.storage.model
---@param options table columns, color, ascii, title
---@return string
function M.draw(model, options)
  local columns = math.max(LEAST_COLUMNS, math.min(options.columns or USUAL_COLUMNS,
    132))
  local lines = options.title ~= false and {title(model)} or {}
  if model.clock == "wall" then
    lines[#lines + 1] = "0 s is " .. format.date(model.zero)
  end
  local drawn, left = picture(model, options, columns)
  table.move(drawn, 1, #drawn, #lines + 1, lines)
  if options.title ~= false then
    for _, sentence in ipairs(story.sentences(model)) do
      paragraph.add(lines, sentence, columns, options.ascii)
    end
    paragraph.add(lines, "M memory, D disk; a column is a block by its cut in ms, or a "
      .. "partition; 5b or 5p are so many together; the last column: records in no "
      .. "block yet"
      .. (left.rest > 0 and ("; + %d: other batches and RDDs"):format(left.rest) or ""),
      columns, options.ascii)
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
