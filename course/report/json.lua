-- course.report.json: results as plain JSON, for scripts. Times are in ms.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local json = require("viz.player.json")
local judge = require("course.judge")

local M = {}

local function counter_example(facts)
  local example = {}
  for _, name in ipairs({"batch", "want", "got", "key"}) do
    local value = facts and facts[name]
    if value ~= nil then
      example[name] = math.type(value) and common.number(value) or judge.shown(value)
    end
  end
  return next(example) and example or json.NULL
end

local function of_result(result)
  local checks = {}
  for i, verdict in ipairs(result.verdicts) do
    checks[i] = {name = verdict.name, status = verdict.status,
      points = common.number(verdict.points), most = common.number(verdict.most),
      message = verdict.message or json.NULL, spark = verdict.spark or json.NULL,
      line = verdict.line or json.NULL, waits_for = verdict.waits or json.NULL,
      counter_example = counter_example(verdict.facts)}
  end
  return {lesson = result.lesson.id, name = result.lesson.name, file = result.file,
    points = common.number(result.points), most = common.number(result.most),
    done = result.done, checks = checks}
end

---@param results course.Result[]
---@return string one object a line
function M.write(results)
  local lines = {}
  for i, result in ipairs(results) do
    lines[i] = json.encode(of_result(result)) .. "\n"
  end
  return table.concat(lines)
end

return M
