-- tests/lib/pictures.lua -- reads the DOT of a picture, as far as tests look at it.
-- SPDX-License-Identifier: MIT
local metrics = require("viz.metrics")

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

---The boxes by id, the texts, the paths by id, and all ids of a picture in DOT.
---@param dot string
---@return table
function M.read(dot)
  local page = {boxes = {}, texts = {}, paths = {}, ids = {}, names = {}, colors = {},
    alt = dot:match("^digraph \"(.-)\" {")}
  page.height = number(dot:match("\n(\"paper\" %[pos[^\n]*)"), "height") * 72
  page.width = number(dot:match("\n(\"paper\" %[pos[^\n]*)"), "width") * 72
  for line in dot:gmatch("[^\n]+") do
    for color in line:gmatch("\"(#%x%x%x%x%x%x)") do
      page.colors[#page.colors + 1] = color
    end
    local id = line:match("^\"") and attribute(line, "id")
    if id then
      page.ids[#page.ids + 1] = id
    end
    if line:find("^\".-\" %->") then
      if id then
        page.paths[id] = {class = attribute(line, "class")}
      end
    elseif line:find("^\".-\" %[.*pos=") and not line:find("style=invis", 1, true) then
      page.names[#page.names + 1] = line:match("^\"(.-[^\\])\" %[")
      local node = place(line, page.height)
      if line:find("label=", 1, true) then
        page.texts[#page.texts + 1] = letters(line, node)
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

return M
