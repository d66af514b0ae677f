-- tests/golden/model/states.lua -- updateStateByKey and mapWithState.
-- SPDX-License-Identifier: MIT
--
-- The state of a time is made by going through all batches from the first one.

local rdds = require "model.rdd"
local streams = require "model.streams"
local tables = require "model.tables"
local values = require "model.values"

local M = {}

local pair, identity = values.pair, values.identity
local Stream = streams.Stream

-- How many parameters a function has: with four, it gets the time, too.
local function parameters(f)
  return debug.getinfo(f, "u").nparams
end

local function is_timed(f)
  return parameters(f) == 4
end

-- updateStateByKey --------------------------------------------------------------------

-- For each key of a batch or of the old state: a tuple of it, its values and its state.
local function entries(batch, old, partitioner)
  local function entry(key, list, state)
    return { _1 = key, _2 = setmetatable(list, nil), _3 = state }
  end
  if not old then
    return batch:combine(rdds.grouping({}), partitioner)
      :each(function(record, result)
        result[#result + 1] = entry(record._1, record._2)
      end, true)
  end
  return rdds.cogroup({ batch, old }, partitioner, function(key, lists, result)
    result[#result + 1] = entry(key, lists[1], lists[2][1])
  end)
end

-- What makes the new states of a partition from its entries, for each form of function.
local function updater(f, time)
  if parameters(f) == 1 then
    return f
  end
  return function(list)
    local result = {}
    for _, entry in ipairs(list) do
      local value
      if is_timed(f) then
        value = f(time, entry._1, entry._2, entry._3)
      else
        value = f(entry._2, entry._3)
      end
      result[#result + 1] = value ~= nil and pair(entry._1, value) or nil
    end
    return result
  end
end

function Stream:updateStateByKey(f, n, ...)
  local partitioner = self:partitioner(n)
  local remembers, initial = ...
  if type(remembers) ~= "boolean" then
    remembers, initial = true, remembers
  end
  self.context.needs_folder = true
  return streams.new(self.context, self.slide, function(time)
    local state = initial
    for at = self.slide, time, self.slide do
      state = entries(self:get(at), state, partitioner)
        :mapPartitions(updater(f, self.context:time(at)), remembers)
    end
    return state
  end)
end

-- mapWithState ------------------------------------------------------------------------

local Spec = {}
Spec.__index = Spec

local function setting(name)
  return function(self, value)
    self[name] = value
    return self
  end
end

--- StateSpec(f), as a program sees it.
function M.spec(f)
  return setmetatable({ f = f, numPartitions = setting("n"),
    partitioner = setting("n"), timeout = setting("idle"),
    initialState = setting("initial") }, Spec)
end

-- The state of one key, as a function sees it. What it does is noted.
local function state_object(entry, is_timing_out)
  local value = entry and entry.value
  local note = {}
  return {
    exists = function() return value ~= nil end,
    get = function() return value end,
    isTimingOut = function() return is_timing_out end,
    update = function(_, new)
      value, note.value, note.removed = new, new, false
    end,
    remove = function()
      value, note.removed = nil, true
    end,
  }, note
end

-- The states of a partition in one batch: those of before, listed, and its own changes,
-- in the order in which keys were touched first. size is what Spark takes for the
-- number of keys before.
local function begin_batch(before, size)
  local states = { before = before, size = size, known = {}, touched = {}, at = {} }
  for _, entry in ipairs(before) do
    states.known[identity(entry.key)] = entry
  end
  return states
end

local function touch(states, key, entry)
  local name = identity(key)
  local place = states.at[name] or #states.touched + 1
  states.at[name] = place
  states.touched[place] = entry
  states.known[name] = not entry.removed and entry or nil
end

local function power_of_two(n)
  local power = 1
  while power < n do
    power = power * 2
  end
  return power
end

-- States that were not touched come first, then the others as their table has them.
local function listing(states, before, touched)
  local list = {}
  for _, entry in ipairs(before or states.before) do
    list[#list + 1] = not states.at[identity(entry.key)] and entry or nil
  end
  for _, entry in ipairs(touched or tables.order(states.touched, true)) do
    list[#list + 1] = not entry.removed and entry or nil
  end
  return list
end

-- The same for states that are kept as bytes: when they are read again, those of before
-- make one table, and the touched ones another, which is as small as it can be.
local function reread_listing(states)
  local before = tables.order(states.before, true,
    power_of_two(math.max(64, #states.touched + states.size)))
  local touched = tables.order(tables.order(states.touched, true), true,
    power_of_two(#states.touched))
  return listing(states, before, touched)
end

local function run(spec, time, key, value, state)
  if is_timed(spec.f) then
    return rdds.record_of(spec.f(time, key, value, state))
  end
  return rdds.record_of(spec.f(key, value, state))
end

local function track(states, spec, record, time)
  local key, entry = record._1, states.known[identity(record._1)]
  local state, note = state_object(entry, false)
  local mapped = run(spec, time, key, record._2, state)
  local changed = { key = key, hash = values.hash(key), value = note.value,
    touched = time:milliseconds(), removed = note.removed }
  if note.removed or note.value ~= nil then
    touch(states, key, changed)
  elseif entry and spec.idle then
    changed.value = entry.value
    touch(states, key, changed)
  end
  return mapped
end

-- Forgets the keys without data since the threshold.
local function time_out(states, spec, time, mapped)
  for _, entry in ipairs(listing(states)) do
    if entry.touched < time:milliseconds() - spec.idle then
      mapped[#mapped + 1] = run(spec, time, entry.key, nil, state_object(entry, true))
      touch(states, entry.key, { key = entry.key, hash = entry.hash, removed = true })
    end
  end
end

-- One batch of one partition: what is known of the next one, and what was returned.
local function next_batch(last, records, spec, time, looks_at_all)
  local states, mapped = begin_batch(last.list, last.size), {}
  for _, record in ipairs(records) do
    mapped[#mapped + 1] = track(states, spec, record, time)
  end
  if looks_at_all and spec.idle then
    time_out(states, spec, time, mapped)
  end
  return states, mapped
end

-- The states before the first batch, of each partition.
local function first_states(self, spec, partitioner)
  local parts = {}
  for i = 1, partitioner.n do
    parts[i] = begin_batch({}, 0)
  end
  for _, record in ipairs(spec.initial and spec.initial:collect() or {}) do
    touch(parts[partitioner:of(record._1) + 1], record._1, { key = record._1,
      hash = values.hash(record._1), value = record._2, touched = self.slide })
  end
  for i, states in ipairs(parts) do
    parts[i] = { list = listing(states), size = #states.touched }
  end
  return parts
end

-- The listings after a time, and what its batch returned. An interval of its own makes
-- a stream keep its states as bytes.
local function states_at(self, spec, partitioner, last, interval)
  local parts, lists, mapped = first_states(self, spec, partitioner), {}, {}
  local list_states = interval and reread_listing or listing
  interval = interval or 10 * self.slide
  for at = self.slide, last, self.slide do
    local time = self.context:time(at)
    local batch = self:get(at):partitionBy(partitioner)
    for i, records in ipairs(batch.partitions) do
      local states
      states, mapped[i] = next_batch(parts[i], records, spec, time, at % interval == 0)
      lists[i] = list_states(states)
      parts[i] = { list = lists[i], size = #states.touched + #states.before }
    end
  end
  return lists, mapped
end

function Stream:mapWithState(spec)
  local partitioner, settings = self:partitioner(spec.n), self.context.settings
  self.context.needs_folder = true
  local result
  local function states(time)
    return states_at(self, spec, partitioner, time, result.interval)
  end
  result = streams.new(self.context, self.slide, function(time)
    local _, mapped = states(time)
    return rdds.new(settings, mapped)
  end)
  function result.stateSnapshots()
    return streams.new(self.context, self.slide, function(time)
      return rdds.new(settings, (states(time))):map(function(entry)
        return pair(entry.key, entry.value)
      end)
    end)
  end
  return result
end

return M
