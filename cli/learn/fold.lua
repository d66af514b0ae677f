-- cli.learn.fold: lines that are wider than a screen, as several.
-- SPDX-License-Identifier: MIT
local M = {}

local SIGNS <const> = {["\u{2500}"] = "-", ["\u{25cf}"] = "*", ["\u{25b6}"] = ">",
  ["\u{25cb}"] = "o", ["\u{2026}"] = "...", ["\u{2212}"] = "-", ["\u{d7}"] = "x",
  ["\u{b7}"] = "-", ["\u{2013}"] = "-"}

-- The signs and colour sequences of a line, one by one; a sequence has no width.
local function pieces(line)
  local at = 1
  return function()
    local sequence = line:match("^\27%[[%d;]*m", at)
    local piece = sequence or line:match("^[%z\1-\127\194-\244][\128-\191]*", at)
      or line:sub(at, at)
    at = at + #piece
    return piece ~= "" and piece or nil, sequence and 0 or 1
  end
end

-- The place of the blank at which a full line ends; nil if a word is as long as a line.
local function last_blank(current, from)
  for i = #current, from, -1 do
    if current[i] == " " then
      return i
    end
  end
  return nil
end

---A line that is too wide goes on in others, at a blank if there is one, as far from
---the edge as it began.
---@param line string
---@param columns integer
---@return string[]
function M.line(line, columns)
  if (utf8.len(line) or #line) <= columns then
    return {line}
  end
  local edge = #line:match("^ *")
  edge = edge < columns // 2 and edge or 0
  local lines, current, width = {}, {}, 0
  for piece, wide in pieces(line) do
    if wide > 0 and width == columns then
      local at = piece == " " and #current + 1 or last_blank(current, columns // 2)
      lines[#lines + 1] = table.concat(current, "", 1, (at or #current + 1) - 1)
      local rest = table.move(current, (at or #current) + 1, #current, 1, {})
      current, width = {(" "):rep(edge), table.unpack(rest)}, edge
      for _, one in ipairs(rest) do
        width = width + (one:find("^\27") and 0 or 1)
      end
    end
    if not (piece == " " and #lines > 0 and width == edge) then
      current[#current + 1] = piece
      width = width + wide
    end
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
