-- sluice.notes.places: where a note points to: streams and outputs of a trace, found in
-- the text of the program.
-- SPDX-License-Identifier: MIT
local place = require("sluice.place")

local M = {}

local LINES_ABOVE = 20 -- how far above its operator a stream's variable is looked for

---Line, column and length of the operator that made a stream.
---@param stream table of a trace
---@param source string|nil
---@return integer|nil line
---@return integer|nil column
---@return integer|nil length
function M.operator(stream, source)
  local line, column
  if source and stream.line then
    line, column = place.operator(source, stream.line, stream.op)
  end
  return line or stream.line, column, column and #stream.op
end

---Line, column and length of the variable that holds a stream, else of its operator.
---@param stream table of a trace
---@param source string|nil
---@return integer|nil line
---@return integer|nil column
---@return integer|nil length
function M.stream(stream, source)
  for line = stream.line or 0, math.max(1, (stream.line or 0) - LINES_ABOVE), -1 do
    local column, length
    if source and stream.name then
      column, length = place.word(source, line, stream.name)
    end
    if column then
      return line, column, length
    end
  end
  return M.operator(stream, source)
end

---A note at the operator of a stream; the fields are added to it.
---@param stream table of a trace
---@param source string|nil
---@param fields table
---@return table
function M.note(stream, source, fields)
  fields.level, fields.file = fields.level or "note", stream.file
  fields.line, fields.column, fields.mark = M.operator(stream, source)
  return fields
end

---The lines of some outputs, each once.
---@param trace Trace
---@param numbers integer[]
---@return integer[]
function M.output_lines(trace, numbers)
  local lines, seen = {}, {}
  for _, output in ipairs(trace:outputs()) do
    for _, number in ipairs(numbers) do
      if number == output.number and output.line and not seen[output.line] then
        lines[#lines + 1] = output.line
        seen[output.line] = true
      end
    end
  end
  return lines
end

---The first line on which a word stands, and where on it.
---@param source string|nil
---@param word string
---@return integer|nil line
---@return integer|nil column
function M.first_line(source, word)
  local number = 0
  for line in ((source or "") .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    local column = line:find(word, 1, true)
    if column then
      return number, column
    end
  end
  return nil
end

return M
