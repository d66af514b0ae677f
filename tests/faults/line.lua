-- tests/faults/line.lua -- fields of a line of the trace.
-- SPDX-License-Identifier: MIT

local lists = require "faults.lists"

local M = {}

function M.number(line, name)
  return math.tointeger(tonumber(line:match('"' .. name .. '":(-?%d+)')))
end

function M.text(line, name)
  return line:match('"' .. name .. '":"([^"]*)"')
end

--- A list of texts or numbers, as texts.
function M.names(line, name)
  local list = {}
  for item in (line:match('"' .. name .. '":%[(.-)%]') or ""):gmatch('[^",]+') do
    list[#list + 1] = item
  end
  return list
end

--- The item that a line with a place and a number is about.
function M.item(line)
  local place, number = line:match('"place":"([^"]*)","number":(%d+)')
  local port = place:match(":700(%d)$")
  return (port and lists.prefix(tonumber(port)) or place:sub(-1)) .. number
end

return M
