-- sluice.session: a program that is typed line by line: the driver's side of the REPL.
-- Spark: spark-shell.
--
-- C calls these functions by name (lua/driver/session.h); what goes in and out are
-- texts, numbers and booleans. What a line prints, and what is printed while time runs,
-- is in the trace; what sluice says about it goes through sluice.voice.
-- SPDX-License-Identifier: MIT
local dstream = require("sluice.dstream")
local host = require("sluice.host")
local place = require("sluice.place")
local report = require("sluice.report")
local show = require("sluice.show")
local streaming_context = require("sluice.streaming_context")
local top_level = require("sluice.top_level")
local voice = require("sluice.voice")

local M = {}

local CHUNK = "repl" -- how places call what was typed

local lines = {} -- all lines that were typed, for messages
local typed_first, typed_last = 1, 0 -- of the chunk that runs now
local own = {}   -- names that were there before the first line
local named = {} -- stream -> the variable that was shown last
local cached, cached_at = nil, -1
local given -- the context that was made when it was first asked for

-- Where the place is what was just typed, the line stands above the message already.
local function shorten(d)
  d.more = d.more or false
  if d.file == CHUNK and d.line and d.line >= typed_first and d.line <= typed_last then
    d.column, d.quoted, d.why = nil, false, nil
  end
  return d
end

-- The context that time belongs to: the one made last.
local function current()
  return streaming_context.contexts[#streaming_context.contexts]
end

-- The command line replaces its master, as it does that of every context.
local function default_context()
  local conf = _G.SparkConf():setMaster("local[2]"):setAppName("repl")
  return _G.StreamingContext(conf, _G.Seconds(1))
end

-- `ssc` and `trace` come into being when they are first asked for, so that a context of
-- the learner's own can take the place of ours.
local LAZY = {
  ssc = function()
    given = default_context()
    rawset(_G, "ssc", given)
    return given
  end,
  trace = function()
    if cached_at ~= host.traced() then
      local next_record = require("sluice.json").lines(host.trace_text())
      next_record() -- what kind of file it is
      cached, cached_at = require("sluice.trace").new(next_record), host.traced()
    end
    return cached
  end,
}

---Readies the state; called once, before all else.
function M.open()
  voice.adapt = shorten
  host.keep_source("")
  for name in next, _G do
    own[name] = true
  end
  setmetatable(_G, {__index = function(_, name)
    local make = LAZY[name]
    return make and make()
  end})
end

local function pass_on(...)
  return ...
end

-- What was typed as a chunk of Lua; nil, message if it cannot be one, and then whether
-- more lines could make it one. An expression is an argument, since the place of a call
-- in `return f()` is not known to Lua.
local function compile(text, first)
  local before = ("\n"):rep(first - 1)
  local chunk = load(before .. "return (...)(" .. text .. "\n)", "@" .. CHUNK, "t")
  if chunk then
    return function()
      return chunk(pass_on)
    end
  end
  local message
  chunk, message = load(before .. top_level.open(text), "@" .. CHUNK, "t")
  return chunk, message, message and message:find("<eof>$") ~= nil
end

local function remember_lines(text, first)
  for i = #lines, first, -1 do
    lines[i] = nil
  end
  for line in (text .. "\n"):gmatch("(.-)\n") do
    lines[#lines + 1] = line
  end
  typed_first, typed_last = first, #lines
  local typed = table.concat(lines, "\n") .. "\n"
  place.keep_source(CHUNK, typed)
  host.keep_source(typed)
end

-- Runs above the error's own stack. What unwinds a run is no error.
local function report_error(raised)
  if type(raised) == "userdata" then
    return raised
  end
  report.uncaught(raised)
  return nil
end

-- The streams that got a name by this line, in the order of their numbers.
local function describe_new_names()
  local found = {}
  for name, value in next, _G do
    if not own[name] and dstream.is_stream(value) and named[value] ~= name then
      found[#found + 1] = {name = name, stream = value}
    end
  end
  table.sort(found, function(a, b)
    if a.stream.number ~= b.stream.number then
      return a.stream.number < b.stream.number
    end
    return a.name < b.name
  end)
  local texts = {}
  for i, one in ipairs(found) do
    named[one.stream] = one.name
    texts[i] = one.name .. ": " .. show.stream(one.stream, named)
  end
  return texts
end

---Whether a text is a whole chunk: "whole", "more" if lines may follow, "wrong".
---@param text string
---@param first integer number of its first line
---@return string
function M.check(text, first)
  local chunk, _, more = compile(text, first)
  return chunk and "whole" or more and "more" or "wrong"
end

---Runs a chunk and returns whether it went well, what its values and names look like,
---and whether it only asked for a value. What it says and prints goes its own way.
---@param text string
---@param first integer number of its first line
---@param is_long boolean values are shown in as many lines as it takes
---@return boolean
---@return string
---@return boolean
function M.eval(text, first, is_long)
  remember_lines(text, first)
  report.forget()
  local chunk, message = compile(text, first)
  if not chunk then
    report.not_loaded(message)
    return false, "", false
  end
  local results = table.pack(xpcall(chunk, report_error))
  if not results[1] then
    if results[2] then
      error(results[2], 0)
    end
    return false, "", false
  end
  local texts = describe_new_names()
  local is_question = #texts == 0 and results.n > 1 and results[2] ~= nil
  for i = 2, results.n do
    if results.n > 2 or results[2] ~= nil then
      texts[#texts + 1] = (is_long and show.long or show.value)(results[i], named)
    end
  end
  return true, #texts > 0 and table.concat(texts, "\n") .. "\n" or "", is_question
end

---Starts the context, if none has started; false if that failed, and was said.
---@return boolean
function M.start()
  report.forget()
  local context = current() or _G.ssc
  if context:getState() ~= "INITIALIZED" then
    return true
  end
  local ok, raised = xpcall(context.start, report_error, context)
  if not ok and raised then
    error(raised, 0)
  end
  return ok
end

---Whether time runs. That makes no context, since the learner may make one still.
---@return boolean
function M.is_active()
  local context = current()
  return context ~= nil and context:getState() == "ACTIVE"
end

---The state of the context; its batch interval, the time its
---batches count from, and its block interval, in microseconds.
---@return string
---@return integer
---@return integer
---@return integer
function M.context()
  local context = current() or _G.ssc
  local summary = host.context_summary(context.number)
  return context:getState(), summary.interval, summary.zero, summary.block_interval
end

---Where the receivers of the context connect to, one behind the other.
---@return string
function M.places()
  local list, context = {}, current()
  for number = 0, context and #context.streams or -1 do
    local stream = context.streams[number]
    if stream and stream.port then
      list[#list + 1] = ("%s:%d"):format(stream.address, stream.port)
    end
  end
  return table.concat(list, " ")
end

---The variable that holds the context, and whether the context is the one that was
---there at the beginning.
---@return string
---@return boolean
function M.context_name()
  local context, best = current() or _G.ssc, nil
  for name, value in next, _G do
    if value == context and (not best or name < best) then
      best = name
    end
  end
  return best or "ssc", context == given
end

-- What has names: fields of a table, methods of its class.
local function add_names(value, names)
  local meta = getmetatable(value)
  local is_object = type(meta) == "table" and rawget(meta, "__methods") ~= nil
  local methods = is_object and meta.__methods
    or type(meta) == "table" and rawget(meta, "__index")
  for _, from in ipairs({methods or {}, is_object and {} or value}) do
    for name in next, type(from) == "table" and from or {} do
      if type(name) == "string" and not name:find("^_") then
        names[name] = true
      end
    end
  end
end

---The names that can follow a path: "" asks for globals, "ssc:" for what ssc has.
---@param path string names with dots and colons
---@return string names, one behind the other
function M.names(path)
  local value, names = _G, {}
  for name in path:gmatch("([%w_]+)[.:]") do
    local make = value == _G and LAZY[name]
    value = type(value) == "table" and (rawget(value, name) or make and make()) or nil
  end
  if type(value) == "string" then
    value = string
  end
  if type(value) == "table" then
    add_names(value, names)
  end
  for name in next, value == _G and LAZY or {} do
    names[name] = true
  end
  local list = {}
  for name in next, names do
    list[#list + 1] = name
  end
  return table.concat(list, " ")
end

return M
