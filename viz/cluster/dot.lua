-- viz.cluster.dot: executors and cores as a page, row below row.
--
-- How much is drawn depends on how much there is: a row for each core; in a larger
-- cluster a chart for each executor; in a still larger one rows for those executors to
-- which something happened, and one chart for all the others.
-- SPDX-License-Identifier: MIT
local axis = require("viz.axis")
local canvas = require("viz.canvas")
local lanes = require("viz.cluster.lanes")
local overview = require("viz.cluster.overview")
local page_module = require("viz.page")
local pick = require("viz.cluster.pick")
local profile = require("viz.cluster.profile")
local running = require("viz.cluster.running")
local story = require("viz.cluster.story")
local style = require("viz.style")
local titles = require("viz.titles")
local waiting = require("viz.waiting")
local words = require("sluice.words")

local M = {}

local LEFT <const>, WIDTH <const> = 112, 624
local WIDE_ROWS <const> = 12 -- cores with rows as high as they look best
local MOST_ROWS <const> = 26 -- cores with a row of their own
local MOST_CHARTS <const> = 20 -- executors with a chart of their own
local MOST_NOTED <const> = 5 -- executors of a large cluster that have rows
local MOST_BATCHES <const> = 200 -- more are drawn as charts of bins

local function rows_for(list)
  return pick.cores(list) <= WIDE_ROWS and lanes.rows.wide or lanes.rows.dense
end

local function new_page(model, options)
  local page = page_module.new({
    model = model, task_ids = {}, said = {}, labelled = 0,
    unlabelled = 0, canvas = canvas.new({id = "cluster", theme = options.theme}),
    axis = axis.new({from = model.from, to = model.to, interval = model.interval,
      left = LEFT, width = WIDTH}),
  })
  page.binned = (model.to - model.from) / model.interval > MOST_BATCHES
  page.number_step = page.axis.batch_width < 24 and page.axis.step or 1
  page.row = rows_for(model.lanes)
  return page
end

local function draw_others(page, others, y)
  local cores = pick.cores(others)
  local name = ("%s executors"):format(words.number(#others))
  page.canvas:text({x = style.page.margin, y = y + 20, text = name,
    size = style.size.lane, bold = true})
  page.canvas:text({x = style.page.margin, y = y + 32, role = "muted",
    text = "cores in use", size = style.size.small})
  page:leave_out(("%s executors, %s cores as one chart, executor=%d shows one"):format(
    words.number(#others), words.number(cores), others[1].number))
  return profile.draw(page, others, y, {height = 54, scale = true}) + 12
end

local function draw_executors(page, y)
  local model = page.model
  local draw = page.binned and lanes.chart or lanes.executor
  local list, others = model.lanes, nil
  if #list > MOST_CHARTS then
    list, others = pick.noted(model,
      {executors = MOST_NOTED, cores = MOST_ROWS})
    page.row = rows_for(list)
  elseif pick.cores(list) > MOST_ROWS then
    draw = lanes.chart
    page:leave_out(("cores as a chart for each executor, executor=%d shows single ones"
      ):format(list[1].number))
  end
  for _, lane in ipairs(list) do
    y = draw(page, lane, y)
  end
  if others then
    y = draw_others(page, others, y + 4)
  end
  return y
end

local function draw_waiting(page, y)
  local below = waiting.draw(page, y)
  if below == y then
    return y
  end
  page.canvas:text({x = style.page.margin, y = y + 6, text = "batches",
    size = style.size.lane, bold = true})
  return below + 8
end

-- Where the tasks are too short to be read, a range in which they are not.
local function note_short_tasks(page)
  if page.unlabelled <= page.labelled or page.binned then
    return
  end
  local hint = story.closer_range(page.model)
  if hint then
    page:leave_out(("tasks are short here, %s shows single ones"):format(hint))
  end
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.cluster.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local page = new_page(model, options)
  local y = style.page.first_lane
  if page.binned then
    y = draw_executors(page, overview.waiting(page, y))
    y = overview.running(page, y + 4)
  else
    y = draw_executors(page, draw_waiting(page, y))
    y = running.draw(page, y + 3)
    note_short_tasks(page)
  end
  local bottom, top = y + 10, 0
  page.axis:draw(page.canvas)
  page.canvas:behind(function()
    page.axis:grid(page.canvas, bottom)
  end)
  if options.title == false then
    top, bottom = style.page.axis_label - 22, bottom + 16
  else
    bottom = titles.draw(page.canvas, {headline = story.headline(model),
      settings = story.settings(model, page.left_out),
      notes = story.footnotes(model, page)}, bottom)
  end
  return page.canvas:finish({bottom = bottom, top = top,
    alt = story.alternative(model)})
end

return M
