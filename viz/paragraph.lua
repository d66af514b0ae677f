-- viz.paragraph: sentences as lines of a terminal.
-- SPDX-License-Identifier: MIT
local M = {}

-- What stands in place of signs that ASCII has not.
local ASCII <const> = {["\u{d7}"] = "x", ["\u{2026}"] = "...", ["\u{2212}"] = "-",
  ["\u{2009}"] = " ", ["\u{2264}"] = "<=", ["\u{b7}"] = "-", ["\u{2013}"] = "-"}

---A text in lines of at most so many columns; a word that is longer has its own line.
---@param text string
---@param columns integer
---@param ascii? boolean
---@return string[]
function M.wrap(text, columns, ascii)
  if ascii then
    text = text:gsub(utf8.charpattern, ASCII):gsub("[\128-\255]+", "?")
  end
  local lines, line = {}, nil
  for word in text:gmatch("%S+") do
    if line and utf8.len(line) + 1 + utf8.len(word) > columns then
      lines[#lines + 1] = line
      line = word
    else
      line = line and line .. " " .. word or word
    end
  end
  lines[#lines + 1] = line
  return lines
end

---Adds a text in lines of at most so many columns to a list.
---@param lines string[]
---@param text string
---@param columns integer
---@param ascii? boolean
function M.add(lines, text, columns, ascii)
  local more = M.wrap(text, columns, ascii)
  table.move(more, 1, #more, #lines + 1, lines)
end

---Adds what a view says in words at its end: the headline and the footnotes of its
---story.
---@param lines string[]
---@param story table headline(model), footnotes(model)
---@param model table
---@param options {columns: integer?, ascii: boolean?}
function M.add_story(lines, story, model, options)
  local columns = options.columns or 80
  M.add(lines, story.headline(model) .. ".", columns, options.ascii)
  for _, note in ipairs(story.footnotes(model)) do
    M.add(lines, note, columns, options.ascii)
  end
end

return M
