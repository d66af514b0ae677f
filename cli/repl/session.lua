-- cli.repl.session: the session that the program holds (host.session), through the
-- lives of its driver.
--
-- A driver that a fault killed knows nothing any more; what may be asked is answered as
-- it was before. One that is started again gets its description again, and starts.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")

local M = {}

-- What is asked of a session, dead or alive.
local QUESTIONS <const> = {"context", "places", "context_name"}

---@class sluice.ReplSession
---@field private held userdata see host.session
---@field private answers table<string, table>
---@field private heard string what was said in a life that is over
---@field private before table|nil what "context" was when the last move began
---@field started boolean
local Session = {}
Session.__index = Session

---A new session with what is outside, before the first line.
---@param config table what `host.run` takes
---@return sluice.ReplSession
function M.open(config)
  local held, message = host.session(config)
  if not held then
    error({level = "error", name = "wrong-type", message = message, exit = 2}, 0)
  end
  return setmetatable({held = held, answers = {}, heard = "", started = false}, Session)
end

-- What the host does as it is.
for _, name in ipairs({"call", "now", "events", "seen", "is_interrupted", "is_dead",
  "trace", "add", "close"}) do
  Session[name] = function(self, ...)
    return self.held[name](self.held, ...)
  end
end

---Asks "context", "places" or "context_name"; see sluice.session.
---@param question string
---@return any ...
function Session:ask(question)
  if not self:is_dead() then
    self.answers[question] = table.pack(self:call(question))
  end
  local answer = self.answers[question] or {n = 0}
  return table.unpack(answer, 1, answer.n)
end

---How batches were numbered when the last move began.
---@return {interval: integer, zero: integer} microseconds
function Session:numbering()
  return {interval = self.before[2], zero = self.before[3]}
end

---Runs a chunk that was typed.
---@param chunk table
---@return boolean
---@return string how its values look
function Session:eval(chunk)
  local ok, shown, is_question = self:call("eval", chunk.text_of_chunk, chunk.first,
    chunk.is_long)
  chunk.failed, chunk.is_question = not ok, is_question
  return ok, shown or ""
end

---Starts the context; false if that failed, and was said.
---@return boolean
function Session:start()
  if not self.started then
    self.started = self:call("start")
  end
  return self.started
end

---Something was typed, which may have started the context.
function Session:note_start()
  self.started = self.started or not self:is_dead() and self:call("is_active") == true
end

---What was said since the last call.
---@return string
function Session:said()
  local heard = self.heard .. self.held:said()
  self.heard = ""
  return heard
end

-- A driver that lives again. What it says to its description, it has said before.
local function describe_again(self, described)
  self.heard = self:said()
  for _, chunk in ipairs(described) do
    if not chunk.failed and not chunk.is_question then
      self:eval(chunk)
    end
  end
  self.held:said()
  self.started = false
  return self:start()
end

---Lets time run; see host.session.
---@param what table
---@param described table[] the chunks that describe
---@return string ended "arrived", "seen", "dry", "interrupted"
function Session:move(what, described)
  local before = what.kind and self:seen(what.kind) or 0
  for _, question in ipairs(QUESTIONS) do
    self:ask(question)
  end
  self.before = self.answers.context
  local ended = self.held:move(what)
  while ended == "revived" and describe_again(self, described) do
    local times = what.kind and what.times - (self:seen(what.kind) - before)
    ended = self.held:move({until_us = what.until_us, events = what.events,
      kind = what.kind, times = times or nil})
  end
  return ended == "revived" and "dry" or ended
end

return M
