-- cli.repl.run: a run that somebody types and moves, and that can be taken back.
--
-- A run is what was typed, what was fed and broken, and where its clock stands. Nothing
-- is ever undone: to go back is to run again, from the beginning, up to a place. What
-- was typed before the clock first moved is the description; the rest is typed again at
-- its place. What was fed comes again at its time.
-- SPDX-License-Identifier: MIT
local json = require("sluice.json")
local order = require("cli.repl.order")
local session = require("cli.repl.session")
local trace = require("sluice.trace")

---@class sluice.ReplRun
local Run = {}
Run.__index = Run

local M = {}

local BROKEN = {level = "error", name = "internal", more = false,
  message = "the session could not be made again"}

local function open(self)
  self.session, self.read = session.open(self.config), 0
  self.read_trace, self.read_trace_size = nil, -1
end

---@param config table what `host.run` takes
---@return sluice.ReplRun
function M.new(config)
  local self = setmetatable({config = config, described = {}, typed = {}, added = {},
    moves = {}, next_line = 1, serial = 0}, Run)
  open(self)
  return self
end

---Microseconds of simulated time.
---@return integer
function Run:now()
  return self.session:now()
end

---Where the run stands.
---@return sluice.RunPlace
function Run:place()
  return {us = self:now(), started = self.session.started,
    events = self.session:events(), added = #self.added}
end

-- Lets time run to a place, which is not behind.
local function reach(self, place)
  local exact = order.is_exact(place, self.added)
  self.session:move({until_us = place.us, events = exact and place.events or nil},
    self.described)
end

---Runs everything again up to a place. What was fed behind it comes at its time.
---@param place sluice.RunPlace
function Run:replay(place)
  self.session:close()
  open(self)
  local later = {}
  local items = order.sorted({self.described, self.typed, self.added})
  for _, item in ipairs(items) do
    local behind = order.is_behind(item, place)
    if behind and item.moment.started and self.session:start() then
      reach(self, item.moment)
    end
    if not behind then
      later[#later + 1] = not item.text_of_chunk and item or nil
    elseif item.text_of_chunk then
      if not self.session:is_dead() then
        self.session:eval(item)
      end
    else
      self.session:add({world = {item}})
    end
  end
  if place.started and self.session:start() then
    reach(self, place)
  end
  for _, line in ipairs(later) do
    self.session:add({world = {line}})
  end
  self.session:said()
  if self.session:is_interrupted() then
    error(BROKEN, 0)
  end
  self.read = select(2, self.session:trace())
end

-- All that was noted of events is of no use any more.
local function forget_events(self)
  for _, list in ipairs({self.typed, self.added}) do
    for _, item in ipairs(list) do
      item.moment = order.without_events(item.moment)
    end
  end
  for i, place in ipairs(self.moves) do
    self.moves[i] = order.without_events(place)
  end
end

local function next_serial(self)
  self.serial = self.serial + 1
  return self.serial
end

---What was said since the last call.
---@return string
function Run:said()
  return self.session:said()
end

---The text of the trace that was written since the last call.
---@return string
function Run:news()
  local text, size = self.session:trace(self.read)
  self.read = size
  return text
end

---Whether a text is a whole chunk of Lua: "whole", "more", "wrong".
---@param text string
---@return string
function Run:check(text)
  return self.session:call("check", text, self.next_line)
end

---Runs a chunk that was typed now.
---@param text string
---@param is_long boolean|nil its values are shown in as many lines as it takes
---@return boolean whether it went well
---@return string how its values look
---@return boolean|nil interrupted
function Run:type(text, is_long)
  local chunk = {text_of_chunk = text, first = self.next_line, is_long = is_long,
    moment = self:place(), serial = next_serial(self)}
  self.next_line = self.next_line + select(2, text:gsub("\n", "")) + 1
  local ok, shown = self.session:eval(chunk)
  if self.session:is_interrupted() then
    self:replay(chunk.moment)
    return false, "", true
  end
  local list = chunk.moment.started and self.typed or self.described
  list[#list + 1] = chunk
  self.session:note_start()
  return ok, shown
end

---Something happens outside, now or later.
---@param us integer
---@param line sluice.WorldLine but for its time and number
function Run:add_at(us, line)
  line.from, line.line = us, #self.config.world + #self.added + 1
  line.moment, line.serial = self:place(), next_serial(self)
  self.added[#self.added + 1] = line
  self.session:add({world = {line}})
end

---Lets all happen that is due at this moment; time stands still. It is no move.
function Run:settle()
  if self.session.started then
    self.session:move({until_us = self:now()}, self.described)
  end
end

---Whether the driver was killed, and has not been started again.
---@return boolean
function Run:is_dead()
  return self.session:is_dead()
end

---Whether a driver that is dead may come back by itself.
---@return boolean
function Run:will_live()
  local now = self:now()
  for _, lines in ipairs({self.config.world, self.added}) do
    for _, line in ipairs(lines) do
      if line.fault == "start driver" and (line.condition or line.from >= now) then
        return true
      end
    end
  end
  return false
end

---Lets time run; see host.session.
---@param what table
---@return string|nil ended "arrived", "seen", "dry", "interrupted"; nil if the context
---cannot start
---@return string|nil said why it could not start
function Run:move(what)
  local before = self:place()
  if not self.session:start() then
    local said = self:said()
    self:replay(before) -- a context that could not start is stopped
    return nil, said
  end
  local ended = self.session:move(what, self.described)
  self.moves[#self.moves + 1] = before
  if ended == "interrupted" then
    -- What happened last may have no end, so it is left out.
    self:replay({us = self:now(), started = true, added = #self.added,
      events = math.max(0, self.session:events() - 1)})
  end
  return ended
end

---Takes back so many moves; false if there are not as many.
---@param count integer
---@return boolean
function Run:back(count)
  local place = self.moves[#self.moves - count + 1]
  if not place then
    return false
  end
  for _ = 1, count do
    table.remove(self.moves)
  end
  self:replay(place)
  return true
end

---Goes to a time, in either direction.
---@param us integer
---@return string|nil ended as of `move`
---@return string|nil said
function Run:go(us)
  if us >= self:now() then
    return self:move({until_us = us})
  end
  self.moves[#self.moves + 1] = self:place()
  self:replay({us = us, started = true, added = #self.added})
  return "arrived"
end

---The value of a setting of the session.
---@param name string
---@return string|nil
function Run:setting(name)
  for _, setting in ipairs(self.config.conf) do
    if setting[1] == name then
      return setting[2]
    end
  end
  return nil
end

---Runs everything again up to now, with another setting.
---@param setting string[] name and value
function Run:configure(setting)
  local conf = {}
  for _, other in ipairs(self.config.conf) do
    conf[#conf + 1] = other[1] ~= setting[1] and other or nil
  end
  conf[#conf + 1] = setting
  local config = {}
  for name, value in pairs(self.config) do
    config[name] = value
  end
  config.conf = conf
  local kept = self:keep()
  self.config = config -- a fork has its own
  forget_events(self)
  local place = {us = self:now(), started = self.session.started, added = #self.added}
  local ok, fault = pcall(self.replay, self, place)
  if not ok then
    self:restore(kept)
    error({level = "error", name = "wrong-type", message = tostring(fault)}, 0)
  end
end

---Describes everything again, what was typed since the start, too, and runs to a time.
---@param us integer
function Run:restart(us)
  table.move(self.typed, 1, #self.typed, #self.described + 1, self.described)
  table.sort(self.described, function(a, b)
    return a.first < b.first
  end)
  for _, chunk in ipairs(self.typed) do
    chunk.moment = {us = 0, started = false, added = 0}
  end
  self.typed, self.moves = {}, {}
  forget_events(self)
  self:replay({us = us, started = true, added = #self.added})
end

local LISTS = {"described", "typed", "added", "moves"}

---What is needed to come back to how the run is now.
---@return table
function Run:keep()
  local kept = {config = self.config, next_line = self.next_line, serial = self.serial,
    place = self:place()}
  for _, name in ipairs(LISTS) do
    kept[name] = table.move(self[name], 1, #self[name], 1, {})
  end
  return kept
end

---Comes back to it.
---@param kept table of `keep`
function Run:restore(kept)
  for _, name in ipairs(LISTS) do
    self[name] = kept[name]
  end
  self.config, self.next_line, self.serial = kept.config, kept.next_line, kept.serial
  self:replay(kept.place)
end

---A run of its own that stands where this one stands.
---@return sluice.ReplRun
function Run:copy()
  local copy = M.new(self.config)
  copy:restore(self:keep())
  return copy
end

-- The records of a trace that goes on; for a view it ends now, or at a moment before.
local function as_if_stopped(self, text, until_us)
  local next_record, in_batches, is_over = json.lines(text), 0, false
  local received = 0
  next_record() -- what kind of file it is
  return function()
    local record = next_record()
    if record and until_us and record.at > until_us then
      record = nil
    elseif record and record.kind == "batch" then
      in_batches = in_batches + record.records
    elseif record and record.kind == "record" then
      received = received + 1
    end
    if record or is_over then
      return record
    end
    is_over = true
    return {at = until_us or self:now(), kind = "stopped", reason = "until",
      received = received, in_batches = in_batches}
  end
end

---The run up to now as a trace, or nil before it has begun.
---@return Trace|nil
function Run:trace()
  if not self.session.started then
    return nil
  end
  local text, size = self.session:trace()
  if self.read_trace_size ~= size then
    self.read_trace = trace.new(as_if_stopped(self, text))
    self.read_trace_size = size
  end
  return self.read_trace
end

---The records of the run up to a moment that it has reached; nil before it has begun.
---@param until_us integer
---@return fun(): table|nil
function Run:records(until_us)
  return self.session.started
    and as_if_stopped(self, self.session:trace(), until_us) or nil
end

function Run:close()
  self.session:close()
end

return M
