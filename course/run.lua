-- course.run: a run of a learner's program, as checks see it: the trace, with what
-- else is known of it.
-- SPDX-License-Identifier: MIT
local M = {}

---@class course.Run: Trace
---@field started boolean a context was started, so there is a trace
---@field ended string done, limit or crashed
---@field message string? about a limit or a crash
---@field code integer exit code
---@field said table[] diagnostics, in order
---@field failed table? the first error that was said
---@field answers any the global `answers` of the program
---@field tables {name: string, rows: table[][]}[] tables outside, at the end:
---  rows {key, value, and both as Spark prints them}
---@field world string? name of another world than the lesson's
---@field killed integer? ms, when a crash was
---@field text string? of the trace

local OPTIONAL <const> = {message = true, failed = true, answers = true, world = true,
  killed = true, index = true, text = true}

-- A trace's methods are a run's, if there is a trace.
local function class_of(trace)
  local methods = trace and getmetatable(trace).__index or {}
  return {__index = function(_, key)
    if methods[key] then
      return methods[key]
    elseif not OPTIONAL[key] then
      error(("a run has no `%s`"):format(tostring(key)), 2)
    end
    return nil
  end}
end

local function first_error(said)
  for _, d in ipairs(said) do
    if d.level == "error" then
      return d
    end
  end
  return nil
end

---@param answer table what the box gave: ended, message, code, said, answers, stores,
---text
---@param trace Trace|nil
---@return course.Run
function M.new(answer, trace)
  local run = {index = trace and rawget(trace, "index"), started = trace ~= nil,
    ended = answer.ended, message = answer.message, code = answer.code,
    said = answer.said, failed = first_error(answer.said), answers = answer.answers,
    tables = answer.stores, text = answer.text}
  return setmetatable(run, class_of(trace))
end

return M
