-- tests/golden/generate/operators.lua -- operators that streams and RDDs have both.
-- SPDX-License-Identifier: MIT
--
-- Each takes the generator and a node and returns a new node, or nil if it cannot be
-- called on this one.

local expression = require "generate.expression"
local nodes = require "generate.node"
local text = require "generate.text"
local types = require "generate.types"

local M = {}

local pick, chance, random = types.pick, types.chance, math.random
local new = text.new

-- No stream may have more records in a batch.
local MOST = 600

-- Records of any type -----------------------------------------------------------------

function M.map(g, node)
  local type = types.random_record()
  return M.map_to(g, node, type)
end

--- A map whose result has a given type.
function M.map_to(_, node, type)
  local limits = nodes.child(node, {})
  local made = expression.make(type, expression.variables(node.type), limits)
  local body = { lua = expression.results(made), scala = made.scala }
  local f = expression.over_record(node.type, body)
  return nodes.mapped(limits, "map", { f }, { type = type }, type.scala)
end

function M.filter(_, node)
  local body = expression.make(types.BOOLEAN, expression.variables(node.type),
    nodes.child(node, {}))
  return nodes.call(node, "filter", { expression.over_record(node.type, body) }, {})
end

local function split(node)
  return nodes.child(node, { text = new("$1:flatMap(split)",
    '$1.flatMap(_.split(" "))', node.text), records = node.records * 6 })
end

-- The function of flatMap calls emit or returns a list.
local function emitting(type, items, condition)
  local calls = {}
  for i, item in ipairs(items) do
    calls[i] = ("emit(%s)"):format(expression.results(item))
  end
  local body = table.concat(calls, " ")
  if condition then
    body = ("if %s then %s end"):format(condition.lua, body)
  end
  return ("function(%s, emit) %s end"):format(type.kind == "pair" and "k, v" or "x",
    body)
end

local function returning(type, items, condition)
  local list = "{" .. text.list(items).lua .. "}"
  if condition then
    list = ("%s and %s or {}"):format(condition.lua, list)
  end
  return expression.over_record(type, { lua = list, scala = "" }).lua
end

function M.flatMap(_, node)
  if node.type == types.STRING and chance(2) and node.records * 6 <= MOST then
    return split(node)
  end
  local n, type = random(3), types.random_record()
  if node.records * n > MOST or type.kind == "list" then
    return nil
  end
  local variables, items = expression.variables(node.type), {}
  local limits = nodes.child(node, {})
  for i = 1, n do
    items[i] = expression.make(type, variables, limits)
  end
  local condition = chance(2) and expression.make(types.BOOLEAN, variables, limits)
    or nil
  local list = new("", "Seq[$1]($2)", type.scala, text.list(items))
  if condition then
    list = new("", "if ($1) $2 else Seq[$3]()", condition, list, type.scala)
  end
  local write = chance(2) and emitting or returning
  local f = { lua = write(node.type, items, condition),
    scala = expression.over_record(node.type, list).scala }
  return nodes.mapped(limits, "flatMap", { f }, { type = type,
    records = node.records * n }, type.scala)
end

-- What a function of whole partitions returns, from a list or an iterator.
local PARTITION_RESULTS = {
  { type = types.INT, lua = "{#list}", scala = "Iterator(list.size)" },
  { same = true, lua = "{list[1]}", scala = "list.take(1)" },
  { same = true, lua = "reverse(list)", scala = "list.toList.reverse.iterator",
    helper = "reverse" },
  { sum = true, type = types.INT, lua = "{sum(list), 7}",
    scala = "Iterator(list.sum, 7)", helper = "sum" },
}

function M.mapPartitions(_, node)
  local way, limits = pick(PARTITION_RESULTS), nodes.child(node, {})
  if (way.sum and not (node.type == types.INT and expression.may_add(limits)))
    or (way.same and not types.is_plain(node.type)) then
    return nil
  end
  local type = way.type or node.type
  local f = new("function(list) return $1 end", "(list: Iterator[$2]) => $1", way,
    node.type.scala)
  if way.helper then
    node.helpers[way.helper] = true
  end
  local arguments = { f }
  if way.same and chance(2) then
    arguments[2] = new("true")
  end
  return nodes.mapped(limits, "mapPartitions", arguments, { type = type,
    records = math.max(node.records, node.parts * 2) }, type.scala)
end

-- An array has no text of its own, so something is made of it at once.
function M.glom(_, node)
  local variables = { { text = new("x"), type = types.group(node.type) } }
  local limits = nodes.child(node, {})
  local type = pick({ types.INT, types.STRING, types.pair(types.INT, types.STRING),
    types.is_plain(node.type) and types.list(node.type) or types.INT })
  local made = expression.make(type, variables, limits)
  local f = new("function(x) return $1 end", "(x: Array[$2]) => $1", made,
    node.type.scala)
  limits.text = text.call(node.text, "glom")
  return nodes.mapped(limits, "map", { f }, { type = type, records = node.parts },
    type.scala)
end

function M.repartition(_, node)
  local n = random(6)
  return nodes.call(node, "repartition", { new(tostring(n)) }, { parts = n })
end

local function together(node, other, fields)
  fields.records = node.records + other.records
  fields.parts = node.parts + other.parts
  fields.largest = math.max(node.largest, other.largest)
  fields.width = math.max(node.width, other.width)
  return fields
end

M.together = together

function M.union(g, node)
  local other = g:other(node, node.type)
  if not other or node.records + other.records > MOST then
    return nil
  end
  return nodes.call(node, "union", { other.text }, together(node, other, {}))
end

-- Pairs -------------------------------------------------------------------------------

function M.mapValues(_, node)
  local type, limits = types.random_value(), nodes.child(node, {})
  local variables = { { text = new("v"), type = node.type[2] } }
  local made = expression.make(type, variables, limits)
  return nodes.mapped(limits, "mapValues",
    { expression.over_value(node.type[2], made) },
    { type = types.pair(node.type[1], type) }, type.scala)
end

function M.flatMapValues(_, node)
  local value, limits = node.type[2], nodes.child(node, {})
  local type = types.random_value()
  local body
  if (value.kind == "group" or value.kind == "list") and chance(2) then
    type, body = value[1], new("v")
  else
    local variables = { { text = new("v"), type = value } }
    local items = {}
    for i = 1, random(0, 2) do
      items[i] = expression.make(type, variables, limits)
    end
    body = new("{$1}", "List[$2]($1)", text.list(items), type.scala)
  end
  if node.records * 2 > MOST then
    return nil
  end
  return nodes.mapped(limits, "flatMapValues", { expression.over_value(value, body) },
    { type = types.pair(node.type[1], type), records = node.records * 2 }, type.scala)
end

function M.reduceByKey(g, node)
  if not types.is_key(node.type[1]) or not types.is_plain(node.type) then
    return nil
  end
  local limits, fields = nodes.child(node, {}), {}
  local arguments = { expression.fold(node.type[2], limits) }
  nodes.partitions(g, node, arguments, fields)
  return nodes.call(limits, "reduceByKey", arguments, fields)
end

function M.groupByKey(g, node)
  if not types.is_key(node.type[1]) then
    return nil
  end
  local fields, arguments = { type = types.pair(node.type[1],
    types.group(node.type[2])) }, {}
  nodes.partitions(g, node, arguments, fields)
  return nodes.call(node, "groupByKey", arguments, fields)
end

-- What joins make of values v here and w there.
local JOINED = {
  join = function(v, w) return v, w end,
  leftOuterJoin = function(v, w) return v, types.option(w) end,
  rightOuterJoin = function(v, w) return types.option(v), w end,
  fullOuterJoin = function(v, w) return types.option(v), types.option(w) end,
  cogroup = function(v, w) return types.group(v), types.group(w) end,
}

local function joining(name)
  return function(g, node)
    if not types.is_key(node.type[1]) then
      return nil
    end
    local type = types.pair(node.type[1], types.random_value())
    local other = g:other_pairs(node, type)
    local most = other and math.max(node.records * other.records, node.records,
      other.records)
    if not other or most > MOST then
      return nil
    end
    local fields, arguments = together(node, other, { records = most,
      type = types.pair(node.type[1],
        types.pair(JOINED[name](node.type[2], other.type[2]))) }), { other.text }
    local both = nodes.child(node, { parts = math.max(node.parts, other.parts) })
    nodes.partitions(g, both, arguments, fields)
    return nodes.call(node, name, arguments, fields)
  end
end

for name in pairs(JOINED) do
  M[name] = joining(name)
end

return M
