-- cli.learn.list: `sluice learn list`, all lessons and which are done.
-- SPDX-License-Identifier: MIT
local desk_of = require("cli.learn.desk")
local terminal = require("cli.terminal")
local text = require("cli.text")

local M = {}

local MARKS <const> = {done = "●", here = "▶", open = "○"}
local ASCII <const> = {done = "*", here = ">", open = "o"}
local COLUMNS <const> = 80
local GAP <const> = 2

local function mark_of(desk, lesson)
  return desk:done(lesson).done and "done" or desk:here() == lesson and "here" or "open"
end

-- Lessons that follow each other under one title.
local function chapters_of(shelf)
  local chapters = {}
  for _, lesson in ipairs(shelf.lessons) do
    local last = chapters[#chapters]
    if not last or last.title ~= lesson.chapter then
      last = {title = lesson.chapter or "", number = lesson.id:match("^%w+") or ""}
      chapters[#chapters + 1] = last
    end
    last[#last + 1] = lesson
  end
  return chapters
end

local function cell(desk, lesson, marks)
  return ("%s %s %s"):format(marks[mark_of(desk, lesson)], lesson.id, lesson.name)
end

local function widths(desk, chapters)
  local title, wide = 0, 0
  for _, chapter in ipairs(chapters) do
    title = math.max(title, utf8.len(chapter.number .. " " .. chapter.title))
    for _, lesson in ipairs(chapter) do
      wide = math.max(wide, utf8.len(cell(desk, lesson, MARKS)))
    end
  end
  return title + GAP, wide + GAP
end

-- A chapter in so many lines as its lessons need.
local function chapter_lines(desk, chapter, layout)
  local lines, done = {}, 0
  local line = text.pad(chapter.number .. " " .. chapter.title, layout.title)
  local left = utf8.len(line)
  for i, lesson in ipairs(chapter) do
    if i > 1 and utf8.len(line) + layout.cell > layout.columns - layout.count then
      lines[#lines + 1] = line
      line = (" "):rep(left)
    end
    line = line .. text.pad(cell(desk, lesson, layout.marks), layout.cell)
    done = done + (desk:done(lesson).done and 1 or 0)
  end
  local count = ("%d of %d"):format(done, #chapter)
  local gap = layout.columns - utf8.len(line) - #count
  lines[#lines + 1] = line .. (" "):rep(gap) .. count
  for i, one in ipairs(lines) do
    lines[i] = one:gsub("%s+$", "")
  end
  return lines
end

-- Where there is no room for cells beside the titles, each lesson has a line.
local function narrow_lines(desk, chapter, marks)
  local lines = {chapter.number .. " " .. chapter.title}
  for _, lesson in ipairs(chapter) do
    lines[#lines + 1] = "  " .. cell(desk, lesson, marks)
  end
  return lines
end

---The lessons, chapter by chapter.
---@param desk learn.Desk
---@param style table columns, ascii
---@return string[]
function M.lines(desk, style)
  local chapters, lines = chapters_of(desk.shelf), {}
  local marks = style.ascii and ASCII or MARKS
  local title, wide = widths(desk, chapters)
  local layout = {title = title, cell = wide, marks = marks, columns = style.columns,
    count = #"4 of 4"}
  local is_narrow = title + 2 * wide + layout.count > style.columns
  for _, chapter in ipairs(chapters) do
    local more = is_narrow and narrow_lines(desk, chapter, marks)
      or chapter_lines(desk, chapter, layout)
    table.move(more, 1, #more, #lines + 1, lines)
  end
  local legend = ("%s done  %s here  %s open"):format(marks.done, marks.here,
    marks.open)
  local count = ("%d of %d"):format(desk:count_done(), #desk.shelf.lessons)
  lines[#lines + 1] = legend .. "    " .. count
  return lines
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local desk = desk_of.open(arguments.options)
  local style = terminal.style(arguments.options, terminal.OUT)
  io.stderr:write(desk:damage(terminal.style(arguments.options, terminal.ERR)))
  local lines = M.lines(desk, {columns = math.min(style.width or COLUMNS, 100),
    ascii = style.ascii})
  if desk:next(desk:here()) then
    lines[#lines] = lines[#lines] .. ", next: sluice learn next"
  end
  io.stdout:write(table.concat(lines, "\n"), "\n")
  return 0
end

return M
