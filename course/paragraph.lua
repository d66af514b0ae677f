-- course.paragraph: sentences as lines; a number stays with its unit.
-- SPDX-License-Identifier: MIT
local paragraph = require("viz.paragraph")

local M = {}

local TIED <const> = "\u{a0}"

---@param text string
---@param columns integer
---@param ascii? boolean
---@return string[]
function M.wrap(text, columns, ascii)
  local tied = text:gsub("(%d) (m?s%f[^%a])", "%1" .. TIED .. "%2")
  local lines = paragraph.wrap(tied, columns)
  for i, line in ipairs(lines) do
    lines[i] = line:gsub(TIED, " ")
    if ascii then
      lines[i] = table.concat(paragraph.wrap(lines[i], #lines[i], true), " ")
    end
  end
  return lines
end

return M
