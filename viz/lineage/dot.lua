-- viz.lineage.dot: the stages of each output's jobs as boxes, the partitions of RDDs in
-- them as cells, and lines for what is made of what.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local dependency = require("viz.lineage.dependency")
local labels = require("viz.lineage.labels")
local plan = require("viz.lineage.plan")
local story = require("viz.lineage.story")
local style = require("viz.style")
local titles = require("viz.titles")

local M = {}

local MARGIN <const>, TOP <const> = 16, 58
local SECTION_HEAD <const>, SECTION_GAP <const> = 20, 24

---@class LineagePage
local Page = {}
Page.__index = Page

-- Places ------------------------------------------------------------------------------

function Page:set_box(set)
  local stage = set.stage
  local left = stage.x + stage.shift + stage.lefts[set.rank]
  return left + (stage.widths[set.rank] - set.w) / 2, stage.y + plan.title + set.at
end

function Page:row_y(set, i)
  local _, y = self:set_box(set)
  return y + plan.head + (i - 1) * plan.pitch
end

-- What it looks like ------------------------------------------------------------------

local function hue(set, suffix)
  if set.mixed then
    return suffix == "l" and "focus" or "focusw"
  elseif not set.number then
    return suffix == "l" and "frame" or "paper"
  end
  return style.batch(set.number, suffix)
end

-- Fill, line, width, dashes and text of a partition, by what became of it.
local function cell_look(set, fate)
  local look = {fill = hue(set), line = hue(set, "l"), width = 0.75, text = "ink"}
  if fate == "idle" then
    return {fill = "paper", line = "frame", width = 0.75, dashed = true, text = "muted"}
  elseif fate == "again" or fate == "failed" then
    return {fill = "badw", line = "badline", width = 1.75, text = "bad",
      hatch = fate == "again"}
  elseif fate == "kept" or fate == "keeps" then
    look.width = 2
  end
  return look
end

-- Ids ---------------------------------------------------------------------------------

-- The same RDD may be in several stages: the first one has the plain id.
function Page:unique(id, stage)
  if self.ids[id] then
    local list = labels.stages(stage)
    id = ("%s-s%d"):format(id, list[1] and list[1].number or stage.order)
  end
  while self.ids[id] do
    id = id .. "x"
  end
  self.ids[id] = true
  return id
end

local function set_id(set)
  if set.key and set.number then
    return ("rdd-%s%s%d"):format(set.key, set.key:find("%d$") and "-" or "", set.number)
  end
  return ("rdd-%s%d"):format(set.run and "run-" or "", set.rdd.number)
end

-- Drawing -----------------------------------------------------------------------------

local function draw_stage(page, stage)
  local ran, again = #stage.ran > 0, labels.is_again(stage)
  local number = labels.stages(stage)[1]
  local id = page:unique("stage-" .. (number and number.number or "r" .. stage.order),
    stage)
  page.canvas:box({x = stage.x, y = stage.y, w = stage.w, h = stage.size, id = id,
    kind = ran and "stage" or "stage skipped", fill = ran and "wash" or "paper",
    line = again and "badline" or "frame", width = again and 1.75 or 0.75,
    dashed = not ran or nil, name = stage.label, batch = page.number,
    from = page.from})
  page.canvas:text({x = stage.x + plan.pad, y = stage.y + 11, text = stage.label,
    bold = true, size = 9, role = again and "bad" or ran and "ink" or "muted",
    id = id .. "-label", kind = "stage", batch = page.number, from = page.from})
end

local function draw_row(page, set, i, row, id)
  local x, look = page:set_box(set), cell_look(set, row.fate)
  local y = page:row_y(set, i)
  local place = set.places and row.first == row.last and set.places[row.first]
  local own = place and ("partition-%d-%d"):format(set.number, place)
    or ("%s-p%d"):format(id, row.first)
  local text = row.text
  local box = {x = x, y = y, w = set.w, h = plan.cell, fill = look.fill,
    line = look.line, width = look.width, dashed = look.dashed, kind = "partition",
    batch = set.number, from = page.from, id = page:unique(own, set.stage),
    name = row.first == row.last and labels.partition(set, row.first)
      or ("RDD %d: %s"):format(set.rdd.number, text)}
  page.canvas:box(box)
  if look.hatch then
    page.canvas:hatch({x = x, y = y, w = 12, h = plan.cell, role = "badline"})
  end
  if row.fate == "files" then
    page.canvas:line({points = {{x, y + plan.cell - 1}, {x + set.w, y + plan.cell - 1}},
      role = look.line, width = 3})
  end
  if row.fate == "failed" then
    text = text .. " \u{d7}"
  end
  page.canvas:text({x = x + set.w / 2, y = y + plan.cell / 2, text = text,
    anchor = "middle", size = style.size.small, role = look.text,
    id = box.id .. "-label", kind = "partition", batch = set.number, from = page.from})
end

local function draw_set(page, set)
  local x, y = page:set_box(set)
  local id = page:unique(set_id(set), set.stage)
  local idle = next(set.cells) == nil
  local lines = {}
  for _, line in ipairs(set.lines) do
    lines[#lines + 1] = line ~= "" and line or nil
  end
  local middle, first = x + set.w / 2, y + plan.head - #lines * 11
  for i, line in ipairs(lines) do
    local size, bold = i == 1 and plan.sizes[1] or plan.sizes[2], i == 1
    page.canvas:text({x = middle, y = first + (i - 1) * 11 + 4, anchor = "middle",
      text = canvas.cut(line, set.w, size, bold), size = size, bold = bold,
      role = (idle or i > 1) and "muted" or "ink", id = i == 1 and id or nil,
      kind = "rdd", batch = set.number, from = page.from,
      name = i == 1 and table.concat(lines, ", ") or nil})
  end
  for i, row in ipairs(set.rows) do
    draw_row(page, set, i, row, id)
  end
  if set.note then
    page.canvas:text({x = middle, y = y + plan.head + #set.rows * plan.pitch + 6,
      text = canvas.cut(set.note, set.w + 8, style.size.small), anchor = "middle",
      size = style.size.small, role = set.note_role, kind = "rdd", batch = set.number,
      from = page.from})
  end
end

-- Lines -------------------------------------------------------------------------------

-- Whether one row stands for all partitions.
local function is_summed(set)
  return #set.rows == 1 and set.rows[1].first ~= set.rows[1].last
end

-- Which rows of the RDD before go into which rows of an RDD: pairs, each once.
local function pairs_of(page, set, before)
  local rdd, list, seen = set.deep or set.rdd, {}, {}
  local function add(i, k)
    if i and k and not seen[i * 65536 + k] then
      seen[i * 65536 + k] = true
      list[#list + 1] = {i, k}
    end
  end
  if is_summed(set) or is_summed(before) then
    for i = 1, #before.rows do
      for k = 1, #set.rows do
        add(i, k)
      end
    end
    return list
  end
  for place, number in ipairs(rdd.parents) do
    if number == before.rdd.number then
      for partition = 0, rdd.partitions - 1 do
        local fate = set.cells[partition] or "idle"
        local first, last = dependency.partitions(page.model.trace, rdd, place,
          partition)
        local reads = fate ~= "idle" and fate ~= "kept" and fate ~= "files"
        for other = first, reads and last or first - 1 do
          add(plan.row(before, other), plan.row(set, partition))
        end
      end
    end
  end
  return list
end

-- From a cell to a cell, by way of the bends.
function Page:connect(from, i, to, k, line)
  local x1 = self:set_box(from) + from.w
  local x2 = self:set_box(to)
  local points = {{x1, self:row_y(from, i) + plan.cell / 2}}
  table.move(line.bends, 1, #line.bends, 2, points)
  points[#points + 1] = {x2, self:row_y(to, k) + plan.cell / 2}
  self.canvas:line({points = points, role = line.role, width = line.width,
    dashed = line.dashed, kind = line.kind, batch = line.batch, from = self.from})
end

local function narrow_line(set, before)
  local idle = next(set.cells) == nil or next(before.cells) == nil
  if idle then
    return {role = "frame", width = 0.75, dashed = true, kind = "edge narrow"}
  end
  return {role = hue(before, "l"), width = 1, kind = "edge narrow",
    batch = before.number}
end

-- Past the RDDs of a column of a stage, at a height.
local function pass(stage, bends, rank, at)
  local left = stage.x + stage.shift + stage.lefts[rank]
  local y = stage.y + plan.title + at
  bends[#bends + 1] = {left, y}
  bends[#bends + 1] = {left + stage.widths[rank], y}
end

local function draw_narrow(page, stage)
  for _, edge in ipairs(stage.edges) do
    local set, before = edge.to, edge.from
    if not before.is_port then
      local line = narrow_line(set, before)
      line.bends = {}
      for _, bend in ipairs(edge.bends) do
        pass(stage, line.bends, bend.rank, bend.at)
      end
      for _, pair in ipairs(pairs_of(page, set, before)) do
        page:connect(before, pair[1], set, pair[2], line)
      end
    end
  end
end

-- The way from a stage to an RDD that reads its shuffle, as far as other boxes are in
-- it.
local function way_of(page, section, set, stage)
  local bends = {}
  for _, bend in ipairs(set.stage.edge_from[stage].bends) do
    local left, y = page.left + section.lefts[bend.rank], page.top + bend.at
    bends[#bends + 1] = {left, y}
    bends[#bends + 1] = {left + section.widths[bend.rank], y}
  end
  local entry = set.entry
  if entry then
    pass(set.stage, bends, 1, entry.from.at + entry.from.size / 2)
    for _, bend in ipairs(entry.bends) do
      pass(set.stage, bends, bend.rank, bend.at)
    end
  end
  return bends
end

-- Shuffles that are read; to an RDD that is kept whole, what it was read from.
local function draw_wide(page, section, set)
  local idle = next(set.cells) == nil
  for _, stage in ipairs(set.wide) do
    local before = stage.by_rdd[stage.rdd.number]
    local bends = way_of(page, section, set, stage)
    for k, row in ipairs(set.rows) do
      local reads = row.fate ~= "kept" and row.fate ~= "idle" and row.fate ~= "files"
      local line = {role = reads and "ink" or "frame", width = reads and 1 or 0.75,
        dashed = not reads or nil, kind = "edge shuffle", bends = bends}
      for i = 1, row.fate == "idle" and not idle and 0 or #before.rows do
        page:connect(before, i, set, k, line)
      end
    end
  end
end

local function draw_section(page, section)
  local first = section.jobs[1]
  local failed = section.failed and ": " .. labels.failure(section) or ""
  page.canvas:text({x = MARGIN, y = page.top - 10, bold = true, text = canvas.cut(
    labels.section(section) .. failed, page.canvas.width - 120, style.size.lane, true),
    size = style.size.lane,
    role = section.failed and "bad" or "ink", kind = "job", batch = page.number,
    from = first.started_us // 1000})
  page.from = first.started_us // 1000
  for _, stage in ipairs(section.stages) do
    stage.x = page.left + section.lefts[stage.rank]
    stage.y = page.top + stage.at
    draw_stage(page, stage)
  end
  for _, stage in ipairs(section.stages) do
    draw_narrow(page, stage)
    for _, set in ipairs(stage.sets) do
      draw_wide(page, section, set)
    end
  end
  for _, stage in ipairs(section.stages) do
    for _, set in ipairs(stage.sets) do
      draw_set(page, set)
    end
  end
end

local function draw_titles(page, options, bottom)
  if options.title == false then
    return
  end
  titles.draw_structure(page.canvas, {headline = story.headline(page.model),
    role = page.model.counts.failed > 0 and "bad" or "ink",
    details = story.details(page.model), rules = story.rules(page.model)}, bottom + 8)
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.lineage.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local width = style.page.width
  for _, section in ipairs(model.sections) do
    plan.place(section, model, style.page.width - 2 * MARGIN)
    width = math.max(width, math.ceil(section.w + 2 * MARGIN))
  end
  local page = setmetatable({model = model, ids = {}, left = MARGIN,
    number = model.batch and model.batch.number,
    canvas = canvas.new({id = "lineage", theme = options.theme, width = width})}, Page)
  page.top = TOP + SECTION_HEAD
  for _, section in ipairs(model.sections) do
    draw_section(page, section)
    page.top = page.top + section.h + SECTION_HEAD + SECTION_GAP
  end
  local bottom = page.top - SECTION_HEAD - SECTION_GAP + 8
  draw_titles(page, options, bottom)
  local plain = options.title == false
  return page.canvas:finish({bottom = bottom + (plain and 4 or 26),
    top = plain and TOP - 10 or 0, alt = story.alt(model)})
end

return M
