-- tests/golden/generate/program.lua -- makes a random streaming program from a seed.
-- SPDX-License-Identifier: MIT
--
-- A program is a table: interval (ms), batches, cores, parallelism and whether it is
-- set, checkpoint (whether there is a folder for checkpoints), remember (or nil),
-- helpers (names), used (names of operators), statics (RDDs made before the streams),
-- streams (nodes, in the order of their making) and outputs. write.lua writes it.

local expression = require "generate.expression"
local nodes = require "generate.node"
local rdds = require "generate.rdds"
local states = require "generate.states"
local streams = require "generate.streams"
local text = require "generate.text"
local types = require "generate.types"

local M = {}

local pick, chance, random = types.pick, types.chance, math.random
local new = text.new

-- The generator that operators are given: the program, while it is made.
local Generator = {}
Generator.__index = Generator

function Generator:uses(name)
  self.used[name] = true
end

-- Gives a stream its name, and caches it or writes it to disk now and then.
function Generator:add(node)
  local streams_so_far = self.streams
  node.name = "s" .. #streams_so_far + 1
  node.made = node.text
  node.text = new(node.name)
  node.calls = node.after or {}
  node.after = nil
  if chance(12) then
    table.insert(node.calls, 1, text.call(new(""), pick({ "cache", "persist" })))
    self:uses("cache")
  end
  if #node.calls == 0 and not node.stays and chance(20) then
    node.calls[1] = text.call(new(""), "checkpoint",
      { nodes.duration(self, node.slide * random(3)) })
    self.checkpoint = true
    self:uses("checkpoint")
  end
  streams_so_far[#streams_so_far + 1] = node
  return node
end

local function make_items(n, make)
  local items = {}
  for i = 1, n do
    items[i] = make()
  end
  return items
end

--- A node of an RDD that is made before the streams; its values do not matter.
---@param type table
---@param short boolean|nil
function Generator:static(type, short)
  local n, parts = random(0, short and 4 or 6), random(3)
  local items = make_items(n, function() return types.constant(type) end)
  local name = "rdd" .. #self.statics + 1
  self.statics[#self.statics + 1] = { name = name, made = new(
    "sc:parallelize({$1}, $2)", "sc.parallelize(Seq[$3]($1), $2)", text.list(items),
    parts, type.scala) }
  return { level = "rdd", text = new(name), type = type, records = n, parts = parts,
    largest = types.LARGEST, width = types.WIDTH, fresh = true, helpers = self.helpers }
end

-- Streams that turn as often as a node and whose type fits.
function Generator:streams_like(node, fits)
  local list = {}
  for _, stream in ipairs(self.streams) do
    if stream.slide == node.slide and fits(stream.type) then
      list[#list + 1] = stream
    end
  end
  return list
end

function Generator:other_of(node, type, fits)
  if node.level == "rdd" then
    if self.second then
      return fits(self.second.type) and self.second or nil
    end
    return types.is_plain(type) and self:static(type) or nil
  end
  local known = self:streams_like(node, fits)
  if #known > 0 and (random(3) > 1 or not types.is_plain(type)) then
    return pick(known)
  elseif not types.is_plain(type) then
    return nil
  end
  local from = pick(self:streams_like(node, function() return true end))
  self:uses("map")
  return self:add(streams.map_to(self, from, type))
end

--- Another node with records of this type; nil if there can be none.
function Generator:other(node, type)
  return self:other_of(node, type, function(other) return other.name == type.name end)
end

--- Another node of pairs with the same keys, of this type if it has to be made.
function Generator:other_pairs(node, type)
  return self:other_of(node, type, function(other)
    return other.kind == "pair" and other[1].name == type[1].name
  end)
end

-- Inputs ------------------------------------------------------------------------------

-- How many elements a batch has.
local SIZES = { short = { 0, 1, 2, 3, 4, 6, 12 }, long = { 0, 1, 2, 3, 4 },
  wide = { 3, 30, 60, 60 } }

local function queued_rdd(type, make, most)
  if chance(16) then
    return new("sc:emptyRDD()", "sc.emptyRDD[$1]", type.scala), 0, 1
  end
  local items, parts = make_items(most, make), random(6)
  return new("sc:parallelize({$1}, $2)", "sc.parallelize(Seq[$3]($1), $2)",
    text.list(items), parts, type.scala), #items, parts
end

local function queue(g, type, make)
  local list, parts, records = {}, 1, 1
  local all_at_once = chance(10)
  for i = 1, random((g.batches + 1) // 2, g.batches) do
    local made, size, n = queued_rdd(type, make, pick(SIZES[g.size]))
    list[i] = made
    records = all_at_once and records + size or math.max(records, size)
    parts = all_at_once and parts + n or math.max(parts, n)
  end
  local default = ""
  if chance(10) then
    default = ", null"
  elseif chance(12) then
    local made, size, n = queued_rdd(type, make, random(3))
    default = new(", $1", nil, made)
    records, parts = math.max(records, size), math.max(parts, n)
  end
  return { text = new("ssc:queueStream({\n  $1,\n}, $2$3)",
    "ssc.queueStream(mutable.Queue[RDD[$4]](\n  $1), $2$3)", text.list(list, ",\n  "),
    tostring(not all_at_once), default, type.scala), records = records, parts = parts }
end

local LENGTHS = { "4", "batch", "batch % 3 * 2" }

local function generated(g, type)
  local limits = { largest = 10 * (g.batches + 4), records = 1, width = types.WIDTH,
    helpers = g.helpers }
  local made = expression.make(type, {
    { text = new("(batch * 7 + i)"), type = types.INT },
    { text = new("(batch + i) % 5"), type = types.INT },
  }, limits)
  local parts = random(4)
  return { text = new("ssc:generatorStream(function(batch)\n  local list = {}\n"
    .. "  for i = 1, $1 do list[i] = $2 end\n  return list\nend, $3)",
    "new GeneratorStream[$4](ssc, $3, batch =>\n"
    .. "  (1 to ($1)).map { i => val made: $4 = $2; made })", pick(LENGTHS), made,
    parts, type.scala), records = math.max(g.batches, 4), parts = parts,
    largest = limits.largest * 2 + 10 }
end

local function input_node(g, type)
  local lines = type == types.STRING and chance(2)
  local make = lines and types.line or function()
    return types.constant(type, g.size == "wide")
  end
  local fields = chance(8) and not lines and generated(g, type) or queue(g, type, make)
  g:uses(fields.largest and "generatorStream" or "queueStream")
  local node = { level = "stream", type = type, slide = 1, largest = types.LARGEST,
    width = lines and types.WIDTH * 6 or types.WIDTH, helpers = g.helpers }
  fields.stays = true
  return nodes.child(node, fields)
end

-- Streams -----------------------------------------------------------------------------

local all = setmetatable({}, { __index = function(_, name)
  return states[name] or streams[name]
end })

local ANY = { "map", "map", "map", "filter", "flatMap", "glom", "mapPartitions",
  "repartition", "union", "unionAll", "count", "reduce", "countByValue", "transform",
  "transform", "transformWith", "transformAll", "window", "countByWindow",
  "countByValueAndWindow", "reduceByWindow" }
local PAIRS = { "map", "filter", "flatMap", "glom", "mapPartitions", "repartition",
  "union", "unionAll", "count", "reduce", "countByValue", "transform", "transform",
  "transformWith", "transformAll", "window", "countByWindow", "countByValueAndWindow",
  "reduceByWindow", "mapValues", "flatMapValues", "reduceByKey", "reduceByKey",
  "groupByKey", "combineByKey", "join", "leftOuterJoin", "rightOuterJoin",
  "fullOuterJoin", "cogroup", "groupByKeyAndWindow", "reduceByKeyAndWindow",
  "reduceByKeyAndWindow", "inverseWindow", "inverseWindow", "updateStateByKey",
  "updateStateByKey", "mapWithState", "mapWithState" }

-- One more stream, mostly from the last one, if the operator that comes up fits.
local function grow(g)
  local list = g.streams
  local node = random(3) > 1 and list[#list] or pick(list)
  local name, operator = nodes.choose(all, node.type.kind == "pair" and PAIRS or ANY)
  local child = operator(g, node)
  if not child then
    return
  end
  g:uses(name)
  child = g:add(child)
  if child.states and chance(2) then
    g:add(states.stateSnapshots(g, child))
    g:uses("stateSnapshots")
  end
end

-- Outputs -----------------------------------------------------------------------------

local ACTIONS = { "print", "print", "print", "print", "count", "take", "collect",
  "partitions", "chain" }

-- Whether an element is written the same by print of either language.
local function prints_alike(type)
  return type.kind ~= "double" and type.kind ~= "list" and type.kind ~= "group"
end

local function make_output(g, node)
  local output = { op = pick(ACTIONS), parent = node,
    n = pick({ false, 0, 1, 3, 25, 100 }) or nil, rdd = new("rdd") }
  if output.op == "chain" then
    local rdd = rdds.chain(g, rdds.of_stream(node, new("rdd")), random(2))
    output.op, output.rdd, output.records = "collect", rdd.text, rdd.records
    node = rdd
  end
  if (output.op == "collect" and node.records > 60)
    or (output.op ~= "partitions" and not prints_alike(node.type)) then
    output.op, output.rdd = "print", new("rdd")
  end
  g:uses(output.op)
  g.outputs[#g.outputs + 1] = output
end

-- The streams that no other one is made of are printed, and perhaps one more.
local function make_outputs(g)
  local leaves = {}
  for i, stream in ipairs(g.streams) do
    local used = false
    for k = i + 1, #g.streams do
      used = used or g.streams[k].made.lua:find("%f[%w]" .. stream.name .. "%f[%W]")
    end
    leaves[#leaves + 1] = not used and stream or nil
  end
  for i = #leaves, math.max(1, #leaves - 2), -1 do
    make_output(g, leaves[i])
  end
  if #g.outputs < 3 and chance(2) then
    make_output(g, pick(g.streams))
  end
end

local function settings(seed)
  local size = pick({ "short", "short", "short", "long", "long", "wide" })
  local cores = random(4)
  local is_set = chance(4)
  return { seed = seed, size = size, interval = pick({ 1000, 1000, 500, 250 }),
    batches = size == "long" and random(6, 10) or size == "wide" and random(3)
      or random(2, 5),
    cores = cores, is_set = is_set, parallelism = is_set and random(6) or cores,
    remember = chance(12) and random(4) or nil, helpers = {}, used = {}, statics = {},
    streams = {}, outputs = {} }
end

--- The program of a seed.
---@param seed integer
---@return table
function M.make(seed)
  math.randomseed(seed, 21)
  local g = setmetatable(settings(seed), Generator)
  for _ = 1, pick({ 1, 1, 2, 2, 3 }) do
    g:add(input_node(g, types.random_record()))
  end
  local wanted = #g.streams + random(2, 5)
  repeat
    grow(g)
  until #g.streams >= wanted
  make_outputs(g)
  return g
end

return M
