-- course.lines: a text, line by line.
-- SPDX-License-Identifier: MIT
local M = {}

---The lines of a text, without empty ones at its end.
---@param text string
---@return string[]
function M.of(text)
  local lines = {}
  for line in (text:gsub("\n*$", "") .. "\n"):gmatch("(.-)\n") do
    lines[#lines + 1] = line
  end
  return lines
end

return M
