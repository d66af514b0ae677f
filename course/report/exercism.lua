-- course.report.exercism: results.json of an Exercism test runner, version 3.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local json = require("viz.player.json")
local judge = require("course.judge")
local programs = require("course.programs")

local M = {}

local MOST_OUTPUT <const> = 500 -- characters that the site shows

-- The program's own output, cut at whole characters.
local function output(result)
  local text = programs.output(result.run)
  local cut = utf8.len(text) and utf8.offset(text, MOST_OUTPUT + 1)
  return cut and cut <= #text and text:sub(1, cut - 1) or text:sub(1, MOST_OUTPUT * 4)
end

-- A program that raises an error has no tests: the site shows the message. Of several
-- programs the others have theirs.
local function broken(results)
  for result, verdict in common.each(results) do
    if verdict.name == judge.RUNS and verdict.status == "not ok" then
      return result, verdict
    end
  end
  return nil
end

local STATUS <const> = {ok = "pass", ["not ok"] = "fail", skip = "fail"}

---@param results course.Result[]
---@return string
function M.write(results)
  local failure = #results == 1 and select(2, broken(results))
  if failure then
    return json.encode({version = 3, status = "error", tests = {},
      message = common.message(failure)}) .. "\n"
  end
  local tests = {}
  for result, verdict, _, j in common.each(results) do
    tests[#tests + 1] = {
      name = common.name(result, verdict, #results > 1),
      status = verdict.name == judge.RUNS and verdict.status == "not ok" and "error"
        or STATUS[verdict.status],
      message = verdict.status ~= "ok" and common.message(verdict) or json.NULL,
      output = output(result), test_code = ("check %q"):format(verdict.name),
      task_id = j,
    }
  end
  local _, _, done = common.total(results)
  return json.encode({version = 3, status = done and "pass" or "fail", tests = tests})
    .. "\n"
end

return M
