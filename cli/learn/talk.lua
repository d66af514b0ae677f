-- cli.learn.talk: texts and questions, one after the other: on a terminal a key answers
-- at once, elsewhere a line does. What is longer than the terminal waits for a key.
-- SPDX-License-Identifier: MIT
local fold = require("cli.learn.fold")
local host = require("cli.host")
local keys_of = require("cli.learn.keys")
local terminal = require("cli.terminal")

local M = {}

local COLUMNS <const>, MOST_COLUMNS <const> = 80, 100
local WAIT_MS <const> = 1000
local INTERRUPTED <const> = 130
local MORE <const> = {enter = true, q = true}

---@class learn.Talk
---@field style table columns, color, ascii, plain; rows: nil if nothing scrolls away
---@field ended boolean there is no more input
---@field code integer exit code: not 0 after Ctrl-C
---@field private raw userdata|nil keys of a terminal
---@field private pending string[] keys that were read and not taken
---@field private rest string of a key that is not whole
---@field private leaves boolean q was pressed in the middle of a text
---@field private written integer rows since a key was taken
local Talk = {}
Talk.__index = Talk

-- The terminal is as it was, whatever ends the talk.
function Talk:__close()
  if self.raw then
    self.raw:close()
  end
end

---@param options table plain, color and ascii of the command line
---@return learn.Talk
function M.open(options)
  local style = terminal.style(options, terminal.OUT)
  style.columns = math.min(style.width or COLUMNS, MOST_COLUMNS)
  local is_terminal = host.is_terminal(0) and host.is_terminal(1)
  local has_keys = is_terminal and not style.plain and os.getenv("TERM") ~= "dumb"
  if has_keys then
    local _, rows = host.terminal_size(1)
    style.rows = rows
  end
  return setmetatable({style = style, ended = false, code = 0, pending = {}, rest = "",
    written = 0, leaves = false, raw = has_keys and host.keys("", "") or nil}, Talk)
end

-- The next key of the terminal; nil at the end of the input.
local function raw_key(self)
  while #self.pending == 0 do
    local bytes, what = self.raw:read(WAIT_MS)
    if not bytes then
      return nil
    elseif what == "interrupted" then
      self.code = INTERRUPTED
      return nil
    end
    self.pending, self.rest = keys_of.read(self.rest .. bytes)
  end
  return table.remove(self.pending, 1)
end

-- The first letter of the next line; a terminal has shown it already. Who is not heard
-- does not wait for an answer.
local function line_key(is_heard)
  local line = is_heard and io.read("l")
  if not line then
    return nil
  end
  local key = line:match("^%s*(%S?)"):lower()
  if not host.is_terminal(0) then
    io.stdout:write(line, "\n")
  end
  return key == "" and "enter" or key
end

---Asks for one of some keys, until it gets one.
---@param prompt string
---@param wanted table<string, boolean> letters, enter; a space is an enter
---@return string|nil key nil at the end of the input
function Talk:key(prompt, wanted)
  if self.leaves then
    return "q"
  end
  io.stdout:write(prompt)
  local is_heard = io.stdout:flush()
  self.written = 0
  while true do
    local key
    if self.raw then
      key = raw_key(self)
      key = key == "space" and "enter" or key
    else
      key = line_key(is_heard)
    end
    if not key or wanted[key] then
      self.ended = not key
      if self.raw or not key then
        io.stdout:write(key and #key == 1 and key or "", "\n")
      end
      return key
    elseif not self.raw then
      io.stdout:write(prompt)
      is_heard = io.stdout:flush()
    end
  end
end

---Writes lines; on a terminal no more of them than it has rows, before a key is asked
---for.
---@param lines string[]
function Talk:write(lines)
  for _, line in ipairs(fold.lines(lines, self.style)) do
    if self.style.rows and self.written >= self.style.rows - 2 then
      self.leaves = self:key("Space more  q quit > ", MORE) ~= "enter"
    end
    if self.leaves then
      return
    end
    io.stdout:write(line, "\n")
    self.written = self.written + 1
  end
end

return M
