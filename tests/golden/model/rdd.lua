-- tests/golden/model/rdd.lua -- RDDs: lists of partitions, computed at once.
-- SPDX-License-Identifier: MIT
--
-- An RDD has partitions, each a list of records, and perhaps a partitioner.

local javahash = require "javahash"
local partitioners = require "model.partitioners"
local tables = require "model.tables"
local values = require "model.values"

local M = {}

local pair, None, Some = values.pair, values.None, values.Some

local Rdd = {}
Rdd.__index = Rdd

--- An RDD. settings.parallelism is Spark's default, settings.is_set whether the program
--- sets it.
local function new(settings, partitions, partitioner)
  return setmetatable({ settings = settings, partitions = partitions,
    partitioner = partitioner }, Rdd)
end

M.new = new

-- Actions -----------------------------------------------------------------------------

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

-- Without a shuffle -------------------------------------------------------------------

--- Each partition becomes what f makes of it.
function Rdd:mapPartitions(f, keeps_partitioner)
  local partitions = {}
  for i, partition in ipairs(self.partitions) do
    partitions[i] = f(table.move(partition, 1, #partition, 1, {}))
  end
  return new(self.settings, partitions, keeps_partitioner and self.partitioner or nil)
end

--- f(record, list) puts into the list what becomes of a record.
function Rdd:each(f, keeps_partitioner)
  return self:mapPartitions(function(partition)
    local list = {}
    for _, record in ipairs(partition) do
      f(record, list)
    end
    return list
  end, keeps_partitioner)
end

-- Calls f with a record, a pair as two arguments, and perhaps one more.
local function call(f, record, last)
  if values.is_pair(record) then
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

M.record_of = record_of

function Rdd:map(f)
  return self:each(function(record, list)
    list[#list + 1] = record_of(call(f, record))
  end)
end

function Rdd:filter(f)
  return self:each(function(record, list)
    if call(f, record) then
      list[#list + 1] = record
    end
  end, true)
end

function Rdd:flatMap(f)
  return self:each(function(record, list)
    local function emit(first, second)
      list[#list + 1] = record_of(first, second)
    end
    for _, item in ipairs(call(f, record, emit) or {}) do
      list[#list + 1] = item
    end
  end)
end

function Rdd:mapValues(f)
  return self:each(function(record, list)
    list[#list + 1] = pair(record._1, f(record._2))
  end, true)
end

function Rdd:flatMapValues(f)
  return self:each(function(record, list)
    for _, value in ipairs(f(record._2)) do
      list[#list + 1] = pair(record._1, value)
    end
  end, true)
end

function Rdd:keys()
  return self:map(function(key) return key end)
end

function Rdd:values()
  return self:map(function(_, value) return value end)
end

function Rdd:glom()
  return self:mapPartitions(function(partition) return { partition } end)
end

--- Neighbours are put together; Spark does so with partitions that have no place.
function Rdd:coalesce(n)
  local old, partitions = self.partitions, {}
  n = math.min(n, #old)
  for i = 0, n - 1 do
    partitions[i + 1] = {}
    for k = i * #old // n + 1, (i + 1) * #old // n do
      table.move(old[k], 1, #old[k], #partitions[i + 1] + 1, partitions[i + 1])
    end
  end
  return new(self.settings, partitions)
end

--- All partitions of some RDDs, one after the other.
function M.concatenation(settings, rdds)
  local partitions = {}
  for _, part in ipairs(rdds) do
    table.move(part.partitions, 1, #part.partitions, #partitions + 1, partitions)
  end
  return new(settings, partitions)
end

-- Whether all have the same partitioner.
local function alike(rdds)
  for _, part in ipairs(rdds) do
    if not partitioners.same(part.partitioner, rdds[1].partitioner) then
      return false
    end
  end
  return #rdds > 0
end

--- Spark's union: RDDs that are partitioned alike stay so.
function M.union(settings, rdds)
  local full = {}
  for _, part in ipairs(rdds) do
    full[#full + 1] = #part.partitions > 0 and part or nil
  end
  if not alike(full) then
    return M.concatenation(settings, full)
  end
  local partitions = {}
  for i = 1, #full[1].partitions do
    partitions[i] = {}
    for _, part in ipairs(full) do
      table.move(part.partitions[i], 1, #part.partitions[i], #partitions[i] + 1,
        partitions[i])
    end
  end
  return new(settings, partitions, full[1].partitioner)
end

function Rdd:union(other)
  return M.union(self.settings, { self, other })
end

-- Shuffles ----------------------------------------------------------------------------

local function empty_lists(n)
  local lists = {}
  for i = 1, n do
    lists[i] = {}
  end
  return lists
end

--- All records, in order, each in the partition of its key.
function Rdd:partitionBy(partitioner)
  if partitioners.same(self.partitioner, partitioner) then
    return self
  end
  local partitions = empty_lists(partitioner.n)
  for _, record in ipairs(self:collect()) do
    table.insert(partitions[partitioner:of(record._1) + 1], record)
  end
  return new(self.settings, partitions, partitioner)
end

--- Spark's combineByKey; f has create, merge_value and merge.
function Rdd:combine(f, partitioner, is_on_map_side)
  local narrow = partitioners.same(self.partitioner, partitioner)
  if narrow or not is_on_map_side then
    return self:partitionBy(partitioner):mapPartitions(function(records)
      return tables.combine(records, f.create, f.merge_value)
    end, true)
  end
  local partitions = empty_lists(partitioner.n)
  for _, records in ipairs(self.partitions) do
    for _, entry in ipairs(tables.combine_for(records, f.create, f.merge_value,
      partitioner)) do
      table.insert(partitions[entry.target + 1], pair(entry.key, entry.value))
    end
  end
  local function same(value) return value end
  return new(self.settings, partitions, partitioner):mapPartitions(function(records)
    return tables.combine(records, same, f.merge)
  end, true)
end

--- What the values of a key are collected into.
function M.grouping(meta)
  local function append(list, value)
    return table.move({ value }, 1, 1, #list + 1,
      setmetatable(table.move(list, 1, #list, 1, {}), meta))
  end
  local function append_all(list, more)
    for _, value in ipairs(more) do
      list = append(list, value)
    end
    return list
  end
  local function create(value)
    return append({}, value)
  end
  return { create = create, merge_value = append, merge = append_all,
    append_all = append_all }
end

-- The partitioner of RDD operations that are not told one.
local function default_partitioner(rdds, n)
  local settings = rdds[1].settings
  local most, best = 0, nil
  for _, part in ipairs(rdds) do
    most = math.max(most, #part.partitions)
    if part.partitioner and part.partitioner.n > 0
      and not (best and #best.partitions >= #part.partitions) then
      best = part
    end
  end
  local default = settings.is_set and settings.parallelism or most
  if n then
    return partitioners.from(n)
  elseif best and (most < 10 * best.partitioner.n or default <= best.partitioner.n) then
    return best.partitioner
  end
  return partitioners.hash(default)
end

--- The RDDs' pairs by key: f(key, values of each...) puts records into a list.
function M.cogroup(rdds, partitioner, f)
  local sides = {}
  for i, part in ipairs(rdds) do
    sides[i] = part:partitionBy(partitioner).partitions
  end
  local partitions = {}
  for i = 1, partitioner.n do
    local lists, result = {}, {}
    for side, parts in ipairs(sides) do
      lists[side] = parts[i]
    end
    for _, entry in ipairs(tables.cogroup(lists)) do
      f(entry.key, entry, result)
    end
    partitions[i] = result
  end
  return new(rdds[1].settings, partitions, partitioner)
end

local function plain(value) return value end
local function just_none() return None end

-- Each value of one side with each of the other. Where a side has none, `left` or
-- `right` says what stands for it; without it there is nothing then.
local function join_with(key, entry, result, how)
  local vs, ws = entry[1], entry[2]
  if #vs == 0 and how.left then
    vs = { None }
  end
  if #ws == 0 and how.right then
    ws = { None }
  end
  local v_of = how.left and (#entry[1] == 0 and just_none or Some) or plain
  local w_of = how.right and (#entry[2] == 0 and just_none or Some) or plain
  for _, v in ipairs(vs) do
    for _, w in ipairs(ws) do
      result[#result + 1] = pair(key, pair(v_of(v), w_of(w)))
    end
  end
end

local JOINS = { join = {}, leftOuterJoin = { right = true },
  rightOuterJoin = { left = true }, fullOuterJoin = { left = true, right = true } }

for name, how in pairs(JOINS) do
  Rdd[name] = function(self, other, n)
    local rdds = { self, other }
    return M.cogroup(rdds, default_partitioner(rdds, n), function(key, entry, result)
      join_with(key, entry, result, how)
    end)
  end
end

function Rdd:cogroup(other, n)
  local rdds = { self, other }
  return M.cogroup(rdds, default_partitioner(rdds, n), function(key, entry, result)
    result[#result + 1] = pair(key, pair(setmetatable(entry[1], values.CompactBuffer),
      setmetatable(entry[2], values.CompactBuffer)))
  end)
end

function Rdd:groupByKey(n)
  return self:combine(M.grouping(values.CompactBuffer),
    default_partitioner({ self }, n))
end

function Rdd:reduceByKey(f, n)
  return self:combine({ create = plain, merge_value = f, merge = f },
    default_partitioner({ self }, n), true)
end

function Rdd:distinct(n)
  local f = { create = plain, merge_value = plain, merge = plain }
  n = n or #self.partitions
  local keyed = self:mapPartitions(function(partition)
    for i, record in ipairs(partition) do
      partition[i] = pair(record, values.null)
    end
    return partition
  end)
  if self.partitioner and n == #self.partitions then
    local made = keyed:mapPartitions(function(records)
      return tables.combine(records, plain, plain)
    end):keys()
    made.partitioner = self.partitioner
    return made
  end
  return keyed:combine(f, partitioners.hash(n), true):keys()
end

-- Records by key; those of one key stay in order.
local function stable_sort(records, ascending)
  local entries = {}
  for i, record in ipairs(records) do
    entries[i] = { record = record, key = record._1, place = i }
  end
  table.sort(entries, function(a, b)
    if values.before(a.key, b.key) or values.before(b.key, a.key) then
      return values.before(a.key, b.key) == ascending
    end
    return a.place < b.place
  end)
  for i, entry in ipairs(entries) do
    records[i] = entry.record
  end
  return records
end

function Rdd:sortByKey(ascending, n)
  ascending = ascending ~= false
  local partitioner = partitioners.range(self:keys():collect(), n or #self.partitions,
    ascending)
  local sorted = new(self.settings, self.partitions):partitionBy(partitioner)
  return sorted:mapPartitions(function(records)
    return stable_sort(records, ascending)
  end, true)
end

-- Repartition -------------------------------------------------------------------------

-- The first number below n of Spark's XORShiftRandom with a small seed: its state is
-- the seed, hashed twice as a long of eight bytes.
local function first_random(seed, n)
  local function hash(start)
    return javahash.finish(javahash.mix(javahash.mix(start, 0), seed << 24), 8)
  end
  local low = hash(0x3c074a61)
  local state = hash(low) << 32 | (low & 0xffffffff)
  while true do
    state = state ~ (state << 21)
    state = state ~ (state >> 35)
    state = state ~ (state << 4)
    local bits = state & 0x7fffffff
    if n & (n - 1) == 0 then
      return n * bits >> 31
    elseif bits - bits % n + (n - 1) < 1 << 31 then
      return bits % n
    end
  end
end

function Rdd:repartition(n)
  local partitions = empty_lists(n)
  for i, partition in ipairs(self.partitions) do
    local position = first_random(i - 1, n)
    for _, record in ipairs(partition) do
      position = position + 1
      table.insert(partitions[position % n + 1], record)
    end
  end
  return new(self.settings, partitions)
end

--- A list cut into n partitions.
function M.parallelize(settings, list, n)
  local partitions = {}
  for i = 0, n - 1 do
    local first, last = i * #list // n + 1, (i + 1) * #list // n
    partitions[i + 1] = table.move(list, first, last, 1, {})
  end
  return new(settings, partitions)
end

return M
