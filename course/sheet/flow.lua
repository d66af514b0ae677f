-- course.sheet.flow: texts as lines of a printed page.
-- SPDX-License-Identifier: MIT
local metrics = require("viz.metrics")
local words = require("course.sheet.words")

local M = {}

local TIED <const> = "\u{a0}"
local NAME_SIZE <const>, NAME_ADVANCE <const> = 0.92, 0.6 -- of a font of one width

---@class course.FlowStyle
---@field size number
---@field bold boolean?

local function width_of(run, style)
  if run.is_name then
    return utf8.len(run.text) * style.size * NAME_SIZE * NAME_ADVANCE
  end
  return metrics.width(run.text, style.size, style.bold)
end

-- The words of a text: each is a list of runs, since a name may have a comma behind it.
local function words_of(text)
  local list, open = {}, nil
  local tied = text:gsub("(%d) (m?s%f[^%a])", "%1" .. TIED .. "%2")
  for _, piece in ipairs(words.pieces(tied)) do
    for gap, word in piece.text:gmatch("( *)([^ ]*)") do
      if gap ~= "" or not open then
        open = {}
        list[#list + 1] = open
      end
      open[#open + 1] = word ~= "" and {text = word, is_name = piece.is_name} or nil
    end
  end
  return list
end

local function add_word(line, word)
  for _, run in ipairs(word) do
    local last = line[#line]
    if last and last.is_name == run.is_name then
      last.text = last.text .. run.text
    else
      line[#line + 1] = {text = run.text, is_name = run.is_name}
    end
  end
end

---A text in lines that are no wider than the room; each is a list of runs.
---@param text string
---@param room number
---@param style course.FlowStyle
---@return {text: string, is_name: boolean}[][]
function M.lines(text, room, style)
  local lines, line, used = {}, {}, 0
  local blank = metrics.width(" ", style.size, style.bold)
  for _, word in ipairs(words_of(text)) do
    local width = 0
    for _, run in ipairs(word) do
      width = width + width_of(run, style)
    end
    if #line > 0 and used + blank + width > room then
      lines[#lines + 1] = line
      line, used = {}, 0
    end
    if #line > 0 and #word > 0 then
      add_word(line, {{text = " ", is_name = false}})
      used = used + blank
    end
    add_word(line, word)
    used = used + width
  end
  lines[#lines + 1] = line
  return lines
end

---SVG of a line that begins at a place.
---@param line table
---@param x number
---@param y number of its base
---@param style course.FlowStyle
---@return string
function M.svg(line, x, y, style)
  local parts = {("<text x=\"%.4g\" y=\"%.4g\" font-size=\"%g\"%s>"):format(x, y,
    style.size, style.bold and " font-weight=\"bold\"" or "")}
  for _, run in ipairs(line) do
    local text = words.markup(run.text)
    parts[#parts + 1] = run.is_name
      and ("<tspan font-family=\"%s\" font-size=\"%g\">%s</tspan>"):format(M.NAMES,
        style.size * NAME_SIZE, text) or text
  end
  return table.concat(parts) .. "</text>\n"
end

---The fonts of names and programs.
M.NAMES = "DejaVu Sans Mono, Courier New, monospace"

return M
