-- viz.graph.dot: the streams of the program beside the RDDs of one batch, row by row.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local labels = require("viz.graph.labels")
local layered = require("viz.layered")
local metrics = require("viz.metrics")
local story = require("viz.graph.story")
local style = require("viz.style")
local titles = require("viz.titles")

local M = {}

local MARGIN <const>, BETWEEN <const>, PAD <const> = 16, 22, 12
local TOP <const>, HEAD <const> = 56, 34 -- of the panels; from there to the first row
local HEIGHT <const>, ROW <const> = 46, 72
local HEIGHTS <const> = {24, 34, HEIGHT} -- of a box, by its lines
local LEAST_WIDTH <const>, MOST_WIDTH <const> = 76, 126
local GAP <const>, LANE <const> = 14, 10

-- Sizes -------------------------------------------------------------------------------

local SIZES <const> = {10, 8.5, 8.5}
local LEAST_SIZE <const> = 8.5

-- The lines of a box; a label that would make it too wide gives its time to the second.
local function lines_of(model, node)
  local interval = model.interval
  if node.kind == "job" then
    return labels.job(node)
  elseif node.kind == "stream" or node.kind == "output" then
    return labels.stream(node, interval)
  end
  local lines = labels.rdd(node, interval)
  local label, time = lines[1]:match("^(.*) (@ .-)$")
  if label and metrics.width(lines[1], SIZES[1], true) > MOST_WIDTH - 12 then
    lines = {label:gsub(" %d+ of %d+$", "") .. "", ("%s: %s"):format(time, lines[2]),
      lines[3]}
  end
  return lines
end

-- A long label is a little smaller.
local function size_of(label)
  local size = SIZES[1]
  while size > LEAST_SIZE and metrics.width(label, size, true) > MOST_WIDTH - 12 do
    size = size - 0.5
  end
  return size
end

local function measure(model, nodes)
  local widest = LEAST_WIDTH
  for _, node in ipairs(nodes) do
    node.lines = lines_of(model, node)
    node.sizes = {size_of(node.lines[1]), SIZES[2], SIZES[3]}
    for i, line in ipairs(node.lines) do
      widest = math.max(widest, metrics.width(line, node.sizes[i], i == 1) + 12)
    end
  end
  widest = math.min(MOST_WIDTH, math.ceil(widest))
  for _, node in ipairs(nodes) do
    node.size = widest
    node.height = HEIGHTS[#node.lines]
    for i, line in ipairs(node.lines) do
      node.lines[i] = canvas.cut(line, widest - 8, node.sizes[i], i == 1)
    end
  end
end

local function stream_edges(nodes)
  local edges = {}
  for _, node in ipairs(nodes) do
    for _, parent in ipairs(node.parents) do
      edges[#edges + 1] = {from = parent, to = node, wide = node.shuffles}
    end
  end
  return edges
end

-- Boxes -------------------------------------------------------------------------------

local function row_y(rank)
  return TOP + HEAD + (rank - 1) * ROW
end

-- What a box looks like: fill and line as roles, width of the line.
local function look(node)
  if node.kind == "output" or node.kind == "job" then
    return {fill = node.failed and "badw" or "ink", line = node.failed and "badline",
      text = node.failed and "bad" or "paper"}
  elseif node.kind == "stream" then
    return {fill = "paper", line = "ink", text = "ink"}
  end
  local bold = node.kept > 0 and 2 or 0.75
  if node.lost > 0 then
    return {fill = "badw", line = "badline", width = 1.75, text = "bad"}
  end
  local dashed = node.partitions == 0 or nil
  if node.kind == "own" then
    return {fill = "paper", line = "frame", width = bold, text = "ink", dashed = dashed}
  elseif node.mixed then
    return {fill = "focusw", line = "focus", width = bold, text = "ink",
      dashed = dashed}
  end
  local number = node.numbers[1]
  return {fill = node.middle and "wash" or style.batch(number),
    line = node.middle and "frame" or style.batch(number, "l"), width = bold,
    text = "ink", dashed = dashed}
end

local function identity(model, node)
  if node.kind == "stream" then
    return "dstream-" .. (node.key or "g" .. node.number), labels.stream_name(node)
  elseif node.kind == "output" then
    return ("output-%s%d"):format(node.members and "g" or "", node.number),
      labels.stream_name(node)
  elseif node.kind == "job" then
    return ("job-%d-%s%d"):format(model.batch.number,
      node.output.members and "g" or "", node.output.number), labels.job_name(node)
  end
  local name = labels.rdd_name(node, model.interval)
  if node.kind == "own" then
    return "rdd-" .. node.key, name
  end
  local key = node.stream.key or "g" .. node.stream.number
  return ("rdd-%s%s%s"):format(key, key:find("%d$") and "-" or "",
    node.middle and "middle" or node.numbers[1]), name
end

local CLASS <const> = {stream = "dstream", output = "output", rdd = "rdd", own = "rdd",
  job = "job"}

local function draw_node(page, panel, node)
  local id, name = identity(page.model, node)
  local x, y, shape = panel.x + node.at, row_y(node.rank), look(node)
  local batch = node.kind == "rdd" and not node.middle and node.numbers[1]
    or node.kind == "job" and page.model.batch.number or nil
  local share = canvas.sharing({kind = CLASS[node.kind], batch = batch,
    from = panel.from})
  page.canvas:box(share({x = x, y = y, w = node.size, h = node.height, id = id,
    name = name, fill = shape.fill, line = shape.line, dashed = shape.dashed,
    width = shape.width or 0.75}))
  local first = node.height / 2 - (#node.lines - 1) * 6.5
  for i, line in ipairs(node.lines) do
    local role = i > 1 and node.kind == "stream" and "muted" or shape.text
    page.canvas:text(share({x = x + node.size / 2, y = y + first + (i - 1) * 13,
      text = line, anchor = "middle", bold = i == 1, size = node.sizes[i], role = role,
      id = i == 1 and id .. "-label" or nil}))
  end
end

-- Edges -------------------------------------------------------------------------------

-- From the middle of a box's lower side by the bends to the middle of the upper side.
local function spots_of(panel, edge)
  local from, to = edge.from, edge.to
  local list = {{panel.x + from.at + from.size / 2, row_y(from.rank) + from.height}}
  for _, bend in ipairs(edge.bends or {}) do
    local x, y = panel.x + bend.at, row_y(bend.rank)
    list[#list + 1] = {x, y, straight = true}
    list[#list + 1] = {x, y + HEIGHT}
  end
  list[#list + 1] = {panel.x + to.at + to.size / 2, row_y(to.rank)}
  return list
end

local function curve_through(spots)
  local points = {spots[1]}
  for i = 2, #spots do
    local a, b = spots[i - 1], spots[i]
    local reach = a.straight and 0 or (b[2] - a[2]) * 0.5
    points[#points + 1] = {a[1], a[2] + reach}
    points[#points + 1] = {b[1], b[2] - reach}
    points[#points + 1] = b
  end
  local tip, handle = points[#points], points[#points - 1]
  if handle[1] ~= tip[1] or handle[2] == tip[2] then
    points[#points - 1] = {tip[1], tip[2] - 8}
  end
  return points
end

-- Between RDDs of one stream: straight to the neighbour, or in a bow above others.
local function sideways(panel, edge)
  local from, to = edge.from, edge.to
  local y = row_y(to.rank)
  local x1, x2 = panel.x + from.at + from.size, panel.x + to.at
  if x2 > x1 and x2 - x1 < GAP + 2 * LANE + 1 then
    local middle = y + math.min(from.height, to.height) / 2
    return {{x1, middle}, {x1, middle}, {x2, middle}, {x2, middle}}
  end
  x1, x2 = panel.x + from.at + from.size * 0.75, panel.x + to.at + to.size * 0.25
  return {{x1, y}, {x1, y - 18}, {x2, y - 18}, {x2, y}}
end

local function draw_edge(page, panel, edge)
  local level = edge.from.rank == edge.to.rank
  local points = level and sideways(panel, edge) or curve_through(spots_of(panel, edge))
  page.canvas:curve({points = points, role = "ink", width = edge.wide and 2.25 or 1,
    arrow = true, from = panel.from,
    kind = edge.wide and "edge shuffle" or "edge narrow"})
end

-- Only beside a line that no other one can cross.
local function write_notes(page, panel)
  local leave, enter = {}, {}
  for _, edge in ipairs(panel.edges) do
    leave[edge.from] = (leave[edge.from] or 0) + 1
    enter[edge.to] = (enter[edge.to] or 0) + 1
  end
  for _, edge in ipairs(panel.edges) do
    local from, to = edge.from, edge.to
    local x = panel.x + to.at + to.size / 2
    local straight = math.abs(from.at + from.size / 2 - to.at - to.size / 2) < 1
    if edge.wide and straight and to.rank == from.rank + 1 and leave[from] == 1
      and enter[to] == 1 and x + 42 < panel.left + panel.width then
      page.canvas:place({{x = x + 6, text = "shuffle", size = style.size.small,
        y = (row_y(from.rank) + from.height + row_y(to.rank)) / 2, role = "muted"}})
    end
  end
end

-- Panels ------------------------------------------------------------------------------

-- Whether an RDD is made of those of several batches, directly or not.
local function mark_mixed(graph)
  local changed = true
  while changed do
    changed = false
    for _, edge in ipairs(graph.edges) do
      local from, to = edge.from, edge.to
      local mixes = to.kind == "rdd" and from.kind == "rdd" and not to.mixed
        and (from.batch ~= to.batch and not from.middle or from.middle ~= to.middle
          or from.mixed)
      if mixes then
        to.mixed, changed = true, true
      end
    end
  end
end

local function new_panel(title, note, nodes, edges)
  local content = layered.place(nodes, edges, {gap = GAP, place = LANE})
  local heads = metrics.width(title, style.size.lane, true)
    + metrics.width(note, style.size.small)
  return {title = title, note = note, nodes = nodes, edges = edges, content = content,
    width = math.max(content, heads + 24) + 2 * PAD}
end

local function draw_panel(page, panel, height)
  page.canvas:box({x = panel.left, y = TOP, w = panel.width, h = height, line = "rule"})
  page.canvas:text({x = panel.left + PAD, y = TOP + 15, text = panel.title, bold = true,
    size = style.size.lane})
  page.canvas:text({x = panel.left + panel.width - PAD, y = TOP + 15, anchor = "right",
    text = panel.note, size = style.size.small, role = "muted"})
  panel.x = panel.left + (panel.width - panel.content) / 2
  for _, edge in ipairs(panel.edges) do
    draw_edge(page, panel, edge)
  end
  for _, node in ipairs(panel.nodes) do
    draw_node(page, panel, node)
    page.canvas:take(panel.x + node.at, row_y(node.rank), panel.x + node.at + node.size,
      row_y(node.rank) + node.height)
  end
end

-- Spreads the panels over the page, or makes the page as wide as they are.
local function arrange(panels)
  local sum = 0
  for _, panel in ipairs(panels) do
    sum = sum + panel.width
  end
  local room = style.page.width - 2 * MARGIN - BETWEEN * (#panels - 1)
  local factor, x = math.max(1, room / sum), MARGIN
  for _, panel in ipairs(panels) do
    panel.width = panel.width * factor
    panel.left = x
    x = x + panel.width + BETWEEN
  end
  return math.ceil(x - BETWEEN + MARGIN)
end

local function draw_titles(page, options, bottom)
  if options.title == false then
    return
  end
  titles.draw_structure(page.canvas, {headline = story.headline(page.model),
    details = story.details(page.model), rules = story.rules(page.model)}, bottom + 18)
end

local function panels_of(model)
  measure(model, model.nodes)
  local list = {new_panel("DStream graph", "the program", model.nodes,
    stream_edges(model.nodes))}
  if model.rdds then
    mark_mixed(model.rdds)
    measure(model, model.rdds.nodes)
    local since = model.batch.time_us - model.zero
    list[2] = new_panel(("RDD graph of batch %d"):format(model.batch.number),
      ("made at %s s"):format(require("viz.format").seconds(since)), model.rdds.nodes,
      model.rdds.edges)
    list[2].from = model.batch.time_us // 1000
  end
  return list
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.graph.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local panels = panels_of(model)
  local width = arrange(panels)
  local page = {model = model, canvas = canvas.new({id = "graph", theme = options.theme,
    width = width})}
  local height = row_y(model.ranks) + HEIGHT + PAD - TOP
  for _, panel in ipairs(panels) do
    draw_panel(page, panel, height)
  end
  for _, panel in ipairs(panels) do
    write_notes(page, panel)
  end
  draw_titles(page, options, TOP + height)
  local plain = options.title == false
  return page.canvas:finish({bottom = TOP + height + (plain and 10 or 36),
    top = plain and TOP - 10 or 0, alt = story.alt(model)})
end

return M
