-- cli.picture: a view of a trace, as text on a stream or as a file.
-- SPDX-License-Identifier: MIT
local files = require("cli.files")
local host = require("cli.host")
local usage = require("cli.usage")
local viz = require("viz")
local words = require("sluice.words")

local M = {}

local FAILED <const> = 1 -- exit code

local function failed(name, message)
  error({level = "error", name = name, message = message, exit = FAILED}, 0)
end

---A view as text.
---@param trace Trace
---@param view string name and options
---@param style table of the stream
---@return string
function M.text(trace, view, style)
  return viz.draw(trace, view, {format = "text", color = style.color,
    ascii = style.ascii, columns = style.width, plain = style.plain})
end

-- The format of viz for a file's ending. Graphviz measures text by other fonts where it
-- draws itself.
local FORMATS = {txt = "text", dot = "dot", svg = "dot", png = "raster", pdf = "raster",
  html = "html", film = "film"}

-- FILE.anim.svg is a film.
local function ending(file)
  local last = file:match("%.(%w+)$"):lower()
  return last == "svg" and file:lower():find("%.anim%.svg$") and "film" or last
end

---Refuses a view that cannot be drawn: raises a usage error.
---@param view string name and options
---@param file string|nil where it shall go; nil is a terminal
---@param strip? table moments
function M.check(view, file, strip)
  local format = file and FORMATS[ending(file)] or "text"
  viz.parse(view, format)
  if strip and format ~= "dot" and format ~= "raster" then
    usage.fail("--strip is for pictures", "-o FILE.svg, or .png, .pdf, .dot")
  end
end

---The kinds of lines of a trace that some views need, or nil if they need all: films
---and strips tell what happens at each moment.
---@param views {view: string, output: string?}[]
---@param strip? table moments
---@return table<string, boolean>|nil
function M.kinds(views, strip)
  local list = {}
  for i, view in ipairs(views) do
    if strip or view.output and FORMATS[ending(view.output)] == "film" then
      return nil
    end
    list[i] = view.view
  end
  return viz.kinds(list)
end

local function graphviz(dot, format)
  local picture, message = host.graphviz(dot, format)
  if not picture then
    failed("no-graphviz", message)
  end
  return picture
end

-- SVG of each of many pictures, by one call of Graphviz.
local function render_all(dots)
  local list = {}
  for svg in graphviz(table.concat(dots), "svg"):gmatch("<%?xml.-</svg>\n") do
    list[#list + 1] = svg
  end
  return list
end

-- The bytes of a picture in the format that a file's ending names.
local function render(trace, view, format, look)
  local drawn = viz.draw(trace, view, {format = FORMATS[format], theme = look.theme,
    strip = look.strip, render = render_all})
  if format == "dot" or format == "html" then
    return drawn
  elseif format == "film" then
    return viz.finish_film(graphviz(drawn, "svg"), trace)
  end
  local picture = graphviz(drawn, format)
  return format == "svg" and viz.finish_svg(picture, trace) or picture
end

---SVG of a view of each of several runs, by one call of Graphviz, with the sentence of
---each.
---@param list {run: Trace, view: string}[]
---@return {svg: string, alt: string}[]
function M.svgs(list)
  local dots, drawn = {}, {}
  for i, one in ipairs(list) do
    dots[i] = viz.draw(one.run, one.view, {format = "dot"})
  end
  for i, svg in ipairs(render_all(dots)) do
    local finished = viz.finish_svg(svg, list[i].run)
    drawn[i] = {svg = finished, alt = finished:match("<title[^>]*>(.-)</title>") or ""}
  end
  return drawn
end

---SVG of a view.
---@param trace Trace
---@param view string
---@return string
function M.svg(trace, view)
  return render(trace, view, "svg", {})
end

local function save(file, contents)
  files.write(file, contents, FAILED)
end

---Writes a drawing that is no view of one trace.
---@param dot string
---@param file string that ends in .svg, .png, .pdf or .dot
function M.write_drawing(dot, file)
  local format = ending(file)
  if format == "dot" then
    save(file, dot)
  elseif format == "svg" then
    save(file, viz.finish_svg(graphviz(dot, format)))
  else
    save(file, graphviz(viz.raster(dot), format))
  end
end

---Refuses a file that no drawing can go to: raises a usage error.
---@param file string
function M.check_drawing(file)
  local format = FORMATS[ending(file)]
  if format ~= "dot" and format ~= "raster" then
    usage.fail(("this is a picture, and %s is none"):format(words.quote(file)),
      "-o FILE.svg, or .png, .pdf, .dot")
  end
end

---Draws a view into a file; its ending is one of those that cli.values.picture takes.
---@param trace Trace
---@param view string
---@param file string
---@param look table theme, ascii and strip
function M.write(trace, view, file, look)
  local format = ending(file)
  local contents
  if format == "txt" then
    contents = M.text(trace, view, {ascii = look.ascii})
  else
    contents = render(trace, view, format, look)
  end
  save(file, contents)
end

return M
