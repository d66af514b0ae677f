-- tests/vectors/kinds_arith.lua -- cases about Duration and Time.
-- SPDX-License-Identifier: MIT
local compare = require("compare")
local program = require("program")

local M = {}

-- Expressions of the arguments a, b, c.
local OPS = {
  lt = "a < b", le = "a <= b", gt = "a > b", ge = "a >= b",
  eq = "a == b", ne = "a ~= b", to_string = "tostring(a)",
  plus = "a + b", minus = "a - b", times = "a * b", div = "a / b",
  min = "a:min(b)", max = "a:max(b)", is_multiple_of = "a:isMultipleOf(b)",
  is_zero = "a:isZero()",
  milliseconds = "Milliseconds(a)", seconds = "Seconds(a)", minutes = "Minutes(a)",
  floor = "a:floor(b, c)", to = "a:to(b, c)", ["until"] = 'a["until"](a, b, c)',
}

local TYPES = { Duration = "Milliseconds(%d)", Time = "Time(%d)", int = "%d" }

-- Durations and times are told as milliseconds.
local BARE = [[
local function bare(value)
  if type(value) ~= "table" then return value end
  if getmetatable(value) then return value:milliseconds() end
  local list = {}
  for i, item in ipairs(value) do list[i] = bare(item) end
  return list
end]]

local function write(case)
  local text = program.new()
  text:add(BARE)
  for _, check in ipairs(case.checks) do
    local arguments = {}
    for i, argument in ipairs(check.args) do
      arguments[i] = TYPES[case.arg_types[i]]:format(argument)
    end
    text:add("do local a, b, c = %s", table.concat(arguments, ", "))
    text:add('V.tell("result", {"value", bare(%s)}) end',
      OPS[case.op] or error("no test knows " .. case.op, 0))
  end
  return text:text()
end

function M.arith(case, run)
  return run:check(write(case), {}, function(result)
    local found = {}
    local results = compare.told(result, "result")
    for i, check in ipairs(case.checks) do
      compare.expect(found, results[i] and results[i].value, check.expected,
        ("%s of %s"):format(case.op, compare.show(check.args)))
    end
    return found
  end)
end

return M
