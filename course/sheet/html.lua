-- course.sheet.html: questions and their key as one page that needs nothing else.
-- SPDX-License-Identifier: MIT
local common = require("course.report.common")
local words = require("course.sheet.words")

local M = {}

local HEAD <const> = [[
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quiz: %s</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Helvetica, Arial, sans-serif; max-width: 44rem; margin: 2rem auto;
  padding: 0 1rem; }
pre, code { font-family: ui-monospace, Consolas, monospace; font-size: 0.9em; }
pre { overflow-x: auto; padding: 0.5rem 0.75rem; border-left: 3px solid currentColor; }
h2 { margin-top: 3rem; }
h3 { margin: 2rem 0 0; font-size: 1.1rem; }
.choices { list-style: none; padding-left: 1rem; }
.letter { display: inline-block; min-width: 1.5em; }
article { break-inside: avoid; }
figure { margin: 1rem 0; padding: 0.5rem; background: #fff; border-radius: 4px; }
figure img { display: block; max-width: 100%%; height: auto; }
#key { break-before: page; }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }
  h3 { margin-top: 1.2rem; break-after: avoid; }
  nav, .back { display: none; }
  figure { padding: 0; break-inside: avoid; }
}
</style>
</head>
<body>
<main>
<h1>Quiz</h1>
<p>%s</p>
<nav><p><a href="#key">To the key</a></p></nav>
]]

local FOOT <const> = "</section>\n</main>\n</body>\n</html>\n"

local function choice_item(n, choice, behind)
  return ("<li><span class=\"letter\">%s</span> %s%s</li>\n"):format(words.letter(n),
    words.html(choice.label), behind or "")
end

local function question(asked)
  local parts = {("<article id=\"question-%d\">\n<h3>Question %d</h3>\n"
    .. "<p>%s</p>\n"):format(asked.number, asked.number, words.html(asked.text))}
  if asked.program then
    parts[#parts + 1] = "<pre><code>" .. words.markup(asked.program:gsub("\n*$", ""))
      .. "</code></pre>\n"
  end
  parts[#parts + 1] = "<ul class=\"choices\">\n"
  for n, choice in ipairs(asked.choices) do
    parts[#parts + 1] = choice_item(n, choice)
  end
  parts[#parts + 1] = "</ul>\n</article>\n"
  return table.concat(parts)
end

local function figure(picture)
  return ("<figure><img alt=\"%s\" src=\"data:image/svg+xml;base64,%s\"></figure>\n")
    :format(words.markup(picture.alt), common.base64(picture.svg))
end

local function answer(asked)
  local right = asked.choices[asked.right]
  local parts = {
    ("<article id=\"answer-%d\">\n<h3>Answer %d: %s</h3>\n"):format(asked.number,
      asked.number, words.letter(asked.right)),
    ("<p><strong>%s</strong>: %s <a class=\"back\" href=\"#question-%d\">to question "
      .. "%d</a></p>\n"):format(words.html(right.label), words.html(asked.why),
      asked.number, asked.number),
    "<ul class=\"choices\">\n",
  }
  for n, choice in ipairs(asked.choices) do
    parts[#parts + 1] = not choice.right
      and choice_item(n, choice, ": " .. words.html(choice.reply)) or nil
  end
  parts[#parts + 1] = "</ul>\n"
  parts[#parts + 1] = asked.picture and figure(asked.picture) or nil
  parts[#parts + 1] = "</article>\n"
  return table.concat(parts)
end

---@param paper course.Paper
---@return string
function M.write(paper)
  local parts = {HEAD:format(words.count(paper), words.count(paper)),
    "<section aria-labelledby=\"questions\">\n<h2 id=\"questions\">Questions</h2>\n"}
  for _, asked in ipairs(paper) do
    parts[#parts + 1] = question(asked)
  end
  parts[#parts + 1] = "</section>\n<section id=\"key\" aria-labelledby=\"key-title\">\n"
    .. "<h2 id=\"key-title\">Key</h2>\n"
  for _, asked in ipairs(paper) do
    parts[#parts + 1] = answer(asked)
  end
  parts[#parts + 1] = FOOT
  return table.concat(parts)
end

return M
