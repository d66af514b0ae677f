-- viz.canvas: a page to draw on; what comes out is DOT for `neato -n2`.
--
-- A view gives places in points from the top left corner, y downwards, and roles in
-- place of colours. Elements are drawn in the order of the calls. What every element
-- may have:
--   id     the same thing has the same id in all views
--   kind   its class, such as "block"
--   batch  the number of the batch that it belongs to
--   from   the time in ms from which it is true, so that a player can hide the future
--   name   what is shown under the mouse and read aloud; without it it is decoration
-- Graphviz wants the y axis upwards, sizes in inches, and measures text up to an eighth
-- wider than a browser does: text nodes are made 1.32 times as wide as their text.
-- SPDX-License-Identifier: MIT
local metrics = require("viz.metrics")
local style = require("viz.style")

local M = {}

---@class Canvas
local Canvas = {}
Canvas.__index = Canvas

local TEXT_ROOM <const> = 1.32
local MOST_CUT <const> = 300 -- characters that may fit at all
M.text_room = TEXT_ROOM
local BAND <const> = 16 -- height of the bands by which taken places are looked up

---@param options {id: string, theme: string?, width: number?}
---@return Canvas
function M.new(options)
  return setmetatable({
    id = options.id, theme = options.theme or "light",
    width = options.width or style.page.width,
    parts = {}, names = {}, decorations = 0, taken = {},
  }, Canvas)
end

function Canvas:color(role)
  return role and style.color(self.theme, role) or "transparent"
end

-- No control character, no quote, "&" nor backslash; the ranges of most letters first.
local PLAIN <const> = "^[]-~ '-[!#$%%]*$"

-- Text between double quotes in DOT, as node name or as label.
local function quote(text)
  if text:find(PLAIN) then
    return "\"" .. text .. "\"" -- nearly all are plain
  elseif not utf8.len(text) then
    text = text:gsub("[\128-\255]", "?")
  end
  text = text:gsub("[%c]", " "):gsub("\\", "/"):gsub("&", "&amp;"):gsub("\"", "\\\"")
  return "\"" .. text .. "\""
end

-- Graphviz tells nodes apart by their names: a repeated name gets blanks at its end.
function Canvas:node_name(name)
  if not name then
    self.decorations = self.decorations + 1
    return "\"." .. self.decorations .. "\""
  end
  local times = self.names[name] or 0
  self.names[name] = times + 1
  return quote(times == 0 and name or name .. (" "):rep(times))
end

-- The attributes id and class. Role classes let a style sheet change the theme.
local function identity(e, roles)
  local batch, from = e.batch, e.from
  return (e.id and ", id=" .. quote(e.id) or "") .. ", class=\""
    .. (e.kind and e.kind .. " " or "") .. (batch and ("batch-%d "):format(batch) or "")
    .. (from and ("from-%d "):format(from) or "") .. roles .. "\""
end

-- A part is DOT as texts and heights that take turns: heights are counted from the top,
-- and Graphviz counts from a bottom that is known at the end.
function Canvas:add(...)
  self.parts[#self.parts + 1] = {...}
end

local function fill_of(self, e)
  if not e.fill then
    return nil
  elseif e.opacity then
    return style.tint(self.theme, e.fill, e.opacity)
  end
  return self:color(e.fill)
end

-- Colours and style of a box, and its roles as classes.
local function look_of(self, e)
  local fill, line = fill_of(self, e), e.line
  local fills = fill and ", fillcolor=\"" .. fill .. "\"" or ""
  if fill and not line and not e.dashed then
    return fills .. ", style=\"filled\"", "f-" .. e.fill -- most are like this
  end
  local lines = line and (", color=\"%s\", penwidth=%.4g"):format(self:color(line),
    e.width or 0.75) or ""
  local styles = (fill and "filled" or "") .. (fill and e.dashed and "," or "")
    .. (e.dashed and "dashed" or "")
  return fills .. lines .. (styles ~= "" and ", style=\"" .. styles .. "\"" or ""),
    (fill and "f-" .. e.fill or "") .. (fill and line and " " or "")
    .. (line and "s-" .. line or "")
end

---A box: x, y, w, h; fill and line are roles, width that of the line, dashed or not.
function Canvas:box(e)
  local w, h = e.w, e.h
  local look, roles = look_of(self, e)
  self:add(self:node_name(e.name) .. (" [pos=\"%.2f,"):format(e.x + w / 2), e.y + h / 2,
    ("!\", width=%.4f, height=%.4f%s%s];"):format(w / 72, h / 72, look,
      identity(e, roles)))
end

---A dot: x, y of its middle, radius, fill.
function Canvas:dot(e)
  local size = (e.radius or 2.1) / 36
  self:add(self:node_name(e.name) .. (" [shape=circle, pos=\"%.2f,"):format(e.x), e.y,
    ("!\", width=%.4f, height=%.4f, style=filled, fillcolor=\"%s\"%s];"):format(size,
      size, self:color(e.fill), identity(e, "f-" .. e.fill)))
end

-- What stands before and behind the path of an edge. One from an invisible node to
-- itself can have any path.
function Canvas:ends_of_edge(e, color)
  local name = self:node_name(e.name)
  local dash = e.dashed == "dotted" and ", style=dotted"
    or e.dashed and ", style=dashed" or ""
  local head = e.arrow and ", arrowhead=normal, arrowsize=0.5" or ""
  return name .. " [shape=none, style=invis, pos=\"0,0!\", width=.01, height=.01];\n"
    .. name .. " -> " .. name .. " [pos=\"",
    ("\", color=\"%s\", penwidth=%.4g%s%s%s];"):format(color or self:color(e.role),
      e.width or 0.75, dash, head, identity(e, "s-" .. e.role))
end

-- Straight pieces, each a list of {x, y}, as Béziers whose ends are their own handles.
function Canvas:path(e, list, color)
  local before, behind = self:ends_of_edge(e, color)
  local part, size = {}, 0
  for _, points in ipairs(list) do
    for i, point in ipairs(points) do
      local spot, y = (" %.2f,"):format(point[1]), point[2]
      for time = 1, (i == 1 or i == #points) and 2 or 3 do
        part[size + 1] = i == 1 and time == 1 and before .. spot:sub(2) or spot
        part[size + 2] = y
        size = size + 2
      end
    end
    before = ";"
  end
  part[size + 1] = behind
  self.parts[#self.parts + 1] = part
end

-- A path of one straight piece: there are many of those.
function Canvas:stroke(e, from, to)
  local before, behind = self:ends_of_edge(e)
  local x1, y1 = ("%.2f,"):format(from[1]), from[2]
  local x2, y2 = (" %.2f,"):format(to[1]), to[2]
  self:add(before .. x1, y1, " " .. x1, y1, x2, y2, x2, y2, behind)
end

local ARROW <const> = 5 -- length of the head of an arrow

---A curve: the points of a Bézier path, 3n + 1 of them, in a role; width, dashed; with
---`arrow` it has a head at its end, for directions that are not those of time.
function Canvas:curve(e)
  local points, part = table.move(e.points, 1, #e.points, 1, {}), {}
  if e.arrow then
    e.kind = (e.kind and e.kind .. " " or "") .. "arrow"
    local tip, handle = points[#points], points[#points - 1]
    local dx, dy = tip[1] - handle[1], tip[2] - handle[2]
    local far = math.max((dx * dx + dy * dy) ^ 0.5, 0.01)
    part[1], part[2] = ("e,%.2f,"):format(tip[1]), tip[2]
    points[#points] = {tip[1] - dx / far * ARROW, tip[2] - dy / far * ARROW}
  end
  for _, point in ipairs(points) do
    part[#part + 1] = (#part > 0 and " %.2f," or "%.2f,"):format(point[1])
    part[#part + 1] = point[2]
  end
  local before, behind = self:ends_of_edge(e)
  part[1], part[#part + 1] = before .. part[1], behind
  self.parts[#self.parts + 1] = part
end

-- Graphviz reads no text that is longer than 16384 bytes; a point takes up to 50.
local MOST_POINTS <const> = 250

---A line through points {{x, y}, …} in a role; width, dashed. A very long one becomes
---several, of which the first has the id and the name.
function Canvas:line(e)
  local points = e.points
  if #points == 2 then
    self:stroke(e, points[1], points[2])
    return
  elseif #points <= MOST_POINTS then
    self:path(e, {points})
    return
  end
  for from = 1, #points - 1, MOST_POINTS - 1 do
    local part = from == 1 and e
      or setmetatable({id = false, name = false}, {__index = e})
    local to = math.min(from + MOST_POINTS - 1, #points)
    self:path(part, {table.move(points, from, to, 1, {})})
  end
end

---Hatching at 45° in a box: x, y, w, h, role; step is the distance of the lines.
function Canvas:hatch(e)
  local step, bottom, list = e.step or 4, e.y + e.h, {}
  local offset = -e.h + step
  while offset < e.w do
    local from, to = math.max(0, -offset), math.min(e.h, e.w - offset)
    if to - from > 0.5 then
      local x = e.x + offset
      list[#list + 1] = {{x + from, bottom - from}, {x + to, bottom - to}}
    end
    offset = offset + step
  end
  e.width = e.width or 0.6
  if #list > 0 then
    self:path(e, list)
  end
end

---A broad band from x1, y1 to x2, y2 in the colour of a batch (role b0 to b3). On
---paper, where batches are white and grey, the band takes the colour of their lines,
---thin.
function Canvas:ribbon(e)
  local color
  if self.theme == "print" then
    color = style.tint(self.theme, e.role .. "l", 0.22)
  else
    color = style.tint(self.theme, e.role, 0.7)
  end
  e.width = e.width or 7
  self:path(e, {{{e.x1, e.y1}, {e.x2, e.y2}}}, color)
end

---What a function draws goes behind all that is drawn already.
---@param draw fun()
function Canvas:behind(draw)
  local front = self.parts
  self.parts = {}
  draw()
  table.move(front, 1, #front, #self.parts + 1, self.parts)
end

---Returns a function that gives elements what they share.
---@param shared table
---@return fun(element: table): table
function M.sharing(shared)
  local class = {__index = shared}
  return function(element)
    return setmetatable(element, class)
  end
end

-- Text --------------------------------------------------------------------------------

local ANCHORS = {left = 0, middle = 0.5, right = 1}
local ENDS = {left = "\\l", middle = "", right = "\\r"}

-- The room that a text takes: left, top, right, bottom.
local function room(e)
  local width = metrics.width(e.text, e.size or style.size.label, e.bold)
  local left = e.x - width * ANCHORS[e.anchor or "left"]
  local half = (e.size or style.size.label) / 2
  return left, e.y - half, left + width, e.y + half
end

---Marks a place as taken, for `free`.
function Canvas:take(left, top, right, bottom)
  for band = top // BAND, bottom // BAND do
    local list = self.taken[band] or {}
    self.taken[band] = list
    list[#list + 1] = {left, top, right, bottom}
  end
end

---Whether nothing stands in a place that was marked as taken, nor text.
function Canvas:free(left, top, right, bottom)
  for band = top // BAND, bottom // BAND do
    for _, other in ipairs(self.taken[band] or {}) do
      local apart = left >= other[3] or other[1] >= right
        or top >= other[4] or other[2] >= bottom
      if not apart then
        return false
      end
    end
  end
  return left >= 4 and right <= self.width - 4
end

local function font(e)
  if e.bold then
    return ", fontname=\"Helvetica-Bold\""
  end
  return e.italic and ", fontname=\"Helvetica-Oblique\"" or ""
end

local function text_room(text, size, bold)
  return metrics.width(text, size, bold) * TEXT_ROOM + 4
end

-- A node that would leave the page on the right makes the page wider: near the edge the
-- same text is held by its right end, and a text too long for that is cut.
function Canvas:keep_on_page(e, size)
  local text, node = e.text, text_room(e.text, size, e.bold)
  if e.x + node <= self.width then
    return text, e.x, node, "left"
  end
  local right = e.x + metrics.width(text, size, e.bold)
  if right <= self.width and right - node >= 0 then
    return text, right, node, "right"
  end
  local length = utf8.len(text) or #text
  while length > 1 and e.x + node > self.width do
    length = length - 1
    text = e.text:sub(1, utf8.offset(e.text, length + 1) - 1) .. "\u{2026}"
    node = text_room(text, size, e.bold)
  end
  return text, e.x, node, "left"
end

---Text at x, y, the height of the middle of its letters: text, size, bold, italic,
---role, anchor "left", "middle" or "right".
function Canvas:text(e)
  local size = e.size or style.size.label
  local anchor = e.anchor or "left"
  local text, x, node = e.text, e.x, text_room(e.text, size, e.bold)
  if anchor == "left" then
    text, x, node, anchor = self:keep_on_page(e, size)
  end
  local middle = x + node * (0.5 - ANCHORS[anchor])
  local role = e.role or "ink"
  self:take(room(e))
  local label = quote(text):sub(1, -2) .. ENDS[anchor] .. "\""
  local look = (", fontsize=%.4g, fontcolor=\"%s\"%s%s];"):format(size,
    self:color(role), font(e), identity(e, "t-" .. role))
  self:add(self:node_name(e.name) .. (" [shape=none, pos=\"%.2f,"):format(middle),
    e.y + size * 0.1, ("!\", width=%.4f, height=%.4f, label="):format(node / 72,
      size * 1.3 / 72) .. label .. look)
end

---The first of several texts that fits a width with some room at each side, or nil.
---@param texts string[] longest first
---@param width number
---@param options? {size: number?, bold: boolean?, pad: number?}
---@return string|nil
function M.fit(texts, width, options)
  options = options or {}
  local size, pad = options.size or style.size.label, options.pad or 2
  for _, text in ipairs(texts) do
    if metrics.width(text, size, options.bold) <= width - 2 * pad then
      return text
    end
  end
  return nil
end

---A text as long as fits a width, with "…" for the rest of it.
---@param text string
---@param width number
---@param size number
---@param bold? boolean
---@return string
function M.cut(text, width, size, bold)
  local short, length = text, math.min(utf8.len(text) or #text, MOST_CUT)
  while length > 0 and metrics.width(short, size, bold) > width do
    length = length - 1
    short = text:sub(1, (utf8.offset(text, length + 1) or #text + 1) - 1) .. "\u{2026}"
  end
  return short
end

---Writes the first of several candidates that meets nothing else, if there is one.
---@param candidates table[] as for `text`
---@param margin? number no text may begin left of it
---@return table|nil placed
function Canvas:place(candidates, margin)
  for _, e in ipairs(candidates) do
    local left, top, right, bottom = room(e)
    if left >= (margin or 0) and self:free(left - 2, top, right + 2, bottom) then
      self:text(e)
      return e
    end
  end
  return nil
end

-- DOT ---------------------------------------------------------------------------------

local HEAD = [[
digraph %s {
graph [bgcolor="%s", pad=0, margin=0, notranslate=true, outputorder=breadthfirst];
graph [id="%s", class="%s"];
node [shape=box, fixedsize=true, margin=0, label="", fontname="Helvetica"];
node [penwidth=0, color=transparent];
edge [arrowhead=none];
"paper" [pos="%.2f,%.2f!", width=%.4f, height=%.4f, fillcolor="%s", style=filled];
"paper" [id="paper", class="f-paper"];
]]

---Where the axis of time stands, for players: as a class of the whole picture,
---"axis-LEFT-RIGHT-TOP-BOTTOM-FROM-TO", in points from the top left corner and in ms.
---@param place {left: number, right: number, top: number, bottom: number,
---  from: integer, to: integer} as the other elements have it; times in us
function Canvas:note_axis(place)
  self.axis = place
end

local function classes(self, top)
  local a = self.axis
  return "sluice" .. (a and (" axis-%.6g-%.6g-%.6g-%.6g-%d-%d"):format(a.left, a.right,
    a.top - top, a.bottom - top, a.from // 1000, a.to // 1000) or "")
end

-- A part of several heights as text; neighbours often have the same.
local function with_heights(part, bottom)
  local texts, before, written = {part[1]}, nil, nil
  for i = 2, #part, 2 do
    local y = part[i]
    if y ~= before then
      before, written = y, ("%.2f"):format(bottom - y)
    end
    texts[i], texts[i + 1] = written, part[i + 1]
  end
  return table.concat(texts)
end

---What was drawn as lines of DOT, for a page whose lower edge is at a height.
---@param bottom number
---@return string[]
function Canvas:lines(bottom)
  local lines = {}
  for i, part in ipairs(self.parts) do
    lines[i] = part[4] and with_heights(part, bottom)
      or part[1] .. ("%.2f"):format(bottom - part[2]) .. part[3]
  end
  return lines
end

---The DOT of the page.
---@param options {bottom: number, top: number?, alt: string} alt: the picture in words
---@return string
function Canvas:finish(options)
  local bottom, paper = options.bottom, self:color("paper")
  local height = math.ceil(bottom - (options.top or 0))
  local head = HEAD:format(quote(options.alt), paper, self.id,
    classes(self, options.top or 0), self.width / 2,
    height / 2, self.width / 72, height / 72, paper)
  return head .. "\n" .. table.concat(self:lines(bottom), "\n") .. "\n}\n"
end

return M
