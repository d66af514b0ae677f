-- cli.learn.lines: a session line by line: in a pipe, on a small terminal, and for who
-- hears the screen. Nothing is drawn again.
-- SPDX-License-Identifier: MIT
local fold = require("cli.learn.fold")
local keymap = require("cli.learn.keymap")
local parts = require("cli.learn.parts")

local M = {}

local SILENT <const> = {enter = true, space = true} -- keys that are no letters

---@class learn.Lines
---@field style table columns, rows, color, ascii
---@field is_over boolean? nobody reads any more
---@field private seen table<learn.Part, boolean>
---@field private rest string[] of a text that is longer than the terminal
local Lines = {}
Lines.__index = Lines

---@param style table rows: nil if nothing scrolls away
---@return learn.Lines
function M.new(style)
  style.scrolls = true
  local seen = setmetatable({}, {__mode = "k"}) -- a part that is gone stays gone
  return setmetatable({style = style, seen = seen, rest = {}}, Lines)
end

local function write(lines)
  for _, line in ipairs(lines) do
    io.stdout:write(line, "\n")
  end
end

-- What a terminal shows at once; the rest waits for a key.
local function hold_back(self, lines)
  local room = self.style.rows and self.style.rows - 2
  if not room or #lines <= room then
    self.rest = {}
    return lines
  end
  self.rest = table.move(lines, room + 1, #lines, 1, {})
  return table.move(lines, 1, room, 1, {})
end

-- The lines of all parts that were not seen.
local function fresh(self, session)
  local lines = {}
  local shown = table.move(session.page.parts, 1, #session.page.parts, 1, {})
  table.move(session.told, 1, #session.told, #shown + 1, shown)
  for _, part in ipairs(shown) do
    if not self.seen[part] then
      self.seen[part] = true
      if #lines > 0 then
        lines[#lines + 1] = ""
      end
      local more = fold.lines(part(self.style), self.style)
      table.move(more, 1, #more, #lines + 1, lines)
    end
  end
  return lines
end

local function head(self, session)
  local lines = fold.lines(parts.head(session.lesson, session.desk.shelf)(self.style),
    self.style)
  local sign = self.style.ascii and "-" or "\u{2500}"
  if not self.style.plain then
    lines[#lines + 1] = sign:rep(self.style.columns)
  end
  return lines
end

local function prompt(self, session)
  local more = #self.rest > 0
  local footer = keymap.footer(session, self.style, more)
  if footer ~= self.footer or more then
    write(fold.lines({footer}, self.style))
    self.footer = footer
  end
  io.stdout:write(session.asks and session.asks.prompt or "> ")
  self.is_over = not io.stdout:flush()
  self.prompted, self.asked = true, session.asks
end

---Writes what is new.
---@param session learn.Session
function Lines:draw(session)
  local lines = fresh(self, session)
  if session.lesson ~= self.lesson and session.state ~= "welcome" then
    local top = head(self, session)
    table.move(lines, 1, #lines, #top + 1, top)
    lines, self.lesson, self.footer = top, session.lesson, nil
  end
  if #lines > 0 and self.prompted then
    io.stdout:write("\n")
    self.prompted = false
  end
  if #lines > 0 then
    write(hold_back(self, lines))
  end
  if not self.prompted or self.asked ~= session.asks then
    prompt(self, session)
  end
end

---A key that was typed is seen, and may go on with a long text.
---@param key string
---@return boolean whether that was all that it does
function Lines:key(key)
  io.stdout:write(SILENT[key] and "" or key, "\n")
  self.prompted = false
  if #self.rest > 0 and (key == "space" or key == "enter") then
    write(hold_back(self, self.rest))
    return true
  end
  self.rest = {}
  return false
end

---Nothing more is written: what follows begins a line.
function Lines:leave()
  if self.prompted then
    io.stdout:write("\n")
    io.stdout:flush()
  end
end

---Says that a key does nothing.
---@param key string
function Lines:unknown(key)
  if key ~= "enter" then
    io.stdout:write(("%s does nothing here. ?: all keys\n"):format(key))
  end
end

return M
