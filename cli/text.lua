-- cli.text: text broken into lines for help pages.
-- SPDX-License-Identifier: MIT
local M = {}

---Breaks a text at spaces into lines of at most `width` characters.
---@param text string
---@param width integer
---@return string[]
function M.wrap(text, width)
  local lines, line = {}, nil
  for word in text:gmatch("%S+") do
    local longer = line and line .. " " .. word or word
    if line and utf8.len(longer) > width then
      lines[#lines + 1] = line
      line = word
    else
      line = longer
    end
  end
  lines[#lines + 1] = line
  return lines
end

---A text padded with spaces to a width in characters.
---@param text string
---@param width integer
---@return string
function M.pad(text, width)
  return text .. (" "):rep(width - utf8.len(text))
end

return M
