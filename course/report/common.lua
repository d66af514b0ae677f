-- course.report.common: what several formats say of a verdict in the same words.
-- SPDX-License-Identifier: MIT
local text = require("course.report.text")

local M = {}

local ALPHABET <const> = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  .. "abcdefghijklmnopqrstuvwxyz0123456789+/"

---@class course.ReportContext
---@field pictures? fun(result: course.Result, verdict: course.Verdict):
---course.Shown|nil

---@class course.Shown SVG of the learner's run and of one that passes
---@field yours string
---@field expected string

---RFC 4648.
---@param bytes string
---@return string
function M.base64(bytes)
  local parts = {}
  for i = 1, #bytes, 3 do
    local a, b, c = bytes:byte(i, i + 2)
    local bits = a << 16 | (b or 0) << 8 | (c or 0)
    for k = 0, 3 do
      local six = (bits >> (18 - 6 * k) & 63) + 1
      local is_padding = k == 2 and not b or k == 3 and not c
      parts[#parts + 1] = is_padding and "=" or ALPHABET:sub(six, six)
    end
  end
  return table.concat(parts)
end

---Why a verdict is not ok, in a sentence or two.
---@param verdict course.Verdict
---@return string
function M.message(verdict)
  if verdict.status == "skip" then
    return ("first make \"%s\" pass"):format(verdict.waits)
  end
  local spark = verdict.spark and "\nSpark: " .. verdict.spark or ""
  return (verdict.message or "") .. spark
end

---The name of a verdict among those of several lessons.
---@param result course.Result
---@param verdict course.Verdict
---@param several boolean
---@return string
function M.name(result, verdict, several)
  return several and ("%s %s"):format(text.title(result), verdict.name) or verdict.name
end

---All verdicts of all results, with the numbers of both.
---@param results course.Result[]
---@return fun(): course.Result, course.Verdict, integer, integer
function M.each(results)
  return coroutine.wrap(function()
    for i, result in ipairs(results) do
      for j, verdict in ipairs(result.verdicts) do
        coroutine.yield(result, verdict, i, j)
      end
    end
  end)
end

---Points of all results.
---@param results course.Result[]
---@return number points
---@return number most
---@return boolean done
function M.total(results)
  local points, most, done = 0, 0, true
  for _, result in ipairs(results) do
    points, most = points + result.points, most + result.most
    done = done and result.done
  end
  return points, most, done
end

---A number without a fraction as a whole one: 2.0 is 2.
---@param value number
---@return number
function M.number(value)
  return math.tointeger(value) or value
end

return M
