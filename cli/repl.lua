-- cli.repl: the REPL: a conversation about a run that the learner moves.
--
-- A line is a dot command, a question (?name), or Lua. Everything is on standard
-- output, so that a session is one text. Input that is no terminal runs the same way,
-- without prompts: a session is a test and a document, too.
-- SPDX-License-Identifier: MIT
local commands = require("cli.repl.commands")
local completion = require("cli.repl.completion")
local diagnostic = require("sluice.diagnostic")
local host = require("cli.host")
local input = require("cli.repl.input")
local options = require("cli.options")
local run = require("cli.repl.run")
local terminal = require("cli.terminal")
local usage = require("cli.usage")
local world = require("cli.world")

local M = {}

local MOST_KEPT <const> = 50 -- places to come back to when a line breaks the session

---@class sluice.Repl
---@field run sluice.ReplRun
---@field name string of the fork
---@field forks table<string, sluice.ReplRun>
---@field style table
---@field echo boolean
---@field interactive boolean
---@field kept table[] how the run was before the last lines
---@field input table
local Repl = {}
Repl.__index = Repl

-- What a session is made from; see cli.run. Times are in microseconds.
local function configuration(chosen, style)
  local conf = {{"sluice.provenance", "true"}} -- for .why; a session has few records
  conf[2] = chosen.master and {"spark.master", chosen.master} or nil
  for _, setting in ipairs(chosen.conf or {}) do
    conf[#conf + 1] = setting
  end
  return {file = "repl", args = {}, conf = conf, seed = chosen.seed,
    workers = chosen.workers, feeds = chosen.feed or {}, files = {},
    world = chosen.world and world.read(chosen.world) or {}, world_file = chosen.world,
    color = style.color, ascii = style.ascii, width = style.width}
end

-- Nobody may read any more, which is no error.
function Repl:write(text)
  self.is_over = self.is_over or not io.stdout:write(text)
end

---The prompt: the moment, and the fork if there are several.
---@return string
function Repl:prompt()
  local us = self.run:now()
  local name = next(self.forks, next(self.forks)) and self.name ~= "a"
    and self.name .. " " or ""
  return ("%s%d.%03d s> "):format(name, us // 1000000, us // 1000 % 1000)
end

-- The prompt of a line that goes on: as wide as the first.
local function more_prompt(prompt)
  return (" "):rep(#prompt - 5) .. "...> "
end

-- A line of input; nil at its end, or nil, true if it was given up.
function Repl:read(prompt)
  local line, cancelled = self.input.read(prompt)
  if line and self.echo then
    self:write(prompt .. line .. "\n")
  end
  return line, cancelled
end

-- What the terminal shows of Ctrl-C and Ctrl-D is followed by nothing.
function Repl:end_line()
  if self.interactive then
    self:write("\n")
  end
end

function Repl:say_what_was_said()
  self:write(self.run:said())
end

-- Reads what is left of a chunk of Lua; nil if it was given up.
function Repl:read_chunk(text, prompt)
  while self.run:check(text) == "more" do
    local line, cancelled = self:read(more_prompt(prompt))
    if cancelled then
      return nil
    elseif not line then
      break
    end
    text = text .. "\n" .. line
  end
  return text
end

---Runs a chunk of Lua, and shows what comes of it.
---@param text string
---@param is_long boolean|nil its values are shown in as many lines as it takes
function Repl:type(text, is_long)
  local news = require("cli.repl.news")
  local _, shown, interrupted = self.run:type(text, is_long)
  if interrupted then
    self:end_line()
  end
  self:say_what_was_said()
  self:write(news.printed(self.run:news()))
  self:write(shown)
end

-- A driver that died takes no line of Lua.
function Repl:refuse_dead()
  if self.run:is_dead() then
    usage.fail("the driver is dead, and with it all that was typed", ".start driver")
  end
end

-- One line of the conversation; false ends it.
function Repl:answer(line, prompt)
  local command, rest = line:match("^%s*%.(%a%w*)%s*(.-)%s*$")
  if command then
    self.input.remember(line)
    return commands.run(self, command, rest)
  elseif line:find("^%s*%?") then
    commands.run(self, "help", line:match("^%s*%?%s*(.-)%s*$"))
  elseif line:find("%S") then
    self:refuse_dead()
    local chunk = self:read_chunk(line, prompt)
    if chunk then
      self.input.remember(chunk)
      self:type(chunk)
    end
    return true
  end
  self.input.remember(line)
  return true
end

---A run without anything typed or fed takes the place of this one.
function Repl:begin_again()
  local fresh = run.new(self.run.config)
  self.run:close()
  self.run, self.forks[self.name] = fresh, fresh
end

---Answers lines as if they were typed.
---@param text string
function Repl:answer_all(text)
  local before, rest = self.input, (text:gsub("\n?$", "\n"))
  self.input = {remember = before.remember, read = function()
    local line, behind = rest:match("^(.-)\r?\n(.*)$")
    rest = behind or ""
    return line
  end}
  local goes_on = true
  while goes_on do
    local line = self:read(self:prompt())
    goes_on = line ~= nil and self:protected(line, self:prompt())
  end
  self.input = before
end

-- Whether the session still answers.
local function answers(session_run, kept)
  return pcall(session_run.restore, session_run, kept) and (session_run:is_dead()
    or pcall(session_run.check, session_run, "1")
    and pcall(session_run.session.call, session_run.session, "is_active"))
end

-- A line has broken what the session stands on, such as a function of Lua's own: it is
-- as if it had not been typed, and neither those before it that took part in that.
function Repl:take_back(fault)
  local message = tostring(fault):match("^[^\n]*")
  local count = 0
  repeat
    local kept = table.remove(self.kept)
    count = count + 1
  until not kept or answers(self.run, kept)
  if #self.kept == 0 then
    self:begin_again()
    message = message .. "; all begins again"
  end
  self:write(diagnostic.format({level = "error", name = "session-broken", more = false,
    message = (count == 1 and "this line broke the session and was taken back: "
      or ("the last %d lines broke the session and were taken back: "):format(count))
      .. message}, self.style))
  return true
end

-- Answers a line, whatever it does; false ends the session.
function Repl:protected(line, prompt)
  table.insert(self.kept, self.run:keep())
  if #self.kept > MOST_KEPT then
    table.remove(self.kept, 1)
  end
  local done, result = xpcall(self.answer, function(raised)
    return type(raised) == "table" and raised or debug.traceback(tostring(raised), 2)
  end, self, line, prompt)
  if done then
    return result
  elseif type(result) ~= "table" or not result.name then
    return self:take_back(result)
  end
  result.level, result.more = result.level or "error", false
  self:write(diagnostic.format(result, self.style))
  return true
end

local function banner(chosen)
  return ("sluice %s: %s, batches of 1 s, blocks of 200 ms, simulated clock. "
    .. "`ssc` is ready.\nDescribe a stream, .feed it a line, .step.   Help: .help"
    .. "   a name: ?map   leave: .quit\n"):format(options.version,
    chosen.master or "local[2]")
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local chosen = arguments.options
  require("cli.own_views").load(chosen.load)
  commands.add_views()
  local style = terminal.style(chosen, terminal.OUT)
  local first = run.new(configuration(chosen, style))
  local interactive = host.is_terminal(0)
  local self = setmetatable({run = first, name = "a", forks = {a = first},
    style = style, echo = chosen.echo and not interactive,
    interactive = interactive, kept = {}, input = nil}, Repl)
  self.input = input.open(interactive, function(text)
    return completion.complete(text, self.run.session)
  end)
  if interactive or self.echo then
    self:write(banner(chosen))
  end
  local goes_on = true
  while goes_on and not self.is_over do
    local prompt = self:prompt()
    local line, cancelled = self:read(prompt)
    goes_on = cancelled or line ~= nil and self:protected(line, prompt)
    if not line and not cancelled then
      self:end_line()
    end
  end
  self.input.close()
  return 0
end

return M
