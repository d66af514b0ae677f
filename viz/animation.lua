-- viz.animation: SVG that plays by itself, by style rules alone.
--
-- What is not known yet is hidden until its time, what lasts is cut off at a moving
-- mark, and the headline says what goes on. At the end the whole picture rests for a
-- while; then it begins again. Who asked for little motion sees the whole picture, and
-- so does a program that knows no animation.
-- SPDX-License-Identifier: MIT
local style = require("viz.style")

local M = {}

local SHORTEST <const>, LONGEST <const> = 6, 40 -- seconds that a run takes
local REST <const> = 3 -- seconds at the end
local STEPS <const> = 500 -- times of a film that differ

---@class Film
---@field from integer us
---@field to integer us
---@field scenes {at: integer, text: string}[]
---@field axis FrameAxis|nil

-- A simulated second is a second, unless that is too short or too long.
local function lengths(film)
  local play = math.max(SHORTEST, math.min(LONGEST, (film.to - film.from) / 1000000))
  return play, play + REST
end

-- Which step of the film a time is, or nil if it is not later than the beginning.
local function step_of(film, us)
  if us <= film.from then
    return nil
  end
  local play, all = lengths(film)
  local part = math.min(1, (us - film.from) / (film.to - film.from)) * play / all
  return math.ceil(part * STEPS - 1e-9)
end

local function percent(step)
  return ("%.4g%%"):format(step * 100 / STEPS)
end

-- Classes of elements by the step at which they come.
local function classes_by_step(svg, film)
  local list, by_step, seen = {}, {}, {}
  for from in svg:gmatch("%f[%w]from%-(%d+)") do
    local step = not seen[from] and step_of(film, tonumber(from) * 1000)
    seen[from] = true
    if step then
      if not by_step[step] then
        by_step[step] = {}
        list[#list + 1] = step
      end
      table.insert(by_step[step], ".from-" .. from)
    end
  end
  table.sort(list)
  return list, by_step
end

local COMING <const> = "@keyframes at%d{0%%{visibility:hidden}%s{visibility:visible}}"

local function coming_rules(svg, film)
  local rules = {}
  local list, by_step = classes_by_step(svg, film)
  for _, step in ipairs(list) do
    rules[#rules + 1] = ("%s{animation-name:at%d}"):format(
      table.concat(by_step[step], ","), step)
    rules[#rules + 1] = COMING:format(step, percent(step))
  end
  return rules
end

-- The scenes that are long enough to be seen, and not the same as the one before, with
-- the steps from which and to which they last.
local function visible_scenes(film)
  local list = {}
  for _, scene in ipairs(film.scenes) do
    local step = step_of(film, scene.at) or 0
    if scene.at <= film.to then
      if list[#list] and list[#list].step == step then
        list[#list] = nil
      end
      if not list[#list] or list[#list].text ~= scene.text then
        list[#list + 1] = {step = step, text = scene.text}
      end
    end
  end
  for i, scene in ipairs(list) do
    scene.stop = list[i + 1] and list[i + 1].step or step_of(film, film.to)
  end
  return list
end

local SCENE_TEXT <const> = "<text class=\"scene\" style=\"animation-name:scene%d\" "
  .. "x=\"%g\" y=\"%g\" font-weight=\"bold\" font-size=\"%g\" fill=\"%s\" "
  .. "font-family=\"%s\">%s</text>"

-- Headlines, each visible as long as its scene.
local function scene_texts(film, color)
  local rules, texts = {}, {}
  for i, scene in ipairs(visible_scenes(film)) do
    local text = scene.text:gsub("[&<>]", {["&"] = "&amp;", ["<"] = "&lt;",
      [">"] = "&gt;"})
    texts[i] = SCENE_TEXT:format(i, style.page.margin + 0.5, style.page.headline + 4.4,
      style.size.headline, color, style.family, text)
    rules[i] = ("@keyframes scene%d{0%%{visibility:%s}%s{visibility:visible}"
      .. "%s{visibility:hidden}}"):format(i, scene.step == 0 and "visible" or "hidden",
        percent(scene.step), percent(scene.stop))
  end
  return rules, table.concat(texts, "\n")
end

local MARK_RULES <const> = [[
@keyframes move{0%%{transform:translate(0)}%s,100%%{transform:translate(%.2fpx)}}
@keyframes grow{0%%{transform:scaleX(0)}%s,100%%{transform:scaleX(1)}}
@keyframes rest{0%%{visibility:visible}%s{visibility:hidden}}]]

local PAST <const> = "<clipPath id=\"past\"><rect class=\"past\" x=\"0\" y=\"-5000\" "
  .. "width=\"%.2f\" height=\"10000\" style=\"transform-origin:%gpx 0\"/></clipPath>\n"

local MARK <const> = "<g class=\"now\"><g>"
  .. "<path stroke=\"%s\" stroke-width=\"1.25\" fill=\"none\" d=\"M%.2f,%g V%g\"/>"
  .. "<path fill=\"%s\" d=\"M%.2f,%g h10 l-5,7 z\"/></g></g>"

-- The mark that moves along the axis, and the edge at which growing things are cut off.
local function mark(film, color)
  local axis = film.axis
  if not axis then
    return "", ""
  end
  local scale = (axis.right - axis.left) / (axis.to - axis.from)
  local way = math.min(style.page.width - style.page.margin - axis.left,
    (film.to / 1000 - axis.from) * scale)
  local finish = percent(step_of(film, film.to))
  local rules = MARK_RULES:format(finish, way, finish, finish)
  return rules, PAST:format(axis.left + way, axis.left)
    .. MARK:format(color, axis.left + 0.5, axis.top - 18, axis.bottom, color,
      axis.left - 4.5, axis.top - 25)
end

local STILL <const> = ".scene,.now{display:none}\n"

local MOVING <const> = [[
@media (prefers-reduced-motion:no-preference){
[class*="from-"],.scene,#headline,#footnote{animation:%gs step-end infinite}
.scene,.now{display:inline}.scene{visibility:hidden}
#headline,#footnote{animation-name:end}
@keyframes end{0%%{visibility:hidden}%s{visibility:visible}}
.cut{clip-path:url(#past)}.past{animation:grow %gs linear infinite}
.now{animation:rest %gs step-end infinite}.now>g{animation:move %gs linear infinite}
%s
}]]

---Adds the rules and what they need.
---@param svg string finished SVG of a view, its growing elements marked with "cut"
---@param film Film
---@return string
function M.add(svg, film)
  local _, all = lengths(film)
  local ink = svg:match("class=\"[^\"]*t%-ink[^\"]*\">.-fill=\"(#%x+)\"")
    or style.color("light", "ink")
  local rules = coming_rules(svg, film)
  local scene_rules, texts = scene_texts(film, ink)
  table.move(scene_rules, 1, #scene_rules, #rules + 1, rules)
  local mark_rules, shapes = mark(film, ink)
  rules[#rules + 1] = mark_rules
  local sheet = "<style>" .. STILL .. MOVING:format(all,
    percent(step_of(film, film.to)), all, all, all, table.concat(rules, "\n"))
    .. "</style>\n"
  svg = svg:gsub("(<g id=\"[^\"]*\" class=\"graph)", function(group)
    return sheet .. group
  end, 1)
  return (svg:gsub("</svg>%s*$", function()
    return texts .. "\n" .. shapes .. "\n</svg>\n"
  end))
end

return M
