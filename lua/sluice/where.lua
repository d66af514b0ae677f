-- sluice.where: where in the program a stream was made, to the column.
--
-- Lua names the line where a chain of calls begins; the operator itself is found in the
-- text, going on from the place of the stream that it was called on. This reads the
-- file, so it is done only when somebody wants to know: for a message or for a trace.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")
local place = require("sluice.place")

local M = {}

---@class sluice.Where
---@field file string
---@field line integer
---@field column integer|nil
---@field text string|nil the whole program

---@param op string the name to look for
---@param file string
---@param line integer as Lua says it
---@param after sluice.Where|nil
---@return sluice.Where
function M.find(op, file, line, after)
  local text = file and place.source(file)
  if not text then
    return { file = file, line = line }
  end
  local from = after and after.column and { line = after.line, column = after.column }
  local at, column = place.operator(text, line, op, from or nil)
  return { file = file, line = at or line, column = column, text = text }
end

---The place of a stream.
---@param stream table a DStream
---@return sluice.Where
function M.stream(stream)
  if stream.made_with then
    return M.stream(stream.made_with)
  end
  if not stream.found then
    local parent = stream.parent
    local after = parent and parent.line == stream.line and M.stream(parent) or nil
    stream.found = M.find(stream.op, stream.file, stream.line, after)
  end
  return stream.found
end

---The variable that holds a stream, if the program gave it one.
---@param stream table
---@return string|nil
function M.variable(stream)
  local at = M.stream(stream)
  return at.text and at.column and place.variable(at.text, at.line, at.column) or nil
end

---The place of an output of a context.
---@param output table {op, stream, file, line}
---@return sluice.Where
function M.output(output)
  local stream = output.stream
  local after = stream.line == output.line and M.stream(stream) or nil
  return M.find(output.op, output.file, output.line, after)
end

---A call that is being made on a stream now.
---@param stream table|nil
---@param op string
---@return sluice.Where
function M.call(stream, op)
  local file, line = host.caller()
  local after = stream and stream.line == line and M.stream(stream) or nil
  return M.find(op, file, line, after)
end

---Fields file, line, column, mark of an error at an operator, or at its n-th argument.
---@param at sluice.Where
---@param op string
---@param n integer|nil
---@return table
function M.mark(at, op, n)
  if n and at.column then
    local line, column, length = place.argument(at.text, at.line, at.column, n)
    if line then
      return { file = at.file, line = line, column = column, mark = length }
    end
  end
  return { file = at.file, line = at.line, column = at.column,
    mark = at.column and #op or nil }
end

return M
