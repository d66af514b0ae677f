-- viz.lineage.plan: where the stages of a section stand, and the RDDs in them.
--
-- Stages stand in columns, the result stage in the last one, each as near to it as it
-- can; the RDDs of a stage the same way within it. Along a column viz.layered places
-- them. What is wider than the page loses columns: RDDs that are made one of the other,
-- partition by partition, become one.
-- SPDX-License-Identifier: MIT
local labels = require("viz.lineage.labels")
local layered = require("viz.layered")
local metrics = require("viz.metrics")
local runs = require("viz.lineage.runs")
local style = require("viz.style")

local M = {}

M.cell, M.pitch = 15, 17
M.head, M.foot = 36, 14 -- of an RDD: its lines, and the note below
M.pad, M.title = 9, 20 -- of a stage
M.sizes = {9, 8.5, 8.5}

local LEAST <const>, MOST <const> = 56, 112 -- width of an RDD
local COLUMN_GAP <const>, STAGE_GAP <const> = 28, 40
local ROW_GAP <const>, LANE <const> = 8, 12
local MOST_ROWS <const> = 8
local FIRST_ROWS <const> = 3

-- Rows of partitions ------------------------------------------------------------------

local SEVERITY <const> = {idle = 0, computed = 1, files = 2, kept = 3, keeps = 4,
  again = 5, failed = 6}

local function worst(set, first, last)
  local fate = "idle"
  for partition = first, last do
    local other = set.cells[partition] or "idle"
    if SEVERITY[other] > SEVERITY[fate] then
      fate = other
    end
  end
  return fate
end

local function add_row(rows, set, first, last, text)
  rows[#rows + 1] = {first = first, last = last, text = text,
    fate = worst(set, first, last)}
end

-- A partition, and how often a task tried to compute it if that was not once.
local function name_of(set, partition)
  local own = set.rdd == set.stage.rdd and set.stage.tasks[partition]
  local tries = own and own.done > 0 and own.failures > 0 and #own.list
  return tries and ("p%d, %d tries"):format(partition, tries) or "p" .. partition
end

-- The rows of an RDD: its partitions, or of many the first and the last ones.
local function rows_of(set, all)
  local rows, count = {}, set.rdd.partitions
  if count == 0 then
    add_row(rows, set, 0, -1, "no partition")
  elseif next(set.cells) == nil then
    add_row(rows, set, 0, count - 1, count == 1 and "1 partition"
      or count .. " partitions")
  elseif all or count <= MOST_ROWS then
    for partition = 0, count - 1 do
      add_row(rows, set, partition, partition, name_of(set, partition))
    end
  else
    for partition = 0, FIRST_ROWS - 1 do
      add_row(rows, set, partition, partition, name_of(set, partition))
    end
    add_row(rows, set, FIRST_ROWS, count - 2,
      ("%d more"):format(count - FIRST_ROWS - 1))
    add_row(rows, set, count - 1, count - 1, name_of(set, count - 1))
  end
  return rows
end

---The place of a partition in the rows of an RDD.
---@param set table
---@param partition integer
---@return integer|nil
function M.row(set, partition)
  for i, row in ipairs(set.rows) do
    if partition >= row.first and partition <= row.last then
      return i
    end
  end
  return nil
end

-- Sizes -------------------------------------------------------------------------------

local function measure(set, model)
  set.lines = labels.rdd(set, model.batch and model.batch.number)
  set.rows = rows_of(set, model.all)
  local width = LEAST
  for i, line in ipairs(set.lines) do
    width = math.max(width, metrics.width(line, M.sizes[i], i == 1) + 4)
  end
  for _, row in ipairs(set.rows) do
    width = math.max(width, metrics.width(row.text, style.size.small) + 8)
  end
  if set.note then
    width = math.max(width, metrics.width(set.note, style.size.small) + 4)
  end
  set.w = math.min(MOST, math.ceil(width))
  set.size = M.head + #set.rows * M.pitch + M.foot
end

-- How many steps each node is from the end, at most; returns the most.
local function distances(last, parents_of)
  local most = 0
  local function visit(node, steps)
    if node.steps and node.steps >= steps then
      return
    end
    node.steps = steps
    most = math.max(most, steps)
    for _, parent in ipairs(parents_of(node)) do
      visit(parent, steps + 1)
    end
  end
  visit(last, 0)
  return most
end

local function links_of(set)
  return set.links
end

local function parents_of(stage)
  return stage.parents
end

-- Widths of the columns and where each begins.
local function columns(nodes, count, gap, start)
  local widths, lefts, x = {}, {}, start
  for column = 1, count do
    widths[column] = 0
  end
  for _, node in ipairs(nodes) do
    widths[node.rank] = math.max(widths[node.rank], node.w)
  end
  for column = 1, count do
    lefts[column] = x
    x = x + widths[column] + gap
  end
  return lefts, widths, x - gap
end

-- What comes through a shuffle to an RDD that does not stand in the first column needs
-- a way past those that do: a port in the first column, and an edge from there.
local function with_ports(stage)
  local nodes = table.move(stage.sets, 1, #stage.sets, 1, {})
  for _, set in ipairs(stage.sets) do
    set.entry = nil
    if #set.wide > 0 and set.rank > 1 then
      local port = {rank = 1, size = LANE, is_port = true}
      nodes[#nodes + 1] = port
      set.entry = {from = port, to = set}
      stage.edges[#stage.edges + 1] = set.entry
    end
  end
  return nodes
end

local function plan_stage(stage, model)
  local final = stage.by_rdd[stage.rdd.number]
  for _, set in ipairs(stage.sets) do
    set.steps = nil
  end
  local most = distances(final, links_of)
  stage.edges = {}
  for _, set in ipairs(stage.sets) do
    measure(set, model)
    set.rank = most - (set.steps or most) + 1
    for _, before in ipairs(set.links) do
      stage.edges[#stage.edges + 1] = {from = before, to = set}
    end
  end
  local height = layered.place(with_ports(stage), stage.edges,
    {gap = ROW_GAP, place = LANE})
  local right
  stage.lefts, stage.widths, right = columns(stage.sets, most + 1, COLUMN_GAP, M.pad)
  stage.label = labels.stage(stage, model.batch and model.batch.number)
  local label = metrics.width(stage.label, 9, true) + 2 * M.pad
  stage.w = math.max(right + M.pad, label)
  stage.shift = (stage.w - right - M.pad) / 2
  stage.size = M.title + height + 4
end

-- Columns that can go -----------------------------------------------------------------

-- The longest run of plain RDDs in a stage, from the last to the first.
local function longest_run(stage, with_names)
  local users, best = runs.users(stage), {}
  for _, set in ipairs(stage.sets) do
    local run = runs.from(set, users, with_names)
    if #run > #best then
      best = run
    end
  end
  return best
end

local function merge_run(stage, run)
  local merged = {run = run, rdd = run[1].rdd, stage = stage, cells = run[1].cells,
    links = run[#run].links, wide = {}, others = {}, hidden = 0, op = run[1].op,
    number = run[1].number, mixed = run[1].mixed, deep = run[#run].rdd}
  local gone, sets = {}, {}
  for _, set in ipairs(run) do
    gone[set] = true
  end
  for _, set in ipairs(stage.sets) do
    if not gone[set] then
      sets[#sets + 1] = set
    elseif set == run[1] then
      sets[#sets + 1] = merged
    end
    for i, before in ipairs(set.links) do
      if before == run[1] then
        set.links[i] = merged
      end
    end
  end
  stage.sets = sets
end

-- Makes the widest stage that can be made narrower one run narrower; RDDs that a
-- variable holds go last.
local function squeeze(section)
  for _, with_names in ipairs({false, true}) do
    local widest, best = nil, {}
    for _, stage in ipairs(section.stages) do
      local run = longest_run(stage, with_names)
      if #run >= 2 and (not widest or stage.w > widest.w) then
        widest, best = stage, run
      end
    end
    if widest then
      merge_run(widest, best)
      return true
    end
  end
  return false
end

-- The section -------------------------------------------------------------------------

-- The stages in the order in which they are read: by the place of the RDD that reads.
local function by_use(stages)
  local list = table.move(stages, 1, #stages, 1, {})
  table.sort(list, function(a, b)
    return a.rank > b.rank or a.rank == b.rank and a.order < b.order
  end)
  for _, stage in ipairs(list) do
    stage.use = stage.use or 0
    for _, set in ipairs(stage.sets) do
      for _, before in ipairs(set.wide) do
        before.use = math.min(before.use or math.huge, stage.use + set.at)
      end
    end
  end
  table.sort(list, function(a, b)
    return a.use < b.use or a.use == b.use and a.order < b.order
  end)
  return list
end

local function plan_stages(section)
  local most = distances(section.stages[1], parents_of)
  section.edges = {}
  for _, stage in ipairs(section.stages) do
    stage.rank = most - (stage.steps or most) + 1
    for _, before in ipairs(stage.parents) do
      local edge = {from = before, to = stage}
      section.edges[#section.edges + 1] = edge
      stage.edge_from = stage.edge_from or {}
      stage.edge_from[before] = edge
    end
  end
  section.h = layered.place(by_use(section.stages), section.edges,
    {gap = 14, place = LANE})
  section.lefts, section.widths, section.w = columns(section.stages, most + 1,
    STAGE_GAP, 0)
end

local function plan_once(section, model)
  for _, stage in ipairs(section.stages) do
    stage.steps, stage.edge_from, stage.use = nil, nil, nil
    plan_stage(stage, model)
  end
  plan_stages(section)
end

---Places the stages of a section: fills in rank, at, w and size of stages and RDDs.
---@param section table
---@param model table
---@param width number
function M.place(section, model, width)
  if #section.stages == 0 then
    section.w, section.h = 0, 0
    return
  end
  plan_once(section, model)
  while section.w > width and not model.all and squeeze(section) do
    model.cut = true
    plan_once(section, model)
  end
  for _, stage in ipairs(section.stages) do
    for _, set in ipairs(stage.sets) do
      model.cut = model.cut or #set.rows > 1 and #set.rows < set.rdd.partitions
    end
  end
end

return M
