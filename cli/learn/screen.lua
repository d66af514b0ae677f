-- cli.learn.screen: a session on a whole screen, which is drawn again when it changes.
--
-- The news is always seen: parts that stand before it are left out where there is no
-- room for them. What is longer than the screen is shown page by page. What is told
-- stands below.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local fold = require("cli.learn.fold")
local keymap = require("cli.learn.keymap")
local page = require("course.page")
local parts = require("cli.learn.parts")

local M = {}

local FRAME <const> = 4 -- rows of the head, the last line and two rules
local HOME <const>, REST <const>, BELOW <const> = "\27[H", "\27[K", "\27[J"

local FORWARD <const> = {space = true, enter = true, down = true, ["page down"] = true}
local BACK <const> = {backspace = true, up = true, ["page up"] = true}

M.ENTER = "\27[?1049h\27[?25l\27[?2004h"
M.LEAVE = "\27[?2004l\27[?25h\27[?1049l"

---@class learn.Screen
---@field style table columns, rows, color, ascii; room: rows of a page
---@field top integer the first line that is seen
---@field private news learn.Part|nil that was seen last
local Screen = {}
Screen.__index = Screen

---@param style table
---@return learn.Screen
function M.new(style)
  return setmetatable({style = style, top = 1}, Screen)
end

-- The lines of the last parts, as many of them as fit into the room of the style.
local function compose(shown, style)
  local lines, room = {}, style.room
  for i = #shown, 1, -1 do
    local more = fold.lines(shown[i](style), style)
    local gap = #lines > 0 and #more > 0 and 1 or 0
    if i < #shown and #more + gap + #lines > room then
      break
    end
    if gap > 0 then
      more[#more + 1] = ""
    end
    table.move(lines, 1, #lines, #more + 1, more)
    lines = more
  end
  return lines
end

-- Whether a page may end above a line: a sentence that leads to what follows stays with
-- it. `inner`: the blank lines of a picture are good enough.
local function is_gap(lines, i, inner)
  return (lines[i] == "" or inner and lines[i] == page.INNER)
    and not lines[i - 1]:find(":$")
end

-- Where the page ends that begins with a line: between two blocks; in a block that is
-- too long, at a blank line near the end of the page.
local function page_end(lines, top, room)
  local last = math.min(#lines, top + room - 1)
  if last == #lines then
    return last
  end
  for _, inner in ipairs({false, true}) do
    for i = last + 1, top + room // (inner and 2 or 3), -1 do
      if is_gap(lines, i, inner) then
        return i - 1
      end
    end
  end
  return last
end

local function rule(style)
  local sign = style.ascii and "-" or "\u{2500}"
  return diagnostic.paint("label", sign:rep(style.columns), style.color)
end

-- Begins at the first line again when there is something new to see.
local function follow(self, session)
  local shown = session.page.parts
  if self.news ~= shown[#shown] or self.page ~= session.page then
    self.news, self.page, self.top, self.pages = shown[#shown], session.page, 1, {}
  end
end

---Draws the session.
---@param session learn.Session
---@param status string|nil stands in place of the keys
function Screen:draw(session, status)
  local style = self.style
  follow(self, session)
  style.room, style.whole = style.rows - FRAME, true
  local told = compose(session.told, style)
  local room = math.max(1, style.room - #told)
  style.room = room
  local lines = compose(session.page.parts, style)
  self.top = math.min(self.top, #lines)
  self.last, self.count = page_end(lines, math.max(1, self.top), room), #lines
  self.blank = (lines[self.last + 1] or ""):find("^ ?$") ~= nil
  local out = fold.lines(parts.head(session.lesson, session.desk.shelf)(style), style)
  out[#out + 1] = rule(style)
  for i = 1, room do
    local line = lines[self.top + i - 1]
    out[#out + 1] = self.top + i - 1 <= self.last and line or ""
  end
  table.move(told, 1, math.min(#told, style.rows - FRAME - room), #out + 1, out)
  out[#out + 1] = rule(style)
  local asked = session.asks and session.asks.prompt .. (session.typed or "") .. "_"
  out[#out + 1] = status or asked or keymap.footer(session, style, self.last < #lines)
  io.stdout:write(HOME, table.concat(out, REST .. "\r\n"), REST, BELOW)
  io.stdout:flush()
end

---What a key does to the page: true if it moves.
---@param key string
---@return boolean
function Screen:key(key)
  local forward, back = FORWARD[key], BACK[key]
  if forward and self.last and self.last < self.count then
    self.pages[#self.pages + 1] = self.top
    self.top = self.last + 1 + (self.blank and 1 or 0)
    return true
  elseif back and self.pages and #self.pages > 0 then
    self.top = table.remove(self.pages)
    return true
  end
  return key == "page down" or key == "down" or back or false
end

return M
