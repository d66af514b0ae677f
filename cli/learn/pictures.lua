-- cli.learn.pictures: the pictures of a lesson, as text and as files.
-- SPDX-License-Identifier: MIT
local box = require("cli.box")
local host = require("cli.host")
local lines_of = require("course.lines")
local picture = require("cli.picture")
local programs_of = require("course.programs")
local spans = require("course.spans")
local viz = require("viz")
local words = require("sluice.words")

local M = {}

---@class learn.Pictures
---@field lesson course.Lesson
---@field programs course.Programs
---@field program string|nil the text that was checked last
local Pictures = {}
Pictures.__index = Pictures

---@param lesson course.Lesson
---@return learn.Pictures
function M.new(lesson)
  return setmetatable({lesson = lesson, programs = programs_of.new(lesson,
    box.runs)}, Pictures)
end

-- A view that this run has not got is no reason to end a lesson.
local function draw(run, view, style)
  if not run.started then
    return {"There is no picture: no context was started."}
  end
  local done, text = pcall(picture.text, run, view, {color = style.color,
    ascii = style.ascii, width = style.columns, plain = style.plain})
  if done then
    return lines_of.of(text)
  elseif type(text) ~= "table" or not text.message then
    error(text, 0)
  end
  return {"There is no picture: " .. text.message .. "."}
end

---What draws the images of the lesson's texts.
---@return fun(block: course.Block, style: table): string[]
function Pictures:drawer()
  local known = {}
  return function(block, style)
    local key = ("%s %d"):format(block.source or "", style.columns)
    if not known[key] then
      local program, view = (block.source or ""):match("^(%S+)%s+(.+)$")
      local run = program and self.programs:run(program, view)
      known[key] = run and draw(run, view, style) or {}
      if style.plain then
        local said = spans.wrap("Picture: " .. block.alt:gsub("%.$", "") .. ".",
          style.columns, style)
        known[key] = table.move(known[key], 1, #known[key], #said + 1, said)
      end
    end
    return known[key]
  end
end

-- What to compare: the view, the learner's run and the one that is expected. Where only
-- another world shows the difference, both are of that one.
local function pair(self, result)
  local view, own, world = self.lesson.view, nil, nil
  for _, verdict in ipairs(result and result.verdicts or {}) do
    if verdict.status == "not ok" then
      view, own = verdict.view or view, verdict.world
      world = own and not viz.needs_origins(view) and rawget(own, "world")
      break
    end
  end
  local expected = world and self.programs:run("solution@" .. world, view)
  if not expected then
    own, expected = nil, self.programs:run("solution", view)
  end
  if not result then
    own = self.programs:run("start", view)
  elseif viz.needs_origins(view) then
    own = self.programs:follow(self.program)
  end
  return view, own or result.run, expected
end

-- Two pictures below each other.
local function both(own, expected, view, style)
  local lines = {own.title}
  local own_lines, other_lines = draw(own.run, view, style), draw(expected, view, style)
  table.move(own_lines, 1, #own_lines, 2, lines)
  lines[#lines + 1] = ""
  if table.concat(own_lines, "\n") == table.concat(other_lines, "\n") then
    lines[#lines + 1] = "The expected run looks the same."
    return lines
  end
  lines[#lines + 1] = "Expected:"
  table.move(other_lines, 1, #other_lines, #lines + 1, lines)
  return lines
end

---Both pictures as text: the learner's run, and the expected one. Without titles and
---sentences, if that is how both can be seen at once.
---@param result course.Result|nil of the last check
---@return fun(style: table): string[]
function Pictures:compared(result)
  return function(style)
    local view, run, expected = pair(self, result)
    local own = {title = result and "Your run:" or "As handed out:", run = run}
    local lines = both(own, expected, view, style)
    if style.room and #lines > style.room then
      local bare = both(own, expected, view .. ":title=off", style)
      return #bare <= style.room and bare or lines
    end
    return lines
  end
end

local function has_display()
  for _, name in ipairs({"WAYLAND_DISPLAY", "DISPLAY"}) do
    if (os.getenv(name) or "") ~= "" then
      return true
    end
  end
  return false
end

-- The path is quoted for the shell.
local function open(path)
  local quoted = "'" .. path:gsub("'", "'\\''") .. "'"
  os.execute("xdg-open " .. quoted .. " >/dev/null 2>&1 &")
end

---Writes both pictures as SVG, and opens them where there is a display.
---@param result course.Result|nil
---@param folder string
---@return string sentence that says where they are
function Pictures:write(result, folder)
  local view, own, expected = pair(self, result)
  local made, message = host.make_folder(folder)
  if not made then
    return "The pictures cannot be written: " .. message
  end
  local paths = {}
  for i, one in ipairs({{"yours", own}, {"expected", expected}}) do
    paths[i] = ("%s/%s.%s.svg"):format(folder, self.lesson.folder, one[1])
    local done, problem = pcall(picture.write, one[2], view, paths[i], {})
    if not done then
      return "The pictures cannot be written: " .. tostring(type(problem) == "table"
        and problem.message or problem)
    end
  end
  local opens = has_display()
  for _, path in ipairs(opens and paths or {}) do
    open(path)
  end
  return (opens and "Opened: " or "Written: ") .. words.list(paths)
end

return M
