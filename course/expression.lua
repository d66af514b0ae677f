-- course.expression: what an expression of a lesson's text is, in a run.
-- SPDX-License-Identifier: MIT
local expectation = require("course.expectation")
local words = require("course.words")

local M = {}

local NAME <const> = "expression"

-- Where Lua found fault is of no use: an expression is one line.
local function plain(message)
  return (tostring(type(message) == "table" and message.message or message)
    :gsub("^" .. NAME .. ":%d+: ", ""))
end

---Evaluates an expression; it knows `run` and the functions of checks.lua that give
---something.
---@param text string such as run:batch(3000).partitions
---@param run course.Run
---@return any value never nil, but if there is none
---@return string|nil message why there is none
function M.evaluate(text, run)
  local env = words.environment()
  env.run = run
  local chunk, message = load("return " .. text, "=" .. NAME, "t", env)
  if not chunk then
    return nil, plain(message)
  end
  local done, value = pcall(chunk)
  if not done and not run.started then
    return nil, "the program starts no context" .. (run.failed
      and ": " .. run.failed.message or "")
  elseif not done then
    return nil, plain(value)
  elseif value == nil then
    return nil, "this is nothing"
  end
  return value
end

---The text of a choice: its own, or that of its expression.
---@param choice course.Choice
---@param run course.Run of the program of the prediction
---@return string|nil
---@return string|nil message why there is none
function M.label(choice, run)
  if not choice.expression then
    return choice.label
  end
  local value, message = M.evaluate(choice.expression, run)
  if message then
    return nil, message
  end
  return expectation.shown(value)
end

return M
