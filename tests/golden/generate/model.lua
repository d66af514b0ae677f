-- tests/golden/generate/model.lua -- Spark Streaming in small: what a program prints.
-- SPDX-License-Identifier: MIT
--
-- The model runs the text of a program with globals of its own, which do at once, on
-- plain tables, what the rules say: batches of a queue, windows, partitions, the order
-- of elements after a shuffle. It has no stages, tasks, traces or time, and shares no
-- line with the engine, so an error has to be made twice to stay unseen.

local javahash = require "javahash"

local M = {}

-- Records -----------------------------------------------------------------------------

local Pair, Option = {}, {}
local null = setmetatable({}, { __tostring = function() return "null" end })
local None = setmetatable({}, Option)

local function pair(first, second)
  return setmetatable({ _1 = first, _2 = second }, Pair)
end

local function text(record)
  if math.type(record) == "float" then
    local digits = ("%.14g"):format(record)
    return digits:find("[.e]") and digits or digits .. ".0"
  end
  return tostring(record)
end

function Pair.__tostring(record)
  return "(" .. text(record._1) .. "," .. text(record._2) .. ")"
end

function Option.__tostring(option)
  return option == None and "None" or "Some(" .. text(option.value) .. ")"
end

local hash

-- Scala's ##, which elements of tuples are hashed with.
local function element(value)
  return type(value) == "number" and javahash.number_element(value) or hash(value)
end

function hash(value)
  if value == null then
    return 0
  elseif value == None then
    return javahash.string("None")
  elseif type(value) == "string" then
    return javahash.string(value)
  elseif type(value) == "boolean" then
    return value and 1231 or 1237
  elseif math.type(value) == "integer" then
    return javahash.integer(value)
  elseif math.type(value) == "float" then
    return javahash.double(value)
  elseif getmetatable(value) == Pair then
    return javahash.product({ element(value._1), element(value._2) })
  end
  return javahash.product({ element(value.value) })
end

-- A text that only equal keys share: 1 and "1" differ.
local function identity(value)
  if getmetatable(value) == Pair then
    return "(" .. identity(value._1) .. "," .. identity(value._2) .. ")"
  end
  local kind = math.type(value) or type(value)
  return kind .. #tostring(value) .. ":" .. tostring(value)
end

-- Spark's table of keys ---------------------------------------------------------------

local function place(slots, capacity, entry)
  local slot, step = javahash.spread(entry.hash) % capacity, 1
  while slots[slot] do
    slot = (slot + step) % capacity
    step = step + 1
  end
  slots[slot] = entry
end

-- The entries in the order in which the table is walked.
local function walk(slots, capacity, first)
  local list = { first }
  for slot = 0, capacity - 1 do
    list[#list + 1] = slots[slot]
  end
  return list
end

local function in_table_order(entries)
  local capacity, slots, size, null_entry = 64, {}, 0, nil
  for _, entry in ipairs(entries) do
    if entry.key == null and not entry.target then
      null_entry = entry
    else
      place(slots, capacity, entry)
    end
    size = size + 1
    if size > capacity * 7 // 10 then
      local old = walk(slots, capacity)
      capacity, slots = capacity * 2, {}
      for _, moved in ipairs(old) do
        place(slots, capacity, moved)
      end
    end
  end
  return walk(slots, capacity, null_entry)
end

-- Folds values of equal keys; describe(record) gives what an entry starts with.
local function combine(records, f, describe)
  local entries, known = {}, {}
  for _, record in ipairs(records) do
    local entry = describe(record)
    local name = identity(entry.key)
    local old = known[name]
    if old then
      old.value = f(old.value, record._2)
    else
      entry.value = record._2
      known[name] = entry
      entries[#entries + 1] = entry
    end
  end
  return in_table_order(entries)
end

local function reduce_side(records, f)
  local result = {}
  local function describe(record)
    return { key = record._1, hash = hash(record._1) }
  end
  for i, entry in ipairs(combine(records, f, describe)) do
    result[i] = pair(entry.key, entry.value)
  end
  return result
end

-- One map task: its records for each target, by hash code, else in table order.
local function map_side(records, f, n)
  local sorted = combine(records, f, function(record)
    local code = hash(record._1)
    local target = record._1 == null and 0 or code % n
    return { key = record._1, code = code, target = target,
      hash = javahash.product({ target, element(record._1) }) }
  end)
  for i, entry in ipairs(sorted) do
    entry.slot = i
  end
  table.sort(sorted, function(a, b)
    if a.target ~= b.target then
      return a.target < b.target
    elseif a.code ~= b.code then
      return a.code < b.code
    end
    return a.slot < b.slot
  end)
  return sorted
end

-- RDDs: a list of partitions, which are lists, and perhaps a partitioner: its n -------

local Rdd = {}
Rdd.__index = Rdd

local function rdd(partitions, partitioner)
  return setmetatable({ partitions = partitions, partitioner = partitioner }, Rdd)
end

function Rdd:take(most)
  local list = {}
  for _, partition in ipairs(self.partitions) do
    for _, record in ipairs(partition) do
      if #list < most then
        list[#list + 1] = record
      end
    end
  end
  return list
end

function Rdd:collect()
  return self:take(math.huge)
end

function Rdd:count()
  return #self:collect()
end

function Rdd:isEmpty()
  return #self:take(1) == 0
end

function Rdd:getNumPartitions()
  return #self.partitions
end

function Rdd:each(f, keeps_partitioner)
  local partitions = {}
  for i, partition in ipairs(self.partitions) do
    local list = {}
    for _, record in ipairs(partition) do
      f(record, list)
    end
    partitions[i] = list
  end
  return rdd(partitions, keeps_partitioner and self.partitioner or nil)
end

function Rdd:reduce_by_key(f, n)
  local targets = {}
  if self.partitioner == n then
    targets = self.partitions
  else
    for i = 1, n do
      targets[i] = {}
    end
    for _, partition in ipairs(self.partitions) do
      for _, entry in ipairs(map_side(partition, f, n)) do
        table.insert(targets[entry.target + 1], pair(entry.key, entry.value))
      end
    end
  end
  local partitions = {}
  for i, records in ipairs(targets) do
    partitions[i] = reduce_side(records, f)
  end
  return rdd(partitions, n)
end

local function slices(list, n)
  local partitions = {}
  for i = 0, n - 1 do
    local first, last = i * #list // n + 1, (i + 1) * #list // n
    partitions[i + 1] = table.move(list, first, last, 1, {})
  end
  return rdd(partitions)
end

local function concatenation(rdds)
  local partitions = {}
  for _, part in ipairs(rdds) do
    table.move(part.partitions, 1, #part.partitions, #partitions + 1, partitions)
  end
  return rdd(partitions)
end

local function union(rdds)
  local full, n = {}, nil
  for _, part in ipairs(rdds) do
    if #part.partitions > 0 then
      full[#full + 1] = part
    end
  end
  for i, part in ipairs(full) do
    if not part.partitioner or (i > 1 and part.partitioner ~= n) then
      return concatenation(full)
    end
    n = part.partitioner
  end
  local partitions = {}
  for i = 1, n or 0 do
    partitions[i] = {}
    for _, part in ipairs(full) do
      table.move(part.partitions[i], 1, #part.partitions[i], #partitions[i] + 1,
        partitions[i])
    end
  end
  return rdd(partitions, n)
end

-- Streams -----------------------------------------------------------------------------

local Stream = {}
Stream.__index = Stream

-- compute(time) makes the RDD of a time, once.
local function stream(context, slide, compute)
  local self = { context = context, slide = slide, compute = compute, made = {} }
  return setmetatable(self, Stream)
end

function Stream:get(time)
  if time <= 0 or time % self.slide ~= 0 then
    return nil
  end
  self.made[time] = self.made[time] or self.compute(time)
  return self.made[time]
end

local function derived(parent, change)
  return stream(parent.context, parent.slide, function(time)
    return change(parent:get(time))
  end)
end

-- Calls f with a record, a pair as two arguments, and perhaps one more.
local function call(f, record, last)
  if getmetatable(record) == Pair then
    return f(record._1, record._2, last)
  end
  return f(record, last)
end

local function record_of(first, second)
  if second == nil then
    return first
  end
  return pair(first, second)
end

function Stream:map(f)
  return derived(self, function(made)
    return made:each(function(record, list)
      list[#list + 1] = record_of(call(f, record))
    end)
  end)
end

function Stream:filter(f)
  return derived(self, function(made)
    return made:each(function(record, list)
      if call(f, record) then
        list[#list + 1] = record
      end
    end, true)
  end)
end

function Stream:flatMap(f)
  return derived(self, function(made)
    return made:each(function(record, list)
      local function emit(first, second)
        list[#list + 1] = record_of(first, second)
      end
      for _, item in ipairs(call(f, record, emit) or {}) do
        list[#list + 1] = item
      end
    end)
  end)
end

function Stream:reduceByKey(f, n)
  n = n or self.context.parallelism
  return derived(self, function(made)
    return made:reduce_by_key(f, n)
  end)
end

function Stream:window(length, slide)
  return stream(self.context, slide or self.slide, function(time)
    local rdds = {}
    for at = time - length + self.slide, time, self.slide do
      rdds[#rdds + 1] = self:get(at)
    end
    return union(rdds)
  end)
end

function Stream:reduceByKeyAndWindow(f, length, slide, n)
  return self:reduceByKey(f, n):window(length, slide):reduceByKey(f, n)
end

function Stream:cache()
  return self
end

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
      out(text(list[i]))
    end
    out(#list > most and "...\n" or "")
  end)
end

-- What a program sees -----------------------------------------------------------------

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

function Context.sparkContext()
  return {
    parallelize = function(_, list, n) return slices(list, n) end,
    emptyRDD = function() return rdd({}) end,
  }
end

function Context:queueStream(queue, one_at_a_time, default)
  local waiting = table.move(queue, 1, #queue, 1, {})
  return stream(self, self.interval, function()
    if #waiting == 0 then
      return default == null and rdd({}) or slices({}, 1)
    elseif one_at_a_time then
      return table.remove(waiting, 1)
    end
    local all = concatenation(waiting)
    waiting = {}
    return all
  end)
end

function Context.start()
end

function Context:awaitTermination()
  for i = 1, self.batches do
    local time = { milliseconds = function() return i * self.interval end }
    for _, output in ipairs(self.outputs) do
      local made = output.stream:get(i * self.interval)
      if made then
        output.run(made, time)
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

--- What a program prints in its first batches.
---@param program string its text
---@param batches integer
---@return string
function M.run(program, batches)
  local lines = {}
  local function out(line)
    lines[#lines + 1] = tostring(line) .. "\n"
  end
  local globals = { pair = pair, null = null, None = None, split = split, math = math,
    ipairs = ipairs, tostring = text, print = out }
  function globals.Some(value)
    return setmetatable({ value = value }, Option)
  end
  function globals.SparkConf()
    return setmetatable({}, Conf)
  end
  function globals.StreamingContext(conf, interval)
    return setmetatable({ interval = interval, batches = batches, outputs = {},
      out = out, parallelism = conf.parallelism or conf.cores }, Context)
  end
  function globals.Milliseconds(ms)
    return ms
  end
  function globals.HashPartitioner(n)
    return n
  end
  assert(load(program, "=program", "t", globals))()
  return table.concat(lines)
end

return M
