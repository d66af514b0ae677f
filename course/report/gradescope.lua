-- course.report.gradescope: results.json of a Gradescope autograder.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local json = require("viz.player.json")
local text = require("course.report.text")

local M = {}

local ENTITIES <const> = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ["\""] = "&quot;"}

local function escaped(value)
  return (value:gsub("[&<>\"]", ENTITIES):gsub("\n", "<br>"))
end

-- As an image of its own: the ids of two drawings would clash in one page.
local function image(svg, caption)
  return ("<p>%s:</p><img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">"):format(
    caption, svg:match("<title[^>]*>(.-)</title>") or caption, common.base64(svg))
end

local function output(result, verdict, context)
  local html = verdict.status == "ok" and ""
    or "<p>" .. escaped(common.message(verdict)) .. "</p>"
  local shown = verdict.status == "not ok" and context.pictures
    and context.pictures(result, verdict)
  if shown then
    html = html .. image(shown.yours, "your run")
      .. image(shown.expected, "a run that passes")
  end
  return html
end

---@param results course.Result[]
---@param context course.ReportContext
---@return string
function M.write(results, context)
  local tests, several = {}, #results > 1
  for result, verdict, i, j in common.each(results) do
    tests[#tests + 1] = {
      name = common.name(result, verdict, several), name_format = "text",
      number = several and ("%d.%d"):format(i, j) or ("%d"):format(j),
      score = common.number(verdict.points), max_score = common.number(verdict.most),
      status = verdict.status == "ok" and "passed" or "failed",
      output = output(result, verdict, context), output_format = "html",
      visibility = verdict.name == "hidden" and "after_published" or "visible",
    }
  end
  local heads = {}
  for i, result in ipairs(results) do
    heads[i] = ("%s: %s"):format(text.title(result), text.points(result))
  end
  local points = common.total(results)
  return json.encode({score = common.number(points), output = table.concat(heads, "\n"),
    output_format = "text", visibility = "visible", stdout_visibility = "hidden",
    tests = tests}) .. "\n"
end

return M
