-- course.report.text: a result for people.
-- SPDX-License-Identifier: MIT
local paragraph = require("course.paragraph")
local texts = require("sluice.words")

local M = {}

local INDENT <const> = "          "

-- 1.5 as it is, 2.0 as 2.
local function number(value)
  return ("%g"):format(value)
end

---"1 of 4 points"
---@param result course.Result
---@return string
function M.points(result)
  return ("%s of %s"):format(number(result.points),
    result.most == 1 and "1 point" or number(result.most) .. " points")
end

local function label(verdict)
  return verdict.name .. (verdict.note and " (" .. verdict.note .. ")" or "")
end

-- Names of the same status that stand behind each other share a line.
local function add_names(lines, word, names, columns, ending)
  local text = table.concat(names, ", ") .. (ending or "")
  local wrapped = paragraph.wrap(text, columns - #INDENT)
  for i, line in ipairs(wrapped) do
    lines[#lines + 1] = (i == 1 and ("  %-8s"):format(word) or INDENT) .. line
  end
end

-- Spark's own text stands behind what is said in our words; it is never wrapped.
local function add_failure(lines, verdict, columns)
  lines[#lines + 1] = "  not ok  " .. label(verdict)
  for _, line in ipairs(paragraph.wrap(verdict.message, columns - #INDENT)) do
    lines[#lines + 1] = INDENT .. line
  end
  local label_of_spark = "Spark: "
  for line in (verdict.spark or ""):gmatch("[^\n]+") do
    lines[#lines + 1] = INDENT .. label_of_spark .. line
    label_of_spark = (" "):rep(#label_of_spark)
  end
end

-- Verdicts of one status that follow each other, and skipped ones that wait for the
-- same check.
local function group(verdicts, from)
  local first, to = verdicts[from], from
  while verdicts[to + 1] and verdicts[to + 1].status == first.status
    and verdicts[to + 1].waits == first.waits do
    to = to + 1
  end
  return to
end

---The verdicts, line by line.
---@param result course.Result
---@param columns integer
---@return string[]
function M.verdicts(result, columns)
  local lines, at = {}, 1
  local verdicts = result.verdicts
  while verdicts[at] do
    local to = verdicts[at].status == "not ok" and at or group(verdicts, at)
    local names = {}
    for i = at, to do
      names[#names + 1] = label(verdicts[i])
    end
    if verdicts[at].status == "not ok" then
      add_failure(lines, verdicts[at], columns)
    elseif verdicts[at].status == "ok" then
      add_names(lines, "ok", names, columns)
    else
      add_names(lines, "skip", names, columns,
        (": first make %q pass"):format(verdicts[at].waits))
    end
    at = to + 1
  end
  return lines
end

---"2.1 blocks"
---@param result course.Result
---@return string
function M.title(result)
  return result.lesson.id .. " " .. result.lesson.name
end

---The whole result, as `sluice check` prints it.
---@param result course.Result
---@param columns integer
---@return string
function M.draw(result, columns)
  local head = M.title(result) .. "  " .. texts.printable(result.file)
  local points = M.points(result)
  local gap = math.max(2, columns - utf8.len(head) - #points)
  local lines = M.verdicts(result, columns)
  table.insert(lines, 1, head .. (" "):rep(gap) .. points)
  return table.concat(lines, "\n") .. "\n"
end

---The last line of several results.
---@param results course.Result[]
---@return string
function M.total(results)
  local points, most, done = 0, 0, 0
  for _, result in ipairs(results) do
    points, most = points + result.points, most + result.most
    done = done + (result.done and 1 or 0)
  end
  return ("%s of %s points, %d of %s done\n"):format(number(points), number(most),
    done, texts.count(#results, "lesson"))
end

return M
