-- viz.timeline.dot: the timeline as a page, lane below lane.
-- SPDX-License-Identifier: MIT
local axis = require("viz.axis")
local canvas = require("viz.canvas")
local jobs = require("viz.timeline.jobs")
local lanes = require("viz.timeline.lanes")
local overview = require("viz.timeline.overview")
local page_module = require("viz.page")
local story = require("viz.timeline.story")
local style = require("viz.style")
local titles = require("viz.titles")
local windows = require("viz.timeline.windows")

local M = {}

local MOST_IN_BLOCKS <const> = 16 -- records a block interval; more are counted
local MOST_BATCHES <const> = 200 -- more are drawn as charts of bins

---@class TimelinePage: Page
local Page = page_module.class()

-- A block in no batch is known by when it was cut, "r0-3620ms"; further ones that were
-- cut in that millisecond are known by their numbers, "r0-5".
local function loose_name(page, block)
  local name = ("r%d-%dms"):format(block.lane.receiver, block.cut // 1000)
  local first = page.loose[name] or block
  page.loose[name] = first
  return first == block and name or block.id:gsub("^input%-", "r")
end

---"block-3-2": block 2 of batch 3.
function Page:block_id(kind, block, suffix)
  local number = block.batch and ("%d-%d"):format(block.batch, block.index)
    or loose_name(self, block)
  return kind .. "-" .. number .. (suffix or "")
end

local function new_page(model, options)
  local page = page_module.new({
    model = model, loose = {},
    canvas = canvas.new({id = "timeline", theme = options.theme}),
    axis = axis.new({from = model.from, to = model.to, interval = model.interval}),
  }, Page)
  page.block_width = model.block * page.axis.scale
  local narrow = page.axis.batch_width < 24
  page.narrow = narrow
  page.number_step = narrow and page.axis.step or 1
  if #model.lanes > 0 then
    page.fine = not narrow and page.block_width >= 6
  else
    local most = 1
    for _, batch in ipairs(model.batches) do
      most = math.max(most, batch.partitions)
    end
    page.fine = not narrow and page.axis.batch_width / most >= 6
  end
  page.dense = model.records.count > MOST_IN_BLOCKS * (model.to - model.from)
    // model.block
  return page
end

local function told(page)
  local notes = {}
  for _, note in ipairs({story.footnote(page.model, page.plain_windows),
    story.missed_note(page.model)}) do
    notes[#notes + 1] = note ~= "" and note or nil
  end
  return {headline = story.headline(page.model),
    settings = story.settings(page.model, page.left_out),
    notes = notes}
end

local function batch_lanes(page, y)
  if #page.model.lanes > 0 then
    y = lanes.records(page, y)
    if page.fine then
      y = lanes.blocks(page, y)
    end
  end
  if not page.fine and #page.model.lanes > 0 then
    page:leave_out(("blocks and partitions as counts, batches=%s shows each"):format(
      page:detailed_range()))
  end
  return lanes.batches(page, y) + 18.5
end

-- A range in which blocks are boxes, as an option: "1..21".
function Page:detailed_range()
  local model = self.model
  local width = math.max(24 / model.interval, 6 / model.block)
  local count = math.max(1, math.floor(style.page.plot / width / model.interval))
  local first = model.from // model.interval + 1
  return ("%d..%d"):format(first, first + count - 1)
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.timeline.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local page = new_page(model, options)
  local y = style.page.first_lane
  if #model.batches > MOST_BATCHES then
    y = overview.draw(page, y)
  else
    y = batch_lanes(page, y)
    for _, group in ipairs(model.windows) do
      group.first = group == model.windows[1]
      y = windows.draw(page, group, y) + 20
    end
    y = jobs.draw(page, y)
  end
  local bottom, top = y + 14, 0
  page.axis:draw(page.canvas)
  page.canvas:behind(function()
    page.axis:grid(page.canvas, bottom)
  end)
  if options.title == false then
    top, bottom = style.page.axis_label - 22, bottom + 16
  else
    bottom = titles.draw(page.canvas, told(page), bottom)
  end
  return page.canvas:finish({bottom = bottom, top = top,
    alt = story.alternative(model)})
end

return M
