-- tests/lib/pictures.lua -- reads the DOT of a picture, as far as tests look at it, and
-- finds what is wrong with it.
-- SPDX-License-Identifier: MIT
--
--   tap.none(pictures.problems(dot), "a picture of six batches")
--   tap.is(pictures.text_of(pictures.read(dot), "headline"), "No batch waits")
--
-- It serves every view that draws with viz.canvas.
local metrics = require("viz.metrics")
local style = require("viz.style")

local M = {}

local function attribute(line, name)
  return line:match("[%[ ]" .. name .. "=\"(.-[^\\])\"")
    or line:match("[%[ ]" .. name .. "=([^,%]\"]+)")
end

local function number(line, name)
  return tonumber(attribute(line, name))
end

-- Left, top, right, bottom in points, y downwards.
local function place(line, height)
  local x, y = line:match("pos=\"([%d.-]+),([%d.-]+)!\"")
  local w, h = number(line, "width") * 72, number(line, "height") * 72
  x, y = tonumber(x), height - tonumber(y)
  return {left = x - w / 2, top = y - h / 2, right = x + w / 2, bottom = y + h / 2}
end

-- Where the letters of a text node are: at its ends if its label says so.
local function letters(line, node)
  local label = attribute(line, "label")
  local ending = label:match("\\([lr])$")
  local text = label:gsub("\\[lr]$", ""):gsub("\\\"", "\""):gsub("&amp;", "&")
  local size = number(line, "fontsize")
  local width = metrics.width(text, size, line:find("Helvetica-Bold", 1, true) ~= nil)
  local left = ending == "l" and node.left or ending == "r" and node.right - width
    or (node.left + node.right - width) / 2
  local middle = (node.top + node.bottom) / 2
  return {text = text, size = size, left = left, right = left + width,
    top = middle - size / 2, bottom = middle + size / 2, id = attribute(line, "id")}
end

-- Left, top, right, bottom of the points of a path.
local function extent(line, height)
  local box = {left = math.huge, top = math.huge, right = -math.huge,
    bottom = -math.huge}
  for x, y in line:match("pos=\"(.-)\""):gmatch("(%-?[%d.]+),(%-?[%d.]+)") do
    x, y = tonumber(x), height - tonumber(y)
    box.left, box.right = math.min(box.left, x), math.max(box.right, x)
    box.top, box.bottom = math.min(box.top, y), math.max(box.bottom, y)
  end
  return box
end

---The boxes by id, the texts, the paths by id, and all ids of a picture in DOT. `all`
---has the place of every node and path.
---@param dot string
---@return table
function M.read(dot)
  local page = {boxes = {}, texts = {}, paths = {}, ids = {}, names = {}, colors = {},
    fills = {}, all = {}, alt = dot:match("^digraph \"(.-)\" {")}
  local paper = dot:match("\n(\"paper\" %[pos[^\n]*)")
  page.height, page.width = number(paper, "height") * 72, number(paper, "width") * 72
  for line in dot:gmatch("[^\n]+") do
    for color in line:gmatch("\"(#%x%x%x%x%x%x)") do
      page.colors[#page.colors + 1] = color
    end
    local id = line:match("^\"") and attribute(line, "id")
    if id then
      page.ids[#page.ids + 1] = id
    end
    if line:find("^\".-\" %->") then
      local path = extent(line, page.height)
      path.class = attribute(line, "class")
      page.all[#page.all + 1] = path
      if id then
        page.paths[id] = path
      end
    elseif line:find("^\".-\" %[.*pos=") and not line:find("style=invis", 1, true) then
      page.names[#page.names + 1] = line:match("^\"(.-[^\\])\" %[")
      local node = place(line, page.height)
      node.name = page.names[#page.names]
      page.all[#page.all + 1] = not line:find("label=", 1, true) and node or nil
      node.fill = attribute(line, "fillcolor")
      page.fills[#page.fills + 1] = node.fill and node or nil
      if line:find("label=", 1, true) then
        local text = letters(line, node)
        text.color, text.over = attribute(line, "fontcolor"), #page.fills
        page.texts[#page.texts + 1] = text
      elseif id then
        node.class = attribute(line, "class")
        page.boxes[id] = node
      end
    end
  end
  return page
end

---The first two texts that meet, or a text that leaves the page, as a sentence; or nil.
---@param page table
---@return string|nil
function M.collision(page)
  table.sort(page.texts, function(a, b)
    return a.left < b.left
  end)
  for i, a in ipairs(page.texts) do
    if a.left < 0 or a.right > page.width or a.top < 0 or a.bottom > page.height then
      return a.text .. " leaves the page"
    end
    for j = i + 1, #page.texts do
      local b = page.texts[j]
      if b.left >= a.right then
        break
      elseif a.top < b.bottom and b.top < a.bottom then
        return ("%s meets %s"):format(a.text, b.text)
      end
    end
  end
  return nil
end

---The first value that a list holds twice, or nil.
---@param list any[]
---@return any
function M.double(list)
  local seen = {}
  for _, value in ipairs(list) do
    if seen[value] then
      return value
    end
    seen[value] = true
  end
  return nil
end

---The text of the element with an id, or nil.
---@param page table
---@param id string
---@return string|nil
function M.text_of(page, id)
  for _, text in ipairs(page.texts) do
    if text.id == id then
      return text.text
    end
  end
  return nil
end

---Whether some text of a picture is, or has in it, a text.
---@param page table
---@param wanted string
---@return boolean
function M.says(page, wanted)
  for _, text in ipairs(page.texts) do
    if text.text:find(wanted, 1, true) then
      return true
    end
  end
  return false
end

-- The statements that viz.canvas writes; a name may hold anything but a bare quote.
local STATEMENTS = {"^digraph \".*\" {$", "^graph %[.*%];$", "^node %[.*%];$",
  "^edge %[.*%];$", "^\".*\" %[.*%];$", "^\"(.*)\" %-> \"%1\" %[.*%];$", "^}$"}

local function bad_statement(dot)
  for line in dot:gmatch("[^\n]+") do
    local fits = false
    for _, pattern in ipairs(STATEMENTS) do
      fits = fits or line:find(pattern) ~= nil
    end
    for text in line:gmatch("\"([^\"]*)\"") do
      fits = fits and #text < 16384 -- Graphviz reads no longer text
    end
    local bare = line:gsub("\\\"", ""):gsub("\"[^\"]*\"", "")
    local is_number = not line:find("[\",]%-?[ni][an][nf][,!]")
    if not fits or bare:find("\"", 1, true) or not is_number or not utf8.len(line) then
      return "no statement: " .. line:sub(1, 100)
    end
  end
  return dot:find("\n}\n$") == nil and "the graph is not closed" or nil
end

-- Three numbers from 0 to 255, and how opaque they are.
local function channels(color)
  local list = {}
  for part in color:gmatch("%x%x") do
    list[#list + 1] = tonumber(part, 16)
  end
  return list, (list[4] or 255) / 255
end

-- As WCAG 2 has it.
local function luminance(color)
  local sum = 0
  for i, weight in ipairs({0.2126, 0.7152, 0.0722}) do
    local part = color[i] / 255
    sum = sum + weight * (part <= 0.03928 and part / 12.92
      or ((part + 0.055) / 1.055) ^ 2.4)
  end
  return sum
end

-- The colour that boxes drawn before a text give the place of its middle.
local function ground(page, text)
  local color = {255, 255, 255}
  local x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
  for i = 1, text.over do
    local box = page.fills[i]
    if box.left <= x and x <= box.right and box.top <= y and y <= box.bottom then
      local fill, opacity = channels(box.fill)
      for c = 1, 3 do
        color[c] = fill[c] * opacity + color[c] * (1 - opacity)
      end
    end
  end
  return color
end

local LEAST_CONTRAST <const> = 4.5

---The first text that does not stand out from its ground, as a sentence; or nil.
---@param page table
---@return string|nil
function M.faint(page)
  for _, text in ipairs(page.texts) do
    local a, b = luminance(channels(text.color)), luminance(ground(page, text))
    local contrast = (math.max(a, b) + 0.05) / (math.min(a, b) + 0.05)
    if contrast < LEAST_CONTRAST then
      return ("%s has a contrast of %.1f"):format(text.text, contrast)
    end
  end
  return nil
end

-- Half a line's width may stand over the edge.
local function outside(page)
  for _, e in ipairs(page.all) do
    if e.left < -1 or e.top < -1 or e.right > page.width + 1
      or e.bottom > page.height + 1 then
      return ("%s leaves the page"):format(e.name or "a line")
    end
  end
  return nil
end

local ROLES <const> = {"paper", "wash", "ink", "muted", "frame", "rule", "focus",
  "focusw", "bad", "badline", "badw", "hi", "hiw", "b0", "b1", "b2", "b3", "b0l", "b1l",
  "b2l", "b3l", "b0k", "b1k", "b2k", "b3k"}

---The first colour of a picture that its theme does not have, or nil.
---@param page table
---@param theme string
---@return string|nil
function M.stranger(page, theme)
  local allowed = {}
  for _, role in ipairs(ROLES) do
    allowed[style.color(theme, role)] = true
  end
  for _, color in ipairs(page.colors) do
    if not allowed[color] then
      return color
    end
  end
  return nil
end

local function smallest(page)
  local least = math.huge
  for _, text in ipairs(page.texts) do
    least = math.min(least, text.size)
  end
  return least
end

---All that is wrong with the DOT of a picture: statements that are none, texts that
---meet, leave the page or are faint, lines and boxes that leave it, names and ids that
---come twice, text under 8 points, no alternative text, colours that the theme does not
---have.
---@param dot string
---@param theme? string "light" unless given
---@return string[]
function M.problems(dot, theme)
  local found = {bad_statement(dot)}
  if found[1] then
    return found
  end
  local page = M.read(dot)
  local function add(value, form)
    found[#found + 1] = value and form:format(value) or nil
  end
  add(M.collision(page), "%s")
  add(outside(page), "%s")
  add(M.faint(page), "%s")
  add(M.double(page.ids), "the id %s comes twice")
  add(M.double(page.names), "the name %s comes twice")
  add(M.stranger(page, theme or "light"), "the colour %s is none of the theme")
  add(smallest(page) < 8 and smallest(page) or nil, "text of %s points")
  add((page.alt or "") == "" and "none" or nil, "alternative text: %s")
  return found
end

---All that is wrong with a view, as a picture and as text of three widths; a usage
---error is no fault: there may be nothing to draw.
---@param run Trace
---@param spec string
---@return string[]
function M.faults(run, spec)
  local viz = require("viz")
  local fine, dot = pcall(viz.draw, run, spec)
  local found = fine and M.problems(dot) or {}
  for _, columns in ipairs({60, 80, 120}) do
    local how = {format = "text", columns = columns}
    local lines = fine and viz.draw(run, spec, how) or ""
    for line in lines:gmatch("[^\n]+") do
      found[#found + 1] = utf8.len(line) > columns and "too wide: " .. line or nil
    end
  end
  found[#found + 1] = not fine and dot.name ~= "usage" and tostring(dot) or nil
  return found
end

return M
