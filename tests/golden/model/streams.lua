-- tests/golden/model/streams.lua -- streams without state, and windows.
-- SPDX-License-Identifier: MIT
--
-- A stream knows how the RDD of a time is made, and makes it when it is asked, once.

local partitioners = require "model.partitioners"
local rdds = require "model.rdd"
local values = require "model.values"

local M = {}

local pair = values.pair

local Stream = {}
Stream.__index = Stream
M.Stream = Stream

--- compute(time) makes the RDD of a time; slide and time in ms.
function M.new(context, slide, compute)
  local self = { context = context, slide = slide, compute = compute, made = {} }
  return setmetatable(self, Stream)
end

--- The RDD of a time; nil if the stream has none.
function Stream:get(time)
  if time <= 0 or time % self.slide ~= 0 then
    return nil
  end
  self.made[time] = self.made[time] or self.compute(time)
  return self.made[time]
end

--- The RDDs of the times from first to last.
function Stream:slice(first, last)
  local list = {}
  for time = first, last, self.slide do
    list[#list + 1] = self:get(time)
  end
  return list
end

local function derived(parent, change)
  return M.new(parent.context, parent.slide, function(time)
    return change(parent:get(time), time)
  end)
end

--- The partitioner of an argument: nil stands for Spark's default.
function Stream:partitioner(argument)
  return partitioners.from(argument, self.context.settings.parallelism)
end

-- What streams do to each RDD as RDDs do it.
for _, name in ipairs({ "map", "filter", "flatMap", "mapPartitions", "mapValues",
  "flatMapValues", "glom", "repartition" }) do
  Stream[name] = function(self, ...)
    local arguments = table.pack(...)
    return derived(self, function(made)
      return made[name](made, table.unpack(arguments, 1, arguments.n))
    end)
  end
end

function Stream:transform(f)
  return derived(self, function(made, time)
    return f(made, self.context:time(time))
  end)
end

function M.transform(context, parents, f)
  return M.new(context, parents[1].slide, function(time)
    local made = {}
    for i, parent in ipairs(parents) do
      made[i] = parent:get(time)
    end
    return f(made, context:time(time))
  end)
end

function Stream:transformWith(other, f)
  return M.transform(self.context, { self, other }, function(made, time)
    return f(made[1], made[2], time)
  end)
end

function M.union(context, parents)
  return M.transform(context, parents, function(made)
    return rdds.union(context.settings, made)
  end)
end

function Stream:union(other)
  return M.union(self.context, { self, other })
end

-- By key ------------------------------------------------------------------------------

local function same(value) return value end
local function plus(a, b) return a + b end
local function minus(a, b) return a - b end

function Stream:combine(f, partitioner, is_on_map_side)
  return derived(self, function(made)
    return made:combine(f, partitioner, is_on_map_side)
  end)
end

function Stream:combineByKey(create, merge_value, merge, partitioner, is_on_map_side)
  return self:combine({ create = create, merge_value = merge_value, merge = merge },
    partitioner, is_on_map_side ~= false)
end

function Stream:reduceByKey(f, n)
  return self:combineByKey(same, f, f, self:partitioner(n))
end

function Stream:groupByKey(n)
  return self:combine(rdds.grouping(values.ArrayBuffer), self:partitioner(n), true)
end

for _, name in ipairs({ "join", "leftOuterJoin", "rightOuterJoin", "fullOuterJoin",
  "cogroup" }) do
  Stream[name] = function(self, other, n)
    return self:transformWith(other, function(a, b)
      return a[name](a, b, self:partitioner(n))
    end)
  end
end

function Stream:count()
  local settings = self.context.settings
  local zero = rdds.new(settings, { { pair(values.null, 0) } })
  return self:map(function() return values.null, 1 end):transform(function(made)
    return made:union(zero)
  end):reduceByKey(plus):map(function(_, n) return n end)
end

-- A function that makes one record of all arguments.
local function keyed_by(key)
  return function(first, second) return pair(key, rdds.record_of(first, second)) end
end

function Stream:reduce(f)
  return self:map(keyed_by(values.null)):reduceByKey(f, 1)
    :map(function(_, value) return value end)
end

local function counted(first, second)
  return pair(rdds.record_of(first, second), 1)
end

function Stream:countByValue(n)
  return self:map(counted):reduceByKey(plus, n)
end

-- Windows -----------------------------------------------------------------------------

function Stream:window(length, slide)
  return M.new(self.context, slide or self.slide, function(time)
    return rdds.union(self.context.settings,
      self:slice(time - length + self.slide, time))
  end)
end

function Stream:groupByKeyAndWindow(length, slide, n)
  local grouping = rdds.grouping(values.ArrayBuffer)
  local partitioner = self:partitioner(n)
  return self:groupByKey(n):window(length, slide):combine({ create = same,
    merge_value = grouping.append_all, merge = grouping.append_all }, partitioner, true)
end

-- The value of a key is the fold over all batches of the window; if none of them has
-- the key, it is what taking away leaves of a value.
local function value_of(key, lists, reduced, f, inverse)
  local total
  for _, made in ipairs(reduced) do
    for _, record in ipairs(made:collect()) do
      if values.identity(record._1) == values.identity(key) then
        total = total == nil and record._2 or total ~= nil and f(total, record._2)
      end
    end
  end
  if total ~= nil then
    return total
  end
  for i = #lists, 2, -1 do
    if #lists[i] > 0 then
      return inverse(lists[i][1], lists[i][1])
    end
  end
  return lists[1][1]
end

-- Each window is made from nothing: from the keys of all windows before it, in the
-- order that they have there, and the values of its batches.
local function inverse_window(self, f, inverse, span)
  local settings = self.context.settings
  self.context.needs_folder = true
  local inner = self:combineByKey(same, f, f, span.partitioner)
  local function at(time)
    if time <= 0 then
      return rdds.parallelize(settings, {}, settings.parallelism)
    end
    local sides = inner:slice(time - span.slide - span.length + self.slide,
      time - span.length)
    local new = inner:slice(time - span.slide + self.slide, time)
    table.move(new, 1, #new, #sides + 1, sides)
    table.insert(sides, 1, at(time - span.slide))
    local window = inner:slice(time - span.length + self.slide, time)
    local made = rdds.cogroup(sides, span.partitioner, function(key, lists, result)
      table.insert(result, pair(key, value_of(key, lists, window, f, inverse)))
    end)
    return span.filter and made:filter(span.filter) or made
  end
  return M.new(self.context, span.slide, at)
end

function Stream:reduceByKeyAndWindow(f, ...)
  local inverse, length, slide, n, filter = ...
  if type(inverse) == "function" then
    return inverse_window(self, f, inverse, { length = length,
      slide = slide or self.slide, partitioner = self:partitioner(n), filter = filter })
  end
  length, slide, n = ...
  return self:reduceByKey(f, n):window(length, slide):reduceByKey(f, n)
end

function Stream:reduceByWindow(f, ...)
  local inverse, length, slide = ...
  if type(inverse) == "function" then
    return self:map(keyed_by(1)):reduceByKeyAndWindow(f, inverse, length, slide, 1)
      :map(function(_, value) return value end)
  end
  return self:reduce(f):window(...):reduce(f)
end

function Stream:countByWindow(length, slide)
  return self:map(function() return 1 end):reduceByWindow(plus, minus, length, slide)
end

function Stream:countByValueAndWindow(length, slide, n)
  return self:map(counted):reduceByKeyAndWindow(plus, minus, length, slide, n,
    function(_, count) return count ~= 0 end)
end

-- What changes no result --------------------------------------------------------------

function Stream:cache()
  return self
end

Stream.persist = Stream.cache

function Stream:checkpoint(interval)
  self.interval, self.context.needs_folder = interval, true
  return self
end

-- Outputs -----------------------------------------------------------------------------

function Stream:foreachRDD(f)
  table.insert(self.context.outputs, { stream = self, run = f })
end

local RULE = ("-"):rep(43)

function Stream:print(most)
  most = most or 10
  local out = self.context.out
  self:foreachRDD(function(made, time)
    out(RULE .. "\nTime: " .. time:milliseconds() .. " ms\n" .. RULE)
    local list = made:take(most + 1)
    for i = 1, math.min(most, #list) do
      out(values.text(list[i]))
    end
    out(#list > most and "...\n" or "")
  end)
end

return M
