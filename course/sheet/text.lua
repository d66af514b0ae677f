-- course.sheet.text: questions and their key as plain text.
-- SPDX-License-Identifier: MIT
local page = require("course.page")
local spans = require("course.spans")
local words = require("course.sheet.words")

local M = {}

local NEW_PAGE <const> = "\f"

-- Lines of a text behind a mark; those that follow stand under the first.
local function hang(lines, mark, text, style)
  for n, line in ipairs(spans.wrap(text, style.columns - #mark, style)) do
    lines[#lines + 1] = (n == 1 and mark or (" "):rep(#mark)) .. line
  end
end

---The lines of a question: its text, the program if one is shown, and the choices.
---@param asked course.Asked
---@param mark string stands before the text
---@param style {columns: integer, color: boolean?, ascii: boolean?}
---@return string[]
function M.question(asked, mark, style)
  local lines, indent = {}, (" "):rep(#mark)
  hang(lines, mark, asked.text, style)
  if asked.program then
    lines[#lines + 1] = ""
    local listing = {kind = "fence", info = "lua", lines = words.lines(asked.program)}
    for _, line in ipairs(page.render({listing}, {columns = style.columns - #mark})) do
      lines[#lines + 1] = indent .. line
    end
  end
  lines[#lines + 1] = ""
  for n, choice in ipairs(asked.choices) do
    hang(lines, indent .. words.letter(n) .. " ", choice.label, style)
  end
  return lines
end

local function add(lines, more)
  table.move(more, 1, #more, #lines + 1, lines)
  lines[#lines + 1] = ""
end

local function key_lines(asked, mark, style)
  local lines = {}
  hang(lines, mark, ("%s %s. %s"):format(words.letter(asked.right),
    asked.choices[asked.right].label, words.sentence(asked.why)), style)
  for n, choice in ipairs(asked.choices) do
    if not choice.right then
      hang(lines, (" "):rep(#mark) .. "not " .. words.letter(n) .. " ", choice.label
        .. ": " .. choice.reply, style)
    end
  end
  return lines
end

---@param paper course.Paper
---@param style {columns: integer, ascii: boolean?}
---@return string
function M.write(paper, style)
  local lines = {"Quiz: " .. words.count(paper), ""}
  for _, asked in ipairs(paper) do
    add(lines, M.question(asked, asked.number .. ". ", style))
  end
  lines[#lines + 1] = NEW_PAGE .. "Key: " .. words.count(paper)
  lines[#lines + 1] = ""
  for _, asked in ipairs(paper) do
    add(lines, key_lines(asked, asked.number .. ". ", style))
  end
  lines[#lines] = nil
  return table.concat(lines, "\n") .. "\n"
end

return M
