-- viz.frames: a picture at a moment of its run: what is not known yet is left out, what
-- is under way ends at the moment, and nothing moves.
--
-- This works on the DOT that viz.canvas writes: one element a line, with the time from
-- which it is true in its class, and the place of the axis in the class of the whole.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local style = require("viz.style")

local M = {}

local INCH <const> = 72
local GROWING <const> = {job = true, wait = true, task = true, memory = true}

---@class FrameAxis
---@field left number in points from the left edge
---@field right number
---@field top number from the upper edge
---@field bottom number
---@field from integer ms
---@field to integer ms

---Where the axis of time of a picture stands, or nil if it has none.
---@param text string DOT or SVG
---@return FrameAxis|nil
function M.axis(text)
  local number <const> = "%-([%d.]+)"
  local left, right, top, bottom, from, to = text:match("[\" ]axis" .. number:rep(6))
  if not left then
    return nil
  end
  return {left = tonumber(left), right = tonumber(right), top = tonumber(top),
    bottom = tonumber(bottom), from = math.tointeger(tonumber(from)),
    to = math.tointeger(tonumber(to))}
end

local function x_of(axis, ms)
  local x = axis.left + (ms - axis.from) * (axis.right - axis.left)
    / (axis.to - axis.from)
  return math.max(axis.left, math.min(style.page.width - style.page.margin, x))
end

-- Lines -------------------------------------------------------------------------------

local function class_of(line)
  return line:match(", class=\"([^\"]*)\"") or ""
end

---From when an element is true, in ms, or nil if it always is.
---@param line string
---@return integer|nil
function M.from(line)
  return math.tointeger(tonumber(class_of(line):match("%f[%w]from%-(%d+)")))
end

local function is_growing(line)
  for word in class_of(line):gmatch("%S+") do
    if GROWING[word] then
      return true
    end
  end
  return false
end

-- The rectangle of a node in points, y upwards; nil for an edge.
local function rectangle(line)
  local x, y = line:match("%[[^%]]-pos=\"(%-?[%d.]+),(%-?[%d.]+)!\"")
  local width, height = line:match(" width=([%d.]+), height=([%d.]+)")
  if not x or not width then
    return nil
  end
  local half, tall = tonumber(width) * INCH / 2, tonumber(height) * INCH / 2
  return {left = x - half, right = x + half, bottom = y - tall, top = y + tall,
    x = tonumber(x), y = tonumber(y)}
end

local function is_text(line)
  return line:find("[shape=none, pos=", 1, true) ~= nil
end

-- Where a text begins and ends: its node is wider (viz.canvas).
local function text_span(line, box)
  local width = (box.right - box.left - 4) / canvas.text_room
  if line:find("\\l\"", 1, true) then
    return box.left, box.left + width
  elseif line:find("\\r\"", 1, true) then
    return box.right - width, box.right
  end
  return box.x - width / 2, box.x + width / 2
end

-- The boxes that grow, to tell the labels in them from those beside them.
local function growing_boxes(lines)
  local boxes = {}
  for _, line in ipairs(lines) do
    if is_growing(line) and not is_text(line) then
      boxes[#boxes + 1] = rectangle(line)
    end
  end
  return boxes
end

local function is_inside(line, boxes)
  local box = rectangle(line)
  local left, right = text_span(line, box)
  for _, other in ipairs(boxes) do
    if left >= other.left and right <= other.right + 0.5
      and box.y > other.bottom and box.y < other.top then
      return true
    end
  end
  return false
end

local function split(dot)
  local lines = {}
  for line in dot:gmatch("[^\n]+") do
    lines[#lines + 1] = line
  end
  return lines
end

-- Which lines are cut off at a moment: what grows, with the labels inside.
local function cut_lines(lines)
  local boxes, cut = growing_boxes(lines), {}
  for i, line in ipairs(lines) do
    if is_growing(line) and (not is_text(line) or is_inside(line, boxes)) then
      cut[i] = true
    end
  end
  return cut
end

---The same picture, in which all that is cut off at a moment has the class "cut".
---@param dot string
---@return string
function M.mark(dot)
  local lines = split(dot)
  for i in pairs(cut_lines(lines)) do
    lines[i] = lines[i]:gsub(", class=\"", ", class=\"cut ", 1)
  end
  return table.concat(lines, "\n") .. "\n"
end

-- Cutting -----------------------------------------------------------------------------

local function cut_box(line, x)
  local box = rectangle(line)
  if box.right <= x then
    return line
  elseif box.left >= x - 0.25 then
    return nil
  end
  local middle, width = (box.left + x) / 2, (x - box.left) / INCH
  return (line:gsub("pos=\"%-?[%d.]+,", ("pos=\"%.2f,"):format(middle), 1)
    :gsub("width=[%d.]+", ("width=%.4f"):format(width), 1))
end

local function cut_text(line, x)
  local _, right = text_span(line, rectangle(line))
  return right <= x and line or nil
end

-- The corners of a piece of straight lines, whose corners are their own handles.
local function corners_of(piece)
  local list = {}
  for x, y in piece:gmatch("(%-?[%d.]+),(%-?[%d.]+)") do
    local last = list[#list]
    x, y = tonumber(x), tonumber(y)
    if not last or last[1] ~= x or last[2] ~= y then
      list[#list + 1] = {x, y}
    end
  end
  return list
end

local function piece_of(corners)
  local spots = {}
  for i, corner in ipairs(corners) do
    local spot = ("%.2f,%.2f"):format(corner[1], corner[2])
    for _ = 1, (i == 1 or i == #corners) and 2 or 3 do
      spots[#spots + 1] = spot
    end
  end
  return table.concat(spots, " ")
end

-- The part of a piece that is left of a limit, from its left end on, or nil.
local function cut_piece(piece, limit)
  local corners, kept = corners_of(piece), {}
  if #corners > 1 and corners[1][1] > corners[#corners][1] then
    table.sort(corners, function(a, b) return a[1] < b[1] end)
  end
  for i, corner in ipairs(corners) do
    local before = corners[i - 1]
    if corner[1] <= limit then
      kept[i] = corner
    elseif before and before[1] < limit then
      local part = (limit - before[1]) / (corner[1] - before[1])
      kept[i] = {limit, before[2] + (corner[2] - before[2]) * part}
    end
    if corner[1] > limit then
      break
    end
  end
  return #kept > 1 and piece_of(kept) or nil
end

local function cut_edge(line, x)
  local route = line:match("pos=\"([^\"]*)\"")
  local pieces = {}
  for piece in route:gmatch("[^;]+") do
    pieces[#pieces + 1] = cut_piece(piece, x)
  end
  if #pieces == 0 then
    return nil
  end
  return (line:gsub("pos=\"[^\"]*\"", function()
    return "pos=\"" .. table.concat(pieces, ";") .. "\""
  end, 1))
end

local function cut_off(line, x)
  if is_text(line) then
    return cut_text(line, x)
  elseif line:find("^\"[^\n]-\" %-> \"") then
    return cut_edge(line, x)
  end
  return cut_box(line, x)
end

-- The mark and the headline of the moment ---------------------------------------------

local FRESH <const> = 1000000 -- decorations of ours are numbered from here

local function fresh_canvas(theme)
  local page = canvas.new({id = "frame", theme = theme})
  page.decorations = FRESH
  return page
end

-- The height of the page.
local function height_of(dot)
  return 2 * tonumber(dot:match("\n\"paper\" %[pos=\"[%d.]+,([%d.]+)!\""))
end

-- A dot on the axis and a line down from it.
local function mark_lines(axis, x, height, theme)
  local page, top = fresh_canvas(theme), axis.top
  page:line({points = {{x, top}, {x, axis.bottom}}, role = "ink", width = 1.25,
    kind = "now"})
  page:dot({x = x, y = top, radius = 2.6, fill = "ink", kind = "now"})
  return page:lines(height)
end

local function headline_line(line, text, theme)
  local page = fresh_canvas(theme)
  page.decorations = FRESH + 100
  page:text({x = style.page.margin, y = style.page.headline, text = text, bold = true,
    size = style.size.headline, id = "headline", kind = "headline"})
  local before, _, behind = table.unpack(page.parts[1])
  return before .. line:match("pos=\"[%d.]+,([%d.]+)!") .. behind
end

-- What a line of DOT becomes at a moment, or nil.
local function line_at(line, moment, x)
  local from = M.from(line)
  if from and from > moment.ms then
    return nil
  elseif line:find(", id=\"headline\"", 1, true) then
    return headline_line(line, moment.text, moment.theme)
  elseif line:find(", id=\"footnote\"", 1, true) then
    return nil
  end
  return x and cut_off(line, x) or not x and line or nil
end

-- A text inside quotes of DOT.
local function quoted(text)
  return (text:gsub("[\\\"]", "\\%0"):gsub("&", "&amp;"))
end

---What a picture shows, without what is found in it: the rest of its text tells how all
---ends.
---@param alt string
---@return string
function M.first_sentence(alt)
  return alt:match("^(.-%.) ") or alt
end

---A picture at a moment.
---@param dot string of the picture at the end
---@param moment {ms: number, text: string, theme: string} text: what goes on, for the
---  headline
---@return string
function M.at(dot, moment)
  local axis, lines, kept = M.axis(dot), split(dot), {}
  local cut, x = cut_lines(lines), nil
  if axis then
    x = x_of(axis, moment.ms)
    table.move(mark_lines(axis, x, height_of(dot), moment.theme), 1, 9, #lines, lines)
    lines[#lines + 1] = "}"
  end
  for i, line in ipairs(lines) do
    local becomes = line_at(line, moment, cut[i] and x)
    if not becomes and kept[#kept]:find("style=invis", 1, true) then
      kept[#kept] = nil -- the node of an edge that is left out
    end
    kept[#kept + 1] = becomes
  end
  kept[1] = kept[1]:gsub("\"(.*)\"", function(alt)
    return ("\"%s. %s\""):format(quoted(moment.text), M.first_sentence(alt))
  end, 1)
  return table.concat(kept, "\n") .. "\n"
end

return M
