-- course.sheet.markdown: questions and their key as Markdown that reads well as it
-- stands.
-- SPDX-License-Identifier: MIT
local words = require("course.sheet.words")

local M = {}

local SIGNS <const> = {["*"] = "\\*", ["_"] = "\\_", ["<"] = "\\<", ["["] = "\\[",
  ["\\"] = "\\\\", ["|"] = "\\|"}

local function escape(text)
  local parts = {}
  for i, piece in ipairs(words.pieces(text)) do
    parts[i] = piece.is_name and "`" .. piece.text .. "`"
      or words.escape(piece.text, SIGNS)
  end
  return table.concat(parts)
end

local function question(lines, asked)
  lines[#lines + 1] = ("**%d.** %s\n"):format(asked.number, escape(asked.text))
  if asked.program then
    lines[#lines + 1] = "```lua\n" .. asked.program:gsub("\n*$", "\n```\n")
  end
  for n, choice in ipairs(asked.choices) do
    lines[#lines + 1] = ("- %s %s"):format(words.letter(n), escape(choice.label))
  end
  lines[#lines + 1] = ""
end

local function answer(lines, asked)
  lines[#lines + 1] = ("**%d. %s** %s. %s\n"):format(asked.number,
    words.letter(asked.right), escape(asked.choices[asked.right].label),
    escape(words.sentence(asked.why)))
  for n, choice in ipairs(asked.choices) do
    if not choice.right then
      lines[#lines + 1] = ("- not %s %s: %s"):format(words.letter(n),
        escape(choice.label), escape(choice.reply))
    end
  end
  lines[#lines + 1] = ""
end

---@param paper course.Paper
---@return string
function M.write(paper)
  local lines = {"# Quiz\n", words.count(paper) .. "\n"}
  for _, asked in ipairs(paper) do
    question(lines, asked)
  end
  lines[#lines + 1] = "# Key\n"
  for _, asked in ipairs(paper) do
    answer(lines, asked)
  end
  lines[#lines] = nil
  return table.concat(lines, "\n") .. "\n"
end

return M
