-- viz: pictures of a run, made from its trace and nothing else.
--
-- A view is a module with `model(trace, options)`, which returns plain data, and with
-- `dot(model, options)` and `text(model, options)`, which draw it; one without `dot` is
-- text only. One with `page(trace, options, how)` in their place makes a page of HTML.
-- With `needs_origins` it needs a run that followed its records (sluice.provenance);
-- `kinds` are the kinds of lines of a trace that it needs, if it does not need all.
-- It names the options that it takes; those of viz.options are known. A class adds its
-- own by `viz.register`.
-- SPDX-License-Identifier: MIT
local film = require("viz.film")
local frames = require("viz.frames")
local options = require("viz.options")
local svg = require("viz.svg")
local trace_kinds = require("sluice.trace_kinds")
local words = require("sluice.words")

local M = {}

local views = {}
local names = {}

---Adds a view under a name.
---@param name string
---@param view table model, dot?, text: functions; options: string[]; about: string
function M.register(name, view)
  if not views[name] then
    names[#names + 1] = name
  end
  views[name] = view
end

M.register("timeline", require("viz.views.timeline"))
M.register("graph", require("viz.views.graph"))
M.register("lineage", require("viz.views.lineage"))
M.register("window", require("viz.views.window"))
M.register("state", require("viz.views.state"))
M.register("stats", require("viz.views.stats"))
M.register("cluster", require("viz.views.cluster"))
M.register("storage", require("viz.views.storage"))
M.register("why", require("viz.views.why"))
M.register("events", require("viz.views.events"))
M.register("player", require("viz.views.player"))

---The names of all views with a line about each, in the order of their registration.
---@return {name: string, about: string}[]
function M.views()
  local list = {}
  for i, name in ipairs(names) do
    list[i] = {name = name, about = views[name].about}
  end
  return list
end

---Takes "NAME[:OPTIONS]" apart. Wrong names and values, and a format that the view does
---not have, raise an error object with the fields name ("usage"), message and try.
---@param spec string
---@param format string "text"; anything else is a picture
---@return string name
---@return table options
function M.parse(spec, format)
  local name, rest = spec:match("^([^:]*):?(.*)$")
  local view = views[name]
  if not view then
    local near = words.nearest(name, names)
    options.fail(("no view is called %s%s"):format(words.name(name),
      near and "; did you mean " .. near .. "?" or ""), near or words.list(names, "or"))
  end
  if (format == "html") ~= (view.page ~= nil) then
    options.fail(view.page and ("the view %s is a page"):format(name)
      or ("the view %s is no page of its own; the player holds all views"):format(name),
      view.page and "-o FILE.html" or "player -o FILE.html")
  elseif format ~= "text" and format ~= "html" and not view.dot then
    options.fail(("the view %s is text, no picture"):format(name), "-o FILE.txt")
  end
  return name, options.parse(rest, name, view.options)
end

---Whether a view needs a run that followed its records (sluice.provenance).
---@param spec string
---@return boolean
function M.needs_origins(spec)
  local view = views[spec:match("^[^:]*")]
  return view ~= nil and view.needs_origins == true
end

-- A moment that the view itself does not take needs to know what happens then.
local function is_moment(view, chosen)
  return chosen.at_us ~= nil and not options.accepts(view, "at")
end

---The kinds of lines of a trace that some views need, or nil: all.
---@param specs string[]
---@return table<string, boolean>|nil
function M.kinds(specs)
  local list = {}
  for i, spec in ipairs(specs) do
    local name, rest = spec:match("^([^:]*):?(.*)$")
    local view = views[name]
    if not view.kinds or is_moment(view, options.parse(rest, name, view.options)) then
      return nil
    end
    list[i] = view.kinds
  end
  return trace_kinds.set(table.concat(list, " "))
end

-- Graphviz writes SVG with the names of PostScript fonts; where it draws letters itself
-- it finds the same shapes under the names that a desktop knows.
local RASTER_FONTS = {
  ["Helvetica"] = "Arial", ["Helvetica-Bold"] = "Arial Bold",
  ["Helvetica-Oblique"] = "Arial Italic",
}

---DOT for the formats that Graphviz draws itself.
---@param dot string
---@return string
function M.raster(dot)
  return (dot:gsub("fontname=\"([^\"]*)\"", function(font)
    return "fontname=\"" .. (RASTER_FONTS[font] or font) .. "\""
  end))
end

-- A page gets all views, in their order, and the theme only if one was asked for.
local function page(trace, view, chosen, how)
  local list = {}
  for i, name in ipairs(names) do
    list[i] = {name = name, view = views[name]}
  end
  chosen.theme = chosen.theme or how.theme
  return view.page(trace, chosen, {views = list, render = how.render,
    finish_svg = M.finish_svg})
end

---Draws a view of a trace: as "dot" for `neato -n2 -Tsvg`, as "raster", which is DOT
---for the formats that Graphviz draws itself (png, pdf), as "text" for a terminal, as
---"html", or as "film", which is DOT for `finish_film`.
---@param trace Trace
---@param spec string "timeline", "timeline:0s..3s", "timeline:batches=2..6:theme=dark"
---@param how? table format ("dot" unless given), theme; for text color, ascii, columns,
---  plain (tables in place of pictures); for html render, which turns a list of DOT
---  into a list of SVG; strip, several moments on one page: {count = 6} or
---  {times = {…}} in microseconds
---@return string
function M.draw(trace, spec, how)
  how = how or {}
  local name, chosen = M.parse(spec, how.format)
  if how.format == "html" then
    return page(trace, views[name], chosen, how)
  end
  chosen.theme = chosen.theme or how.theme or "light"
  chosen.color, chosen.ascii, chosen.columns = how.color, how.ascii, how.columns
  chosen.plain = how.plain
  local view = views[name]
  local model = view.model(trace, chosen)
  if how.format == "text" then
    return view.text(model, chosen)
  end
  local dot = view.dot(model, chosen)
  if how.strip then
    dot = film.strip(trace, dot, how.strip, chosen.theme)
  elseif is_moment(view, chosen) then
    dot = film.at(trace, dot, chosen.at_us, chosen.theme)
  elseif how.format == "film" then
    dot = frames.mark(dot)
  end
  return how.format == "raster" and M.raster(dot) or dot
end

---Finishes what Graphviz made of the DOT: fonts, title, size.
---@param text string SVG
---@param trace? Trace
---@return string
function M.finish_svg(text, trace)
  return svg.finish(text, trace)
end

---Finishes what Graphviz made of the DOT of format "film": SVG that plays by itself.
---@param text string SVG
---@param trace Trace
---@return string
function M.finish_film(text, trace)
  return film.play(trace, svg.finish(text, trace))
end

return M
