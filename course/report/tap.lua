-- course.report.tap: TAP 14, the protocol of test harnesses. One program is a test
-- stream; of several each is a subtest.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local judge = require("course.judge")
local text = require("course.report.text")

local M = {}

-- A YAML string in double quotes: what JSON takes, YAML takes.
local function quoted(value)
  local escapes = {["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r", ["\""] = "\\\"",
    ["\\"] = "\\\\"}
  return "\"" .. value:gsub("[%c\"\\]", function(byte)
    return escapes[byte] or ("\\x%02x"):format(byte:byte())
  end) .. "\""
end

-- A description: "#" would begin a directive.
local function described(name)
  return (name:gsub("[\\#]", "\\%0"):gsub("%c", " "))
end

local function yaml_value(value)
  return math.type(value) == "integer" and ("%d"):format(value)
    or quoted(judge.shown(value))
end

local function counter_example(facts)
  local parts = {}
  for _, name in ipairs({"batch", "want", "got", "key"}) do
    if facts and facts[name] ~= nil then
      parts[#parts + 1] = name .. ": " .. yaml_value(facts[name])
    end
  end
  return #parts > 0 and "{" .. table.concat(parts, ", ") .. "}" or nil
end

local function add_diagnosis(lines, verdict, files)
  local function add(name, value)
    lines[#lines + 1] = value and ("  %s: %s"):format(name, value) or nil
  end
  lines[#lines + 1] = "  ---"
  add("message", quoted(verdict.message))
  add("spark", verdict.spark and quoted(verdict.spark))
  add("line", verdict.line and ("%d"):format(verdict.line))
  add("counter_example", counter_example(verdict.facts))
  add("pictures", files and ("{yours: %s, expected: %s}"):format(quoted(files.yours),
    quoted(files.expected)))
  add("hint", quoted("sluice learn hint (1 of 3)"))
  lines[#lines + 1] = "  ..."
end

-- The lines of one result, without a version.
local function stream(result, files)
  local lines = {("1..%d"):format(#result.verdicts)}
  for i, verdict in ipairs(result.verdicts) do
    local word = verdict.status == "not ok" and "not ok" or "ok"
    local line = ("%s %d - %s"):format(word, i, described(verdict.name))
    if verdict.status == "skip" then
      line = line .. " # SKIP " .. described(common.message(verdict))
    end
    lines[#lines + 1] = line
    if verdict.status == "not ok" then
      add_diagnosis(lines, verdict, files and files(result, verdict))
    end
  end
  return lines
end

local function several(results, files)
  local lines = {("1..%d"):format(#results)}
  for i, result in ipairs(results) do
    lines[#lines + 1] = "# Subtest: " .. text.title(result)
    for _, line in ipairs(stream(result, files)) do
      lines[#lines + 1] = "    " .. line
    end
    lines[#lines + 1] = ("%s %d - %s"):format(result.done and "ok" or "not ok", i,
      described(text.title(result)))
  end
  return lines
end

---@param results course.Result[]
---@param context course.ReportContext files: names of pictures that were written
---@param version? integer 14; 13 for readers that refuse what is newer
---@return string
function M.write(results, context, version)
  local lines = #results == 1 and stream(results[1], context.files)
    or several(results, context.files)
  return ("TAP version %d\n"):format(version or 14) .. table.concat(lines, "\n") .. "\n"
end

return M
