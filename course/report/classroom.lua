-- course.report.classroom: what a grader of GitHub Classroom hands to its reporter:
-- JSON in base64, as one line.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local json = require("viz.player.json")

local M = {}

local STATUS <const> = {ok = "pass", ["not ok"] = "fail", skip = "fail"}

---@param results course.Result[]
---@return string
function M.write(results)
  local tests = {}
  for result, verdict in common.each(results) do
    tests[#tests + 1] = {
      name = common.name(result, verdict, #results > 1),
      status = STATUS[verdict.status],
      message = verdict.status ~= "ok" and common.message(verdict) or json.NULL,
      filename = result.file, line_no = verdict.line or 0, duration = 0,
      score = common.number(verdict.points),
    }
  end
  local _, most, done = common.total(results)
  return common.base64(json.encode({version = 1, status = done and "pass" or "fail",
    max_score = common.number(most), tests = tests})) .. "\n"
end

return M
