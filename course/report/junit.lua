-- course.report.junit: JUnit XML, as Jenkins, GitLab and others read it. Times are left
-- out: the same program gives the same file.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local text = require("course.report.text")

local M = {}

local ENTITIES <const> = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ["\""] = "&quot;", ["\n"] = "&#10;", ["\t"] = "&#9;"}

-- XML has no other control characters, not even escaped.
local function escaped(value)
  value = utf8.len(value) and value or value:gsub("[\128-\255]", "?")
  return (value:gsub("[&<>\"\n\t]", ENTITIES):gsub("%c", "?"))
end

local function case(result, verdict)
  local head = ("    <testcase classname=\"%s\" name=\"%s\""):format(
    escaped(text.title(result)), escaped(verdict.name))
  if verdict.status == "ok" then
    return head .. "/>"
  end
  local message = escaped(common.message(verdict))
  local inner = verdict.status == "skip"
    and ("<skipped message=\"%s\"/>"):format(message)
    or ("<failure message=\"%s\" type=\"check\">%s</failure>"):format(message, message)
  return ("%s>\n      %s\n    </testcase>"):format(head, inner)
end

local function tally(result)
  local failures, skipped = 0, 0
  for _, verdict in ipairs(result.verdicts) do
    failures = failures + (verdict.status == "not ok" and 1 or 0)
    skipped = skipped + (verdict.status == "skip" and 1 or 0)
  end
  return #result.verdicts, failures, skipped
end

---@param results course.Result[]
---@return string
function M.write(results)
  local lines, all, all_failures, all_skipped = {}, 0, 0, 0
  for _, result in ipairs(results) do
    local tests, failures, skipped = tally(result)
    all, all_failures = all + tests, all_failures + failures
    all_skipped = all_skipped + skipped
    lines[#lines + 1] = ("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" "
      .. "errors=\"0\" skipped=\"%d\">"):format(escaped(text.title(result)), tests,
      failures, skipped)
    for _, verdict in ipairs(result.verdicts) do
      lines[#lines + 1] = case(result, verdict)
    end
    lines[#lines + 1] = "  </testsuite>"
  end
  return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sluice\" "
    .. "tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"):format(all,
    all_failures, all_skipped) .. table.concat(lines, "\n") .. "\n</testsuites>\n"
end

return M
