-- cli.learn.fold: lines that are wider than a screen, as several.
-- SPDX-License-Identifier: MIT
local M = {}

local SIGNS <const> = {["\u{2500}"] = "-", ["\u{25cf}"] = "*", ["\u{25b6}"] = ">",
  ["\u{25cb}"] = "o", ["\u{2026}"] = "...", ["\u{2212}"] = "-", ["\u{d7}"] = "x",
  ["\u{b7}"] = "-", ["\u{2013}"] = "-"}

---@param line string
---@param columns integer
---@return string[]
function M.line(line, columns)
  if (utf8.len(line) or #line) <= columns then
    return {line}
  end
  local lines, current, width, at = {}, {}, 0, 1
  while at <= #line do
    local sequence = line:match("^\27%[[%d;]*m", at)
    local piece = sequence or line:match("^[%z\1-\127\194-\244][\128-\191]*", at)
      or line:sub(at, at)
    if not sequence and width == columns then
      lines[#lines + 1] = table.concat(current)
      current, width = {}, 0
    end
    current[#current + 1] = piece
    width = width + (sequence and 0 or 1)
    at = at + #piece
  end
  lines[#lines + 1] = table.concat(current)
  return lines
end

---All lines, each no wider than the screen, and of signs that it shows.
---@param lines string[]
---@param style table columns, ascii
---@return string[]
function M.lines(lines, style)
  local folded = {}
  for _, line in ipairs(lines) do
    if style.ascii then
      line = line:gsub("[\194-\244][\128-\191]*", function(sign)
        return SIGNS[sign] or "?"
      end)
    end
    local more = M.line(line, style.columns)
    table.move(more, 1, #more, #folded + 1, folded)
  end
  return folded
end

return M
