-- viz.strip: moments of a run side by side on one page, each as it was then.
--
-- The pictures are DOT of viz.canvas, all of one size. On the page their elements need
-- names and ids of their own.
-- SPDX-License-Identifier: MIT
local frames = require("viz.frames")
local style = require("viz.style")

local M = {}

local GAP <const> = 24 -- between pictures
local PROPORTION <const> = 2 ^ 0.5 -- of the paper that the page goes on, broadside

-- Width and height of a picture in points.
local function size_of(dot)
  local x, y = dot:match("\n\"paper\" %[pos=\"([%d.]+),([%d.]+)!\"")
  return 2 * tonumber(x), 2 * tonumber(y)
end

-- How many pictures stand beside each other, so that the page is like its paper.
local function columns_of(count, width, height)
  local best, least
  for columns = 1, count do
    local rows = -(-count // columns)
    local shape = (columns * width) / (rows * height)
    local off = math.max(shape / PROPORTION, PROPORTION / shape)
    if not least or off < least then
      best, least = columns, off
    end
  end
  return best
end

-- The end of the quoted name at the beginning of a text.
local function name_end(line)
  local at = 2
  while true do
    at = line:find("[\"\\]", at)
    if line:sub(at, at) == "\"" then
      return at
    end
    at = at + 2
  end
end

---@class Strip
local Strip = {}
Strip.__index = Strip

-- A name for a node of a picture: decoration keeps numbers, other names get blanks.
function Strip:rename(quoted)
  local known = self.names[quoted]
  if known then
    return known
  end
  self.count = self.count + 1
  local base = quoted:sub(2, -2):gsub(" +$", "")
  local name = base:find("^%.%d+$") and "." .. self.count or base
  local times = self.used[name] or 0
  self.used[name] = times + 1
  known = "\"" .. name .. (" "):rep(times) .. "\""
  self.names[quoted] = known
  return known
end

function Strip:renamed(line)
  local last = name_end(line)
  local name, rest = line:sub(1, last), line:sub(last + 1)
  if rest:find("^ %-> \"") then
    return self:rename(name) .. " -> " .. self:rename(name)
      .. rest:sub(4 + name_end(rest:sub(5)) + 1)
  end
  return self:rename(name) .. rest
end

local function shifted(line, dx, dy)
  return (line:gsub("pos=\"[^\"]*\"", function(place)
    return (place:gsub("(%-?[%d.]+),(%-?[%d.]+)", function(x, y)
      return ("%.2f,%.2f"):format(x + dx, y + dy)
    end))
  end, 1))
end

-- Adds one picture, moved to its place.
function Strip:add(dot, frame, dx, dy)
  self.names = {}
  for line in dot:gmatch("[^\n]+") do
    if line:find("^\"") and not line:find("^\"paper\" ") then
      line = self:renamed(shifted(line, dx, dy))
      line = line:gsub(", id=\"", (", id=\"frame-%d-"):format(frame), 1)
      self.lines[#self.lines + 1] = line
    end
  end
end

local HEAD <const> = [[
digraph %s {
graph [bgcolor="%s", pad=0, margin=0, notranslate=true, outputorder=breadthfirst];
graph [id="strip", class="sluice"];
node [shape=box, fixedsize=true, margin=0, label="", fontname="Helvetica"];
node [penwidth=0, color=transparent];
edge [arrowhead=none];
"paper" [pos="%.2f,%.2f!", width=%.4f, height=%.4f, fillcolor="%s", style=filled];
"paper" [id="paper", class="f-paper"];
]]

---One page of several pictures, in the order of reading.
---@param dots string[] of viz.frames.at
---@param theme string
---@return string DOT
function M.draw(dots, theme)
  local width, height = size_of(dots[1])
  local columns = columns_of(#dots, width, height)
  local rows = -(-#dots // columns)
  local wide = columns * (width + GAP) - GAP
  local tall = rows * (height + GAP) - GAP
  local strip = setmetatable({lines = {}, used = {}, count = 0}, Strip)
  for i, dot in ipairs(dots) do
    local column, row = (i - 1) % columns, (i - 1) // columns
    strip:add(dot, i, column * (width + GAP), (rows - 1 - row) * (height + GAP))
  end
  local texts = {}
  for i, dot in ipairs(dots) do
    local alt = dot:match("^digraph \"(.-)\" {\n")
    texts[i] = i < #dots and frames.first_sentence(alt) or alt
  end
  local paper = style.color(theme, "paper")
  local alt = table.concat(texts, " ")
  local head = HEAD:format(("\"%d moments of one run. %s\""):format(#dots, alt), paper,
    wide / 2, tall / 2, wide / 72, tall / 72, paper)
  return head .. table.concat(strip.lines, "\n") .. "\n}\n"
end

return M
