-- course.sheet.words: the sentences of a question sheet, as every format has them.
-- SPDX-License-Identifier: MIT
local lesson = require("course.lesson")

local M = {}

---A sentence with a capital and a full stop. A name such as flatMap stays as it is.
---@param text string
---@return string
function M.sentence(text)
  local whole = text:find("[.?!]$") and text or text .. "."
  return (whole:gsub("^%l+%f[%A]", function(word)
    return word:sub(1, 1):upper() .. word:sub(2)
  end))
end

---@param n integer
---@return string "a)"
function M.letter(n)
  return lesson.letter(n) .. ")"
end

---What a choice is told: the reply, or why it is right.
---@param asked course.Asked
---@param choice table
---@return string
function M.told(asked, choice)
  return M.sentence(choice.right and asked.why or choice.reply)
end

---A text in pieces: what stands in backquotes is a name of a program.
---@param text string
---@return {text: string, is_name: boolean}[]
function M.pieces(text)
  local list, at = {}, 1
  while at <= #text do
    local from, to, name = text:find("`([^`]*)`", at)
    local plain = text:sub(at, (from or 0) - 1)
    if plain ~= "" then
      list[#list + 1] = {text = plain, is_name = false}
    end
    if not from then
      break
    end
    list[#list + 1] = {text = name, is_name = true}
    at = to + 1
  end
  return list
end

---@param paper course.Paper
---@return string "30 questions, seed 7"
function M.count(paper)
  return ("%d %s, seed %d"):format(#paper, #paper == 1 and "question" or "questions",
    paper.seed)
end

---The lines of a program.
---@param program string
---@return string[]
function M.lines(program)
  local lines = {}
  for line in (program:gsub("\n*$", "") .. "\n"):gmatch("(.-)\n") do
    lines[#lines + 1] = line
  end
  return lines
end

---A text with some signs replaced.
---@param text string
---@param signs table<string, string>
---@return string
function M.escape(text, signs)
  return (text:gsub(utf8.charpattern, signs))
end

local MARKUP <const> = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ["\""] = "&quot;"}

---@param text string
---@return string for HTML and XML
function M.markup(text)
  return M.escape(text, MARKUP)
end

---A text as HTML.
---@param text string
---@return string
function M.html(text)
  local parts = {}
  for i, piece in ipairs(M.pieces(text)) do
    local inner = M.markup(piece.text)
    parts[i] = piece.is_name and "<code>" .. inner .. "</code>" or inner
  end
  return table.concat(parts)
end

---A program as HTML.
---@param program string
---@return string
function M.listing(program)
  return "<pre>" .. M.markup(program:gsub("\n*$", "")) .. "</pre>"
end

return M
