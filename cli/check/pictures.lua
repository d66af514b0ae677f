-- cli.check.pictures: the learner's run beside one that passes.
-- SPDX-License-Identifier: MIT
local box = require("cli.box")
local files = require("cli.files")
local picture = require("cli.picture")
local programs_of = require("course.programs")
local viz = require("viz")

local M = {}

local function svg(run, view)
  if not run.started then
    return nil
  end
  local done, drawn = pcall(picture.svg, run, view)
  return done and drawn or nil
end

-- The learner's run; again if the view has to know where records came from.
local function run_of(result, view, programs)
  return viz.needs_origins(view) and programs:follow(result.program, result.file)
    or result.run
end

---Both pictures of a verdict; nil where there is nothing to draw.
---@param result course.Result
---@param verdict course.Verdict
---@return course.Shown|nil
function M.draw(result, verdict)
  if not verdict.view then
    return nil
  end
  local programs = programs_of.new(result.lesson, box.runs)
  local yours = svg(run_of(result, verdict.view, programs), verdict.view)
  local expected = yours and svg(programs:run("solution", verdict.view), verdict.view)
  return expected and {yours = yours, expected = expected} or nil
end

-- Writes both into a folder, once for a lesson; their names.
local function writer(folder)
  local known = {}
  return function(result, verdict)
    local name = result.lesson.folder
    local shown = not known[name] and M.draw(result, verdict)
    if not shown then
      return nil
    end
    known[name] = true
    local names = {yours = name .. ".yours.svg", expected = name .. ".expected.svg"}
    files.make_folder(folder)
    for which, file in pairs(names) do
      files.write(folder .. "/" .. file, shown[which])
    end
    return names
  end
end

---Both pictures of each lesson that is not done; those that a report names are there.
---@param results course.Result[]
---@param context course.ReportContext
function M.write(results, context)
  for _, result in ipairs(context.files and results or {}) do
    for _, verdict in ipairs(result.verdicts) do
      if verdict.status == "not ok" then
        context.files(result, verdict)
      end
    end
  end
end

---What reports may ask for.
---@param options table<string, any>
---@return course.ReportContext
function M.context(options)
  return {pictures = M.draw, files = options.pictures and writer(options.pictures)}
end

return M
