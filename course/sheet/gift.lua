-- course.sheet.gift: questions in GIFT, the plain text that Moodle reads.
-- SPDX-License-Identifier: MIT
local words = require("course.sheet.words")

local M = {}

-- What GIFT takes as its own has a backslash. A blank line would end a question, so a
-- line break is written as \n. The texts are HTML, so an arrow is none of GIFT's.
local SIGNS <const> = {["~"] = "\\~", ["="] = "\\=", ["#"] = "\\#", ["{"] = "\\{",
  ["}"] = "\\}", [":"] = "\\:", ["\\"] = "\\\\", ["\n"] = "\\n"}

local function escape(text)
  return words.escape(text, SIGNS)
end

local function html(text)
  return escape(words.html(text))
end

local function program(asked)
  return asked.program and escape(words.listing(asked.program)) or ""
end

local function add(lines, asked)
  lines[#lines + 1] = ("::%s::[html]<p>%s</p>%s{"):format(escape(asked.name),
    html(asked.text), program(asked))
  for _, choice in ipairs(asked.choices) do
    lines[#lines + 1] = ("\t%s%s#%s"):format(choice.right and "=" or "~",
      html(choice.label), html(words.told(asked, choice)))
  end
  lines[#lines + 1] = "}\n"
end

---@param paper course.Paper
---@return string
function M.write(paper)
  local lines = {("// %s"):format(words.count(paper)), "$CATEGORY: sluice\n"}
  for _, asked in ipairs(paper) do
    add(lines, asked)
  end
  lines[#lines] = "}"
  return table.concat(lines, "\n") .. "\n"
end

return M
