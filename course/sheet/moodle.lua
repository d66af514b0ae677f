-- course.sheet.moodle: questions as XML that Moodle reads.
-- SPDX-License-Identifier: MIT
local words = require("course.sheet.words")

local M = {}

local CATEGORY <const> = [[
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category">
    <category><text>$course$/top/sluice</text></category>
  </question>
]]

local QUESTION <const> = [[
  <question type="multichoice">
    <name><text>%s</text></name>
    <questiontext format="html"><text>%s</text></questiontext>
    <generalfeedback format="html"><text>%s</text></generalfeedback>
    <defaultgrade>1</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <single>true</single>
    <shuffleanswers>false</shuffleanswers>
    <answernumbering>abc</answernumbering>
%s  </question>
]]

local ANSWER <const> = [[
    <answer fraction="%d" format="html">
      <text>%s</text>
      <feedback format="html"><text>%s</text></feedback>
    </answer>
]]

-- HTML inside of XML.
local function inner(html)
  return words.markup(html)
end

local function question_html(asked)
  local program = asked.program and words.listing(asked.program) or ""
  return "<p>" .. words.html(asked.text) .. "</p>" .. program
end

local function question(asked)
  local answers = {}
  for i, choice in ipairs(asked.choices) do
    answers[i] = ANSWER:format(choice.right and 100 or 0,
      inner(words.html(choice.label)), inner(words.html(words.told(asked, choice))))
  end
  return QUESTION:format(words.markup(asked.name), inner(question_html(asked)),
    inner(words.html(words.sentence(asked.why))), table.concat(answers))
end

---@param paper course.Paper
---@return string
function M.write(paper)
  local parts = {CATEGORY}
  for _, asked in ipairs(paper) do
    parts[#parts + 1] = question(asked)
  end
  parts[#parts + 1] = "</quiz>\n"
  return table.concat(parts)
end

return M
