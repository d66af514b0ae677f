-- course.sheet.pages: questions and their key as pages of A4, each a drawing in SVG.
--
-- What belongs together (a question, an answer with its picture) is a group of boxes; a
-- group that does not fit begins the next page. A box has a height and draws itself.
-- SPDX-License-Identifier: MIT
local flow = require("course.sheet.flow")
local words = require("course.sheet.words")

local M = {}

-- In points.
local WIDTH <const>, HEIGHT <const> = 595, 842
local LEFT <const>, TOP <const>, BOTTOM <const> = 54, 54, 60
local ROOM <const> = WIDTH - 2 * LEFT
local INDENT <const> = 22
local TEXT <const> = {size = 10.5, step = 14.5}
local TITLE <const> = {size = 16, step = 28, bold = true}
local BOLD <const> = {size = 10.5, step = 14.5, bold = true}
local PROGRAM <const> = {size = 8.5, step = 11.5}
local HIGHEST_PICTURE <const> = 230
local FAMILY <const> = "Helvetica, Arial, Liberation Sans, sans-serif"

local function gap(height)
  return {height = height, draw = function() return "" end}
end

-- The lines of a text, with a mark before the first.
local function add_text(group, text, mark, place)
  local style = place.style or TEXT
  local x = LEFT + (place.at or 0)
  local inner = place.inner or 0
  for n, line in ipairs(flow.lines(text, WIDTH - LEFT - x - inner, style)) do
    group[#group + 1] = {height = style.step, draw = function(y)
      local base = y + style.size
      local drawn = flow.svg(line, x + inner, base, style)
      if n == 1 and mark then
        local before = {{text = mark, is_name = false}}
        drawn = flow.svg(before, x, base, place.mark or style) .. drawn
      end
      return drawn
    end}
  end
end

local function add_program(group, program)
  group[#group + 1] = gap(4)
  for _, text in ipairs(words.lines(program)) do
    group[#group + 1] = {height = PROGRAM.step, draw = function(y)
      return ("<text x=\"%d\" y=\"%.4g\" font-size=\"%g\" font-family=\"%s\" "
        .. "xml:space=\"preserve\">%s</text>\n"):format(LEFT + INDENT + 8,
        y + PROGRAM.size, PROGRAM.size, flow.NAMES, words.markup(text))
    end}
  end
  group[#group + 1] = gap(5)
end

local function question_group(asked)
  local group = {}
  add_text(group, asked.text, ("%d"):format(asked.number),
    {inner = INDENT, mark = BOLD})
  if asked.program then
    add_program(group, asked.program)
  end
  group[#group + 1] = gap(3)
  for n, choice in ipairs(asked.choices) do
    add_text(group, choice.label, words.letter(n), {at = INDENT, inner = 16})
  end
  group[#group + 1] = gap(14)
  return group
end

-- A drawing of its own inside of a page, as wide as there is room for.
local function picture_box(svg)
  local width, height = svg:match("viewBox=\"[%d.]+ [%d.]+ ([%d.]+) ([%d.]+)\"")
  local scale = math.min(ROOM / width, HIGHEST_PICTURE / height, 1)
  local inner = svg:match("<svg[^>]*>(.*)</svg>")
  return {height = height * scale + 6, draw = function(y)
    return ("<svg x=\"%d\" y=\"%.4g\" width=\"%.4g\" height=\"%.4g\" viewBox=\"0 0 %s "
      .. "%s\">%s</svg>\n"):format(LEFT, y + 3, width * scale, height * scale,
      width, height, inner)
  end}
end

local function answer_group(asked)
  local group = {}
  local right = asked.choices[asked.right]
  add_text(group, right.label, ("%d  "
    .. "%s"):format(asked.number, words.letter(asked.right)),
    {inner = INDENT + 16, style = BOLD})
  add_text(group, words.sentence(asked.why), nil, {at = INDENT + 16})
  group[#group + 1] = gap(2)
  for n, choice in ipairs(asked.choices) do
    if not choice.right then
      add_text(group, ("%s: %s"):format(choice.label, choice.reply),
        "not " .. words.letter(n), {at = INDENT + 16, inner = 34})
    end
  end
  group[#group + 1] = asked.picture and picture_box(asked.picture.svg) or nil
  group[#group + 1] = gap(14)
  return group
end

local function title_group(text, paper)
  local group = {}
  add_text(group, text, nil, {style = TITLE})
  add_text(group, words.count(paper), nil, {})
  group[#group + 1] = gap(14)
  return group
end

local function height_of(group)
  local height = 0
  for _, box in ipairs(group) do
    height = height + box.height
  end
  return height
end

-- Lays groups out one below the other.
local function lay_out(pages, groups)
  local page, y
  local function turn()
    page, y = {}, TOP
    pages[#pages + 1] = page
  end
  turn()
  for _, group in ipairs(groups) do
    if y > TOP and y + height_of(group) > HEIGHT - BOTTOM then
      turn()
    end
    for _, box in ipairs(group) do
      if y > TOP and y + box.height > HEIGHT - BOTTOM then
        turn()
      end
      page[#page + 1] = box.draw(y)
      y = y + box.height
    end
  end
end

local function finish(page, n, count, paper)
  local foot = flow.svg({{text = ("seed %d, page %d of "
    .. "%d"):format(paper.seed, n, count),
    is_name = false}}, LEFT, HEIGHT - 30, {size = 8.5})
  return ("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/"
    .. "1999/xlink\" width=\"%dpt\" height=\"%dpt\" viewBox=\"0 0 %d "
    .. "%d\" font-family=\""
    .. "%s\">\n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n%s%s</svg>\n"):format(
    WIDTH, HEIGHT, WIDTH, HEIGHT, FAMILY, WIDTH, HEIGHT, table.concat(page), foot)
end

---@param paper course.Paper
---@return string[] a drawing for each page
function M.write(paper)
  local questions, answers = {title_group("Quiz", paper)}, {title_group("Key", paper)}
  for i, asked in ipairs(paper) do
    questions[i + 1] = question_group(asked)
    answers[i + 1] = answer_group(asked)
  end
  local pages = {}
  lay_out(pages, questions)
  lay_out(pages, answers)
  for n, page in ipairs(pages) do
    pages[n] = finish(page, n, #pages, paper)
  end
  return pages
end

return M
