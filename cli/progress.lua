-- cli.progress: the line on standard error that says how far something long has got.
--
-- On a terminal it comes after half a second and is written over itself; whoever writes
-- anything else hides it first. Elsewhere there is none, but for those who asked to
-- hear more: they get lines of their own now and then.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

-- Seconds of real time: before the first line, and between two.
local IN_PLACE <const> = {first = 0.5, every = 0.2}
local IN_LINES <const> = {first = 10, every = 10}

local ERASE <const> = "\r\27[K"

---@class sluice.ProgressScreen what a line is shown on
---@field is_terminal boolean
---@field columns integer|nil
---@field write fun(text: string)
---@field seconds fun(): number

---@class sluice.Progress
---@field private screen sluice.ProgressScreen
---@field private in_place boolean
---@field private pace {first: number, every: number}
---@field private began number
---@field private due number seconds; when the next line may come
---@field private shown boolean
local Progress = {}
Progress.__index = Progress

---@return sluice.ProgressScreen
local function standard_error()
  local host, terminal = require("cli.host"), require("cli.terminal")
  return {is_terminal = host.is_terminal(terminal.ERR) and os.getenv("TERM") ~= "dumb",
    columns = host.columns(terminal.ERR), seconds = host.seconds,
    write = function(text)
      io.stderr:write(text)
      io.stderr:flush()
    end}
end

---A line that is not shown yet, or nil where there is none to be.
---@param verbose boolean|nil lines of their own where nothing can be written over
---@param screen sluice.ProgressScreen|nil standard error
---@return sluice.Progress|nil
function M.new(verbose, screen)
  screen = screen or standard_error()
  if not screen.is_terminal and not verbose then
    return nil
  end
  local began = screen.seconds()
  local pace = screen.is_terminal and IN_PLACE or IN_LINES
  return setmetatable({screen = screen, in_place = screen.is_terminal, pace = pace,
    began = began, due = began + pace.first, shown = false}, Progress)
end

---Seconds since the beginning.
---@return number
function Progress:elapsed()
  return self.screen.seconds() - self.began
end

---Shows a line if it is time for one.
---@param text fun(): string without its end
---@return number due seconds of the clock; nothing will be shown before
function Progress:show(text)
  local now = self.screen.seconds()
  if now < self.due then
    return self.due
  end
  self.due = now + self.pace.every
  if self.in_place then
    local most = (self.screen.columns or 80) - 1 -- a line that is wider stays in part
    self.screen.write(ERASE .. text():sub(1, most))
    self.shown = true
  else
    self.screen.write(text() .. "\n")
  end
  return self.due
end

---Takes the line away, before something else is written and at the end.
function Progress:hide()
  if self.shown then
    self.screen.write(ERASE)
    self.shown = false
  end
end

Progress.__close = Progress.hide -- also where an error is on its way

-- How many records, in few digits.
local function records(count)
  if count < 1000000 then
    return words.number(count, 1000) .. (count == 1 and " record" or " records")
  end
  return ("%s.%d M records"):format(words.number(count // 1000000, 1000),
    count // 100000 % 10)
end

---@class sluice.RunProgress how far a run has got; simulated times in microseconds
---@field now integer
---@field goal integer|nil when it will end, if that is known
---@field batch integer the last batch
---@field records integer

---"sluice: 1,812 of 3,600 s   batch 1,812   9.1 M records   50 %   1.4 s left"
---@param run sluice.RunProgress
---@param elapsed number seconds of real time
---@return string
function M.run(run, elapsed)
  local seconds = words.number(run.now // 1000000, 1000)
  local share = run.goal and run.goal > 0 and math.min(run.now / run.goal, 1) or nil
  local parts = {share and ("%s of %s s"):format(seconds,
    words.number((run.goal + 999999) // 1000000, 1000)) or seconds .. " s"}
  parts[#parts + 1] = "batch " .. words.number(run.batch, 1000)
  parts[#parts + 1] = run.records > 0 and records(run.records) or nil
  if share and share > 0 then
    parts[#parts + 1] = ("%d %%"):format(share * 100 // 1)
    local tenths = math.ceil(elapsed * (1 - share) / share * 10)
    parts[#parts + 1] = words.duration(tenths * 100000) .. " left"
  end
  return "sluice: " .. table.concat(parts, "   ")
end

return M
