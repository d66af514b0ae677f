-- tests/golden/model/run.lua -- Spark Streaming in small: what a program prints.
-- SPDX-License-Identifier: MIT
--
-- The model runs the text of a program with globals of its own, which do at once, on
-- plain tables, what the rules say: batches of a queue, windows and states made from
-- nothing each time, partitions, the order of elements after a shuffle. It has no
-- stages, tasks or traces, and no errors but assertions; it takes no program that does
-- not run. It shares no line with the engine, so an error has to be made twice to stay
-- unseen.

local partitioners = require "model.partitioners"
local rdds = require "model.rdd"
local states = require "model.states"
local streams = require "model.streams"
local values = require "model.values"

local M = {}

local Conf = {}
Conf.__index = Conf

function Conf:setAppName()
  return self
end

function Conf:setMaster(master)
  self.cores = math.tointeger(master:match("%d+"))
  return self
end

function Conf:set(_, value)
  self.parallelism = math.tointeger(value)
  return self
end

local Context = {}
Context.__index = Context

function Context:sparkContext()
  local settings = self.settings
  return {
    parallelize = function(_, list, n) return rdds.parallelize(settings, list, n) end,
    emptyRDD = function() return rdds.new(settings, {}) end,
  }
end

function Context.time(_, ms)
  return { milliseconds = function() return ms end }
end

function Context:queueStream(queue, one_at_a_time, default)
  local waiting = table.move(queue, 1, #queue, 1, {})
  local empty = rdds.new(self.settings, default == values.null and {} or { {} })
  return streams.new(self, self.interval, function()
    if #waiting == 0 then
      return default ~= values.null and default or empty
    elseif one_at_a_time ~= false then
      return table.remove(waiting, 1)
    end
    local all = rdds.concatenation(self.settings, waiting)
    waiting = {}
    return all
  end)
end

function Context:generatorStream(f, n)
  return streams.new(self, self.interval, function(time)
    return rdds.parallelize(self.settings, f(time // self.interval), n)
  end)
end

function Context:union(parents)
  return streams.union(self, parents)
end

function Context:transform(parents, f)
  return streams.transform(self, parents, f)
end

function Context:checkpoint()
  self.has_folder = true
end

function Context.remember()
end

function Context:start()
  self.is_started = true
end

function Context:awaitTermination()
  assert(self.is_started and #self.outputs > 0, "nothing to run")
  assert(self.has_folder or not self.needs_folder, "no folder for checkpoints")
  self.ran = true
  for i = 1, self.batches do
    for _, output in ipairs(self.outputs) do
      local made = output.stream:get(i * self.interval)
      if made then
        output.run(made, self:time(i * self.interval))
      end
    end
  end
end

local function split(line, emit)
  local words = {}
  for word in (line .. " "):gmatch("([^ ]*) ") do
    words[#words + 1] = word
  end
  while #words > 0 and words[#words] == "" and line ~= "" do
    words[#words] = nil
  end
  for _, word in ipairs(emit and words or {}) do
    emit(word)
  end
  return not emit and words or nil
end

local function globals_of(out, batches)
  local globals = { pair = values.pair, null = values.null, None = values.None,
    Some = values.Some, split = split, math = math, table = table, ipairs = ipairs,
    tostring = values.text, print = out, StateSpec = states.spec,
    HashPartitioner = partitioners.hash }
  function globals.SparkConf()
    return setmetatable({}, Conf)
  end
  function globals.StreamingContext(conf, interval)
    globals.context = setmetatable({ interval = interval, batches = batches,
      outputs = {}, out = out, settings = { is_set = conf.parallelism ~= nil,
        parallelism = conf.parallelism or conf.cores } }, Context)
    return globals.context
  end
  function globals.Milliseconds(ms)
    return ms
  end
  function globals.Seconds(s)
    return s * 1000
  end
  return globals
end

--- What a program prints in its first batches.
---@param program string its text
---@param batches integer
---@return string
function M.run(program, batches)
  local lines = {}
  local function out(line)
    lines[#lines + 1] = values.text(line) .. "\n"
  end
  local globals = setmetatable(globals_of(out, batches), { __index = function(_, name)
    error("no such name: " .. name)
  end })
  assert(load(program, "=program", "t", globals))()
  assert(globals.context.ran, "the program does not run")
  return table.concat(lines)
end

return M
