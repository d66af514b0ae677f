-- tests/golden/generate/streams.lua -- operators that only streams have, but for state.
-- SPDX-License-Identifier: MIT
--
-- See operators.lua for what an operator is.

local expression = require "generate.expression"
local nodes = require "generate.node"
local operators = require "generate.operators"
local rdds = require "generate.rdds"
local text = require "generate.text"
local types = require "generate.types"

local M = setmetatable({}, { __index = operators })

local pick, chance, random = types.pick, types.chance, math.random
local new = text.new

-- No stream may have more records in a batch, or turns less often.
local MOST, SLOWEST = 600, 3

for name, operator in pairs(rdds.transforms) do
  M[name] = operator
end

function M.count(g, node)
  return nodes.call(node, "count", {}, { type = types.LONG, records = 1,
    parts = g.parallelism })
end

function M.reduce(_, node)
  if not types.is_plain(node.type) then
    return nil
  end
  local limits = nodes.child(node, {})
  return nodes.call(limits, "reduce", { expression.fold(node.type, limits) },
    { records = 1, parts = 1 })
end

function M.countByValue(g, node)
  if not types.is_key(node.type) then
    return nil
  end
  local fields = { type = types.pair(node.type, types.LONG), parts = g.parallelism }
  local arguments = {}
  if chance(2) then
    fields.parts = random(6)
    arguments[1] = new(tostring(fields.parts))
  end
  return nodes.call(node, "countByValue", arguments, fields)
end

-- ssc.union of two or three streams.
function M.unionAll(g, node)
  local all, fields = { node.text }, node
  for _ = 1, random(2) do
    local other = g:other(node, node.type)
    if not other or fields.records + other.records > MOST then
      return nil
    end
    fields = nodes.child(node, operators.together(fields, other, {}))
    all[#all + 1] = other.text
  end
  fields.text = new("ssc:union({$1})", "ssc.union(Seq($1))", text.list(all))
  return fields
end

-- combineByKey ------------------------------------------------------------------------

-- The three functions for an integer e of the value: create, merge a value, merge two.
local COMBINE = {
  { type = types.pair(types.INT, types.INT),
    { "pair($1, 1)", "($1, 1)" },
    { "pair(acc._1 + $1, acc._2 + 1)", "(acc._1 + $1, acc._2 + 1)" },
    { "pair(a._1 + b._1, a._2 + b._2)", "(a._1 + b._1, a._2 + b._2)" } },
  { type = types.STRING, appends = true,
    { '"c" .. $1', '"c" + $1' },
    { 'acc .. "m" .. $1', 'acc + "m" + $1' },
    { 'a .. "+" .. b', 'a + "+" + b' } },
  { type = types.list(types.INT), helpers = { "append", "concatenate" },
    { "{$1}", "List($1)" },
    { "append(acc, $1)", "acc :+ $1" },
    { "concatenate(a, b)", "a ++ b" } },
}

local COMBINE_FUNCTIONS = {
  { "function(v) return $1 end", "(v: $2) => $1" },
  { "function(acc, v) return $1 end", "(acc: $3, v: $2) => $1" },
  { "function(a, b) return $1 end", "(a: $3, b: $3) => $1" },
}

function M.combineByKey(_, node)
  local way, limits, value = pick(COMBINE), nodes.child(node, {}), node.type[2]
  if not types.is_key(node.type[1]) then
    return nil
  end
  local e = expression.make(types.INT, { { text = new("v"), type = value } }, limits)
  if (way.appends and not expression.may_append(limits))
    or (way.type.kind == "pair" and not expression.may_add(limits)) then
    return nil
  end
  local arguments = {}
  for i, body in ipairs({ table.unpack(way, 1, 3) }) do
    arguments[i] = new(COMBINE_FUNCTIONS[i][1], COMBINE_FUNCTIONS[i][2],
      new(body[1], body[2], e), value.scala, way.type.scala)
  end
  for _, name in ipairs(way.helpers or {}) do
    node.helpers[name] = true
  end
  local n = random(6)
  arguments[4] = nodes.partitioner(n)
  arguments[5] = chance(2) and new(tostring(chance(2))) or nil
  return nodes.mapped(limits, "combineByKey", arguments, { parts = n,
    type = types.pair(node.type[1], way.type) }, way.type.scala)
end

-- Windows -----------------------------------------------------------------------------

-- Length and slide of a window as arguments, and what they change in the child; nil if
-- it got too large. Keys of an inverse window stay: then it has records of all batches.
local function span(g, node, options)
  local length, slide = random(4), random(3)
  if options.inverse then
    slide = math.min(slide, length)
  end
  local fields = { slide = node.slide * slide, parts = node.parts * length,
    records = node.records * (options.inverse and g.batches or length) }
  if fields.slide > SLOWEST or fields.records > MOST then
    return nil
  end
  local arguments = { nodes.duration(g, node.slide * length) }
  if options.always or slide > 1 or chance(3) then
    arguments[2] = nodes.duration(g, fields.slide)
  end
  g.checkpoint = g.checkpoint or options.inverse
  return arguments, fields
end

function M.window(g, node)
  local arguments, fields = span(g, node, {})
  if not arguments then
    return nil
  end
  fields.stays = true
  return nodes.call(node, "window", arguments, fields)
end

function M.countByWindow(g, node)
  local arguments, fields = span(g, node, { always = true, inverse = true })
  if not arguments then
    return nil
  end
  fields.type, fields.records, fields.parts = types.LONG, 1, 1
  return nodes.call(node, "countByWindow", arguments, fields)
end

function M.countByValueAndWindow(g, node)
  local arguments, fields = span(g, node, { always = true, inverse = true })
  if not arguments or not types.is_key(node.type) then
    return nil
  end
  fields.type, fields.parts = types.pair(node.type, types.LONG), g.parallelism
  if chance(2) then
    fields.parts = random(6)
    arguments[3] = new(tostring(fields.parts))
  end
  return nodes.call(node, "countByValueAndWindow", arguments, fields)
end

local function prepend(first, rest)
  return table.move(rest, 1, #rest, #first + 1, first)
end

function M.reduceByWindow(g, node)
  local limits = nodes.child(node, { records = node.records * g.batches })
  local fold, inverse
  if chance(2) then
    fold, inverse = expression.invertible(node.type, limits)
  elseif types.is_plain(node.type) then
    fold = expression.fold(node.type, limits)
  end
  local arguments, fields = span(g, node, { always = true, inverse = inverse ~= nil })
  if not arguments or not fold then
    return nil
  end
  fields.records, fields.parts = 1, 1
  return nodes.call(limits, "reduceByWindow",
    prepend({ fold, inverse }, arguments), fields)
end

function M.groupByKeyAndWindow(g, node)
  local arguments, fields = span(g, node, {})
  if not arguments or not types.is_key(node.type[1]) then
    return nil
  end
  fields.type = types.pair(node.type[1], types.group(node.type[2]))
  fields.parts = g.parallelism
  if arguments[2] then
    nodes.partitions(g, node, arguments, fields)
  end
  return nodes.call(node, "groupByKeyAndWindow", arguments, fields)
end

function M.reduceByKeyAndWindow(g, node)
  local limits = nodes.child(node, { records = node.records * 4 })
  local arguments, fields = span(g, node, {})
  if not arguments or not types.is_key(node.type[1])
    or not types.is_plain(node.type) then
    return nil
  end
  fields.parts = g.parallelism
  if arguments[2] then
    nodes.partitions(g, node, arguments, fields)
  end
  return nodes.call(limits, "reduceByKeyAndWindow",
    prepend({ expression.fold(node.type[2], limits) }, arguments), fields)
end

-- Pairs whose values are at least 1, so that a sum is 0 only where nothing is left.
local function positive(node)
  local value = expression.make(types.INT, expression.variables(node.type),
    nodes.child(node, {}))
  local body = chance(2) and new("k, 1", "(k, 1)")
    or new("k, math.abs($1) % 5 + 1", "(k, math.abs($1) % 5 + 1)", value)
  return nodes.call(node, "map", { expression.over_record(node.type, body) },
    { type = types.pair(node.type[1], types.INT), largest = 5 },
    types.pair(node.type[1], types.INT).scala)
end

--- reduceByKeyAndWindow with an inverse function, perhaps with a filter.
function M.inverseWindow(g, node)
  local filters = chance(2)
  if not types.is_key(node.type[1]) then
    return nil
  end
  local parent = filters and positive(node) or node
  local limits = nodes.child(parent, { records = node.records * g.batches })
  local fold, inverse = expression.invertible(parent.type[2], limits)
  local arguments, fields = span(g, node, { inverse = true })
  if not arguments or not fold then
    return nil
  end
  fields.parts = g.parallelism
  if filters or (arguments[2] and chance(2)) then
    fields.parts = random(6)
    arguments[2] = nodes.duration(g, fields.slide)
    arguments[3] = filters and chance(2) and nodes.partitioner(fields.parts)
      or new(tostring(fields.parts))
  end
  if filters then
    arguments[4] = new("function(_, v) return v > 0 end", "(kv: $1) => kv._2 > 0",
      parent.type.scala)
  end
  return nodes.call(limits, "reduceByKeyAndWindow",
    prepend({ fold, inverse }, arguments), fields)
end

return M
