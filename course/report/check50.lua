-- course.report.check50: the JSON of check50, CS50's checker.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local json = require("viz.player.json")
local judge = require("course.judge")

local M = {}

local PASSED <const> = {ok = true, ["not ok"] = false, skip = json.NULL}

local function shown(value)
  return value ~= nil and judge.shown(value) or json.NULL
end

local function cause(result, verdict)
  if verdict.status == "ok" then
    return json.NULL
  elseif verdict.status == "skip" then
    return {rationale = common.message(verdict)}
  end
  return {rationale = common.message(verdict),
    help = result.lesson.hints[1] or json.NULL,
    expected = shown(verdict.facts.want), actual = shown(verdict.facts.got)}
end

---@param results course.Result[]
---@param _ course.ReportContext
---@param version string of sluice
---@return string
function M.write(results, _, version)
  local list, several = {}, #results > 1
  for result, verdict in common.each(results) do
    local name = common.name(result, verdict, several)
    list[#list + 1] = {name = name, description = name, passed = PASSED[verdict.status],
      log = {}, cause = cause(result, verdict), data = json.EMPTY,
      dependency = verdict.waits
        and common.name(result, {name = verdict.waits}, several) or json.NULL}
  end
  return json.encode({slug = "sluice/" .. results[1].lesson.folder, results = list,
    version = version}) .. "\n"
end

return M
