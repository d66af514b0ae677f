-- viz.svg: what Graphviz writes as SVG, made fit for a page, a player and a reader.
--
-- Graphviz names one font, gives every decoration a title, and fixes the size. Here the
-- picture gets the whole font family, its sentence as title, ids without entities, a
-- size that shrinks with the page, and text that lets the mouse through to what it
-- labels.
-- SPDX-License-Identifier: MIT
local style = require("viz.style")

local M = {}

local function escape(text)
  return (text:gsub("[&<>]", {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;"}))
end

-- The title of the drawing, taken out of the group that Graphviz puts it in.
local function take_title(svg)
  local title
  svg = svg:gsub("(<g id=\"[^\"]*\" class=\"graph[^>]*>\n)<title>(.-)</title>\n",
    function(group, text)
      title = text
      return group
    end, 1)
  return svg, title or ""
end

-- Decoration is named .1, .2, …: nothing to show under the mouse. Blanks at the end
-- only make names differ.
local function titles(svg)
  svg = svg:gsub("<title>%.%d+</title>\n", ""):gsub("<title>paper</title>\n", "")
  svg = svg:gsub("<title>%.%d+%-&gt;%.%d+</title>\n", "")
  svg = svg:gsub("<title>(.-)</title>", function(text)
    local name = text:match("^(.-)%-&gt;") or text
    return "<title>" .. name:gsub("&#160;", " "):gsub("%s+$", "") .. "</title>"
  end)
  return svg
end

-- Where it was drawn from, in words.
local function description(trace)
  local run = trace:run()
  return ("<desc>Drawn from a run of %s on %s with seed %d.</desc>\n"):format(
    escape(tostring(run.program)), escape(tostring(run.master)), run.seed or 0)
end

local function head(svg, title, trace)
  local id = svg:match("<g id=\"([^\"]*)\" class=\"graph") or "picture"
  svg = svg:gsub("<svg (width=\"%d+)pt(\" height=\"%d+)pt(\"[^>]*)>\n",
    function(width, height, rest)
      return ("<svg role=\"img\" aria-labelledby=\"%s-title\" %spt%spt%s"):format(id,
        width, height, rest) .. " style=\"max-width:100%;height:auto\">\n"
        .. ("<title id=\"%s-title\">%s</title>\n"):format(id, title)
        .. (trace and description(trace) or "")
    end, 1)
  return svg
end

---Finishes the SVG of a view.
---@param svg string as written by `neato -n2 -Tsvg`
---@param trace? Trace says where the picture is from
---@return string
function M.finish(svg, trace)
  svg = svg:gsub("<!%-%-.-%-%->\n?", "")
  svg = svg:gsub("&#45;", "-")
  local title
  svg, title = take_title(svg)
  svg = titles(svg)
  svg = svg:gsub("font%-family=\"[^\"]*\"", "font-family=\"" .. style.family .. "\"")
  svg = svg:gsub("=\"transparent\"", "=\"none\"")
  svg = svg:gsub("<text ", "<text pointer-events=\"none\" ")
  return (head(svg, title, trace))
end

return M
