-- course.spans: a sentence with **emphasis**, *emphasis* and `names` as lines of a
-- terminal.
--
-- What is emphasised is bold where there is colour, and plain elsewhere. Names keep
-- their backquotes, so that nothing hangs on colour.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local paragraph = require("course.paragraph")

local M = {}

-- What has no width stands for ** while lines are made.
local BEGIN <const>, FINISH <const> = "\1", "\2"

local function marked(text)
  local parts, at = {}, 1
  while true do
    local from, to, name = text:find("(`[^`]*`)", at)
    local plain = text:sub(at, (from or 0) - 1)
    parts[#parts + 1] = plain:gsub("%*%*([^*]+)%*%*", BEGIN .. "%1" .. FINISH)
      :gsub("%f[%S]%*(%w[^*]*)%*", BEGIN .. "%1" .. FINISH)
    if not from then
      return table.concat(parts)
    end
    parts[#parts + 1] = name
    at = to + 1
  end
end

local function bare(text)
  return (text:gsub("[" .. BEGIN .. FINISH .. "]", ""))
end

-- Puts the marks of a text into its lines again, as bold letters. Lines differ from the
-- text in their blanks only. Emphasis may go over a line's end.
local function paint(lines, text)
  local rest, open = text:gsub("%s", ""), false
  for i, line in ipairs(lines) do
    local painted, piece = {}, ""
    local function close()
      painted[#painted + 1] = open and diagnostic.paint("place", piece, true) or piece
      piece = ""
    end
    for _, code in utf8.codes(line) do
      local sign = utf8.char(code)
      while sign ~= " " and rest:find("^[" .. BEGIN .. FINISH .. "]") do
        close()
        open, rest = rest:sub(1, 1) == BEGIN, rest:sub(2)
      end
      piece = piece .. sign
      rest = sign == " " and rest or rest:sub(#sign + 1)
    end
    close()
    lines[i] = table.concat(painted)
  end
  return lines
end

---@param text string
---@param columns integer
---@param style {color: boolean?, ascii: boolean?}
---@return string[]
function M.wrap(text, columns, style)
  local with_marks = marked(text)
  if style.ascii then
    with_marks = table.concat(paragraph.wrap(with_marks, #with_marks, true), " ")
  end
  local lines = paragraph.wrap(bare(with_marks), columns)
  return style.color and with_marks:find(BEGIN) and paint(lines, with_marks) or lines
end

return M
