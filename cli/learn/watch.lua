-- cli.learn.watch: `sluice learn`, the course at the lesson where the learner stopped.
--
-- On a terminal keys act at once, and the file is looked at five times a second. Where
-- input or output is none, keys are lines, and the file is looked at before each.
-- SPDX-License-Identifier: MIT
local desk_of = require("cli.learn.desk")
local host = require("cli.host")
local keys_of = require("cli.learn.keys")
local lines_of = require("cli.learn.lines")
local progress = require("course.progress")
local screen_of = require("cli.learn.screen")
local session_of = require("cli.learn.session")
local terminal = require("cli.terminal")

local M = {}

local TICK_MS <const> = 200
local COLUMNS <const>, MOST_COLUMNS <const> = 80, 100
local LEAST_COLUMNS <const>, LEAST_ROWS <const> = 60, 16 -- of a screen
local INTERRUPTED <const> = 130

---@class learn.Watch
---@field options table
---@field session learn.Session
---@field out learn.Screen|learn.Lines
---@field keys userdata|nil raw keys of a terminal
---@field columns integer?
---@field rows integer?
local Watch = {}
Watch.__index = Watch
Watch.__close = function(self)
  if self.keys then
    self.keys:close() -- an error is said on the screen of the shell
  end
end

local function is_screen(columns, rows, options)
  return not options.plain and os.getenv("TERM") ~= "dumb" and columns >= LEAST_COLUMNS
    and rows >= LEAST_ROWS
end

-- Raw keys, on a screen of its own or where one is.
local function take_keys(self, wants_screen)
  if self.keys then
    self.keys:close()
  end
  self.keys = host.keys(wants_screen and screen_of.ENTER or "",
    wants_screen and screen_of.LEAVE or "")
end

-- What the terminal's size asks for.
local function fit(self)
  local columns, rows = host.terminal_size(1)
  columns, rows = columns or COLUMNS, rows or 24
  if columns == self.columns and rows == self.rows then
    return false
  end
  self.columns, self.rows = columns, rows
  local style = terminal.style(self.options, terminal.OUT)
  style.columns, style.rows = math.min(columns, MOST_COLUMNS), rows
  local wants_screen = is_screen(columns, rows, self.options)
  if wants_screen ~= self.is_screen or not self.keys then
    if self.out and not self.is_screen then
      self.out:leave()
    end
    take_keys(self, wants_screen)
    self.is_screen = wants_screen
    self.out = (wants_screen and screen_of or lines_of).new(style)
  else
    style.scrolls = self.out.style.scrolls
    self.out.style = style
  end
  if self.options.plain then
    style.rows = nil -- what was said can be heard again
  end
  return true
end

-- A line that is typed key by key.
local function type_line(session, key)
  local typed = session.typed or ""
  if key == "enter" or key == "escape" then
    local asks = session.asks
    session.asks, session.typed = nil, nil
    asks.answer(key == "enter" and typed:match("^%s*(.-)%s*$") or "")
  elseif key == "backspace" then
    session.typed = typed:sub(1, (utf8.offset(typed, -1) or 1) - 1)
  else
    session.typed = typed .. (key == "space" and " " or #key <= 4 and key or "")
  end
end

function Watch:key(key)
  local session = self.session
  if session.asks then
    if not self.is_screen then
      io.stdout:write(key == "enter" and "\n" or #key <= 4 and key or "")
    end
    type_line(session, key)
  elseif not self.out:key(key) then
    session:key(key)
  end
end

-- Keys of a terminal until the session is over.
local function on_terminal(self)
  local rest, must_draw = "", true
  while not self.session.over do
    if fit(self) or must_draw then
      self.out:draw(self.session)
    end
    local bytes, what = self.keys:read(TICK_MS)
    if not bytes or what == "interrupted" then
      self.session.over = bytes and INTERRUPTED or 0
      break
    end
    local changes = self.session.changes
    local keys, left = keys_of.read(rest .. bytes)
    rest = left
    for _, key in ipairs(keys) do
      if not self.session.over then
        self:key(key)
      end
    end
    self.session:look()
    must_draw = #keys > 0 or what == "continued" or self.session.changes ~= changes
  end
  if not self.is_screen then
    self.out:leave()
  end
end

-- What was done, for the shell that comes back.
local function farewell(session)
  local done = session.desk:done(session.lesson)
  local points = done.points and ": " .. progress.points(done) or ""
  io.stdout:write(("%s %s%s. Go on with: sluice learn\n"):format(session.lesson.id,
    session.lesson.name, points))
end

-- Lines as keys: a session is a text, and a test.
local function in_pipe(self)
  local session = self.session
  local style = terminal.style(self.options, terminal.OUT)
  style.columns = style.width or COLUMNS
  self.out = lines_of.new(style)
  while not session.over do
    self.out:draw(session)
    local line = not self.out.is_over and io.read("l")
    if not line then
      break
    end
    local key = line:match("^%s*(.-)%s*$")
    key = key == "" and "enter" or key
    session:look()
    if session.asks then
      io.stdout:write(line, "\n")
      self.out.prompted = false
      local asks = session.asks
      session.asks = nil
      asks.answer(key == "enter" and "" or key)
    elseif not self.out:key(key) and not session:key(key) then
      self.out:unknown(key)
    end
  end
  self.out:leave()
end

-- What is said before a lesson: the damage of the file with what is done.
local function notice_of(desk, style)
  local lines = {}
  for line in desk:damage(style):gmatch("[^\n]+") do
    lines[#lines + 1] = line
  end
  return #lines > 0 and function()
    return lines
  end or nil
end

---Watches a lesson until the learner leaves.
---@param arguments sluice.Arguments
---@param desk learn.Desk
---@param lesson course.Lesson
---@return integer exit code
function M.at(arguments, desk, lesson)
  local is_terminal = host.is_terminal(0) and host.is_terminal(1)
  local self <close> = setmetatable({options = arguments.options}, Watch)
  self.session = session_of.new(desk, {live = is_terminal, busy = function(text)
    if self.is_screen and self.session.page then
      self.out:draw(self.session, text)
    end
  end})
  if is_terminal then
    fit(self)
  end
  self.session:begin(lesson, notice_of(desk, terminal.style(arguments.options,
    terminal.OUT)))
  if not is_terminal then
    in_pipe(self)
    return self.session.over or 0
  end
  on_terminal(self)
  Watch.__close(self)
  if self.session.over == 0 then
    farewell(self.session)
  end
  return self.session.over
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local desk = desk_of.open(arguments.options)
  return M.at(arguments, desk, desk:here())
end

return M
