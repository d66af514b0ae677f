-- viz.player.pictures: the views of a run as SVG inside one page.
--
-- In a page the same id may stand once only, though a thing has the same id in all
-- views: ids become data-id. Colours and fonts are left to the style sheet, names
-- become data-name, which keeps a page small.
-- SPDX-License-Identifier: MIT
local code = require("viz.player.code")
local frames = require("viz.frames")
local options_module = require("viz.options")
local style = require("viz.style")

local M = {}

local MOST_EMBEDDED <const> = 20 -- pictures of single batches, for each view

---@class Embedded
---@field name string of the view
---@field about string
---@field dots string[] one, or one a batch
---@field batches integer[] the batches of the pictures, empty if it is one of the run
---@field times integer[]|nil the times of pictures of one moment each, in ms
---@field left_out integer batches without a picture

-- A view as DOT, or nil and why there is nothing to draw.
local function draw(view, trace, options)
  local drawn, result = pcall(function()
    return frames.mark(view.dot(view.model(trace, options), options))
  end)
  if drawn then
    return result
  elseif type(result) ~= "table" or not result.message then
    error(result, 0)
  end
  return nil, result.message
end

local function range_options(view, range)
  local options = {theme = "light"}
  if options_module.accepts(view, "range") then
    options.from_us, options.to_us = range.from, range.to
  end
  return options
end

-- One picture for each batch of the range: of the batch, or of the moment at which it
-- is formed.
local function draw_batches(item, view, trace, range)
  local zero, reason = trace:run().zero_us, nil
  for _, batch in ipairs(trace:batches()) do
    local time = batch.time_us - zero
    if time > range.from and time <= range.to then
      if #item.dots == MOST_EMBEDDED then
        item.left_out = item.left_out + 1
      else
        local at_us = item.times and time
        local dot, why = draw(view, trace, {theme = "light", at_us = at_us,
          batch = not at_us and batch.number or nil})
        reason = reason or why
        if dot then
          table.insert(item.dots, dot)
          table.insert(item.batches, batch.number)
          table.insert(item.times or {}, time // 1000)
        end
      end
    end
  end
  return #item.dots > 0, reason or "there is no batch"
end

---Draws every view that has a picture, but for those that answer for one result.
---@param trace Trace
---@param range {from: integer, to: integer}
---@param views {name: string, view: table}[]
---@return Embedded[]
---@return {name: string, why: string}[] missing views with nothing to draw
function M.draw(trace, range, views)
  local list, missing = {}, {}
  for _, entry in ipairs(views) do
    local view, is_picture = entry.view, entry.view.dot and not entry.view.needs_origins
    local item = {name = entry.name, about = view.about, dots = {}, batches = {},
      left_out = 0}
    local drawn, why
    item.times = is_picture and options_module.accepts(view, "at") and {} or nil
    if is_picture and (item.times or options_module.accepts(view, "batch")) then
      drawn, why = draw_batches(item, view, trace, range)
    elseif is_picture then
      item.dots[1], why = draw(view, trace, range_options(view, range))
      drawn = #item.dots == 1
    end
    if drawn then
      list[#list + 1] = item
    elseif is_picture then
      missing[#missing + 1] = {name = entry.name, why = why}
    end
  end
  return list, missing
end

-- SVG for a page ----------------------------------------------------------------------

-- What elements have unless they say otherwise, taken from the picture as a whole.
local DEFAULTS <const> = {["font-family"] = style.family, ["stroke-width"] = "0.75",
  ["font-size"] = "9.00", ["text-anchor"] = "start", fill = "none", stroke = "none"}

local function whole_attributes()
  local parts = {}
  for _, name in ipairs({"font-family", "stroke-width", "font-size", "fill"}) do
    parts[#parts + 1] = ("%s=\"%s\""):format(name, DEFAULTS[name])
  end
  return table.concat(parts, " ")
end

-- A straight line as Graphviz writes it: a curve whose ends are its own handles.
local function straight(path)
  return (path:gsub("d=\"M([^C\"]*)C%1 (%S+) %2\"", "d=\"M%1L%2\""))
end

-- The inside of a group without what the page or its classes say.
local function slim(class, inside)
  local is_filled, is_text = class:find("%f[%w]f%-"), class:find("%f[%w]t%-")
  if is_filled or is_text then
    inside = inside:gsub(" fill=\"#%x+\"", "")
  end
  if class:find("%f[%w]s%-") then
    inside = inside:gsub(" stroke=\"#%x+\"", "")
  end
  inside = inside:gsub(" ([%a-]+)=\"([^\"]*)\"", function(name, value)
    return DEFAULTS[name] == value and "" or nil
  end)
  return straight(inside:gsub(" pointer%-events=\"none\"", ""))
end

-- One group that Graphviz wrote. Ids that it made itself mean nothing.
local function group(attributes, inside)
  local id = attributes:match("id=\"([^\"]*)\"")
  local class = attributes:match("class=\"([^\"]*)\"") or ""
  local name = inside:match("<title>(.-)</title>")
  inside = slim(class, inside:gsub("<title>.-</title>\n?", ""))
  local is_own = id and not id:find("%f[%a]node%d+$") and not id:find("%f[%a]edge%d+$")
  return ("<g%s class=\"%s\"%s>%s</g>"):format(
    is_own and " data-id=\"" .. id .. "\"" or "",
    class:gsub("^node ?", ""):gsub("^edge ?", ""),
    name and " data-name=\"" .. name:gsub("\"", "&quot;") .. "\"" or "", inside)
end

---The SVG of a view as a part of a page.
---@param svg string of viz.finish_svg
---@param label string what it shows, and no result of the run
---@return string
function M.embed(svg, label)
  local view_box = svg:match("viewBox=\"([^\"]*)\"")
  local head, body = svg:match("(<g [^>]*class=\"graph[^>]*>)\n(.*)</g>\n</svg>")
  body = body:gsub("^<polygon .-/>\n", "") -- the ground, which the page has
  body = body:gsub("<g ([^>]*)>%s*(.-)%s*</g>", group)
  return ("<svg role=\"img\" aria-label=\"%s\" viewBox=\"%s\" %s>\n%s\n%s</g>\n</svg>")
    :format(code.escape(label), view_box, whole_attributes(),
      head:gsub(" id=\"[^\"]*\"", ""), body)
end

return M
