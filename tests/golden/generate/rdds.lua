-- tests/golden/generate/rdds.lua -- operators of RDDs, and transform, which calls them.
-- SPDX-License-Identifier: MIT
--
-- See operators.lua for what an operator is. An RDD is `fresh` when a shuffle that only
-- it depends on came before: Spark coalesces others by where their partitions are kept.

local expression = require "generate.expression"
local nodes = require "generate.node"
local operators = require "generate.operators"
local text = require "generate.text"
local types = require "generate.types"

local M = {}

local pick, chance, random = types.pick, types.chance, math.random
local new = text.new

local rdds = setmetatable({}, { __index = operators })

function rdds.repartition(g, node)
  local child = operators.repartition(g, node)
  child.fresh = true
  return child
end

-- sortByKey looks at all keys if there are few: then no chance is in its bounds.
local PER_PARTITION = 60

function rdds.sortByKey(_, node)
  if not types.is_ordered(node.type[1]) or node.records > PER_PARTITION then
    return nil
  end
  local n, arguments = random(4), {}
  if chance(3) and PER_PARTITION * n // node.parts >= node.records then
    arguments = { new(tostring(chance(2))), new(tostring(n)) }
  elseif chance(2) then
    arguments = { new("false") }
  end
  return nodes.call(node, "sortByKey", arguments, { fresh = true,
    parts = math.max(node.parts, n) })
end

function rdds.distinct(g, node)
  if not types.is_key(node.type) then
    return nil
  end
  local fields, arguments = {}, {}
  nodes.partitions(g, node, arguments, fields)
  return nodes.call(node, "distinct", arguments, fields)
end

function rdds.coalesce(g, node)
  if not node.fresh then
    node = rdds.repartition(g, node)
  end
  return nodes.call(node, "coalesce", { new(tostring(random(4))) }, {})
end

-- Scala has no parentheses here.
local function part(name, which)
  return function(_, node)
    return nodes.child(node, { text = new("$1:$2()", "$1.$2", node.text, name),
      type = node.type[which] })
  end
end

rdds.keys = part("keys", 1)
rdds.values = part("values", 2)

function rdds.partitionBy(_, node)
  if not types.is_key(node.type[1]) then
    return nil
  end
  local n = random(6)
  return nodes.call(node, "partitionBy", { nodes.partitioner(n) }, { parts = n })
end

local ANY = { "map", "filter", "flatMap", "mapPartitions", "union", "repartition",
  "distinct", "distinct", "coalesce" }
local PAIRS = { "map", "mapValues", "flatMapValues", "filter", "reduceByKey",
  "reduceByKey", "groupByKey", "groupByKey", "sortByKey", "sortByKey", "sortByKey",
  "distinct", "join", "join", "leftOuterJoin", "rightOuterJoin", "fullOuterJoin",
  "cogroup", "keys", "values", "partitionBy", "repartition", "coalesce", "union" }

local function step(g, node)
  local name, operator = nodes.choose(rdds, node.type.kind == "pair" and PAIRS or ANY)
  local child = operator(g, node)
  if child then
    g:uses("rdd:" .. name)
  end
  return child or node
end

--- Some operators of RDDs, one after the other.
---@param n integer how many are tried
function M.chain(g, node, n)
  for _ = 1, n do
    node = step(g, node)
  end
  return node
end

--- The node of the RDD in a function of a stream's RDD.
function M.of_stream(node, name)
  return nodes.child(node, { level = "rdd", text = name, fresh = false })
end

-- What the function returned, as a stream.
local function stream_of(node, result, fields)
  for key, value in pairs(fields) do
    result[key] = value
  end
  result.level, result.fresh, result.slide = "stream", nil, node.slide
  result.stays = true
  return result
end

-- Adds the time of the batch to each record.
local function with_time(rdd)
  local type = types.pair(rdd.type, types.LONG)
  local variables = expression.variables(rdd.type)
  local record = rdd.type.kind == "pair" and new("pair(k, v), ms", "((k, v), ms)")
    or new("x, ms", "(x, ms)")
  if not types.is_plain(rdd.type) then
    type = types.pair(types.INT, types.LONG)
    local made = expression.make(types.INT, variables, rdd)
    record = new("$1, ms", "($1, ms)", made)
  end
  return nodes.mapped(rdd, "map", { expression.over_record(rdd.type, record) },
    { type = type }, type.scala)
end

local transforms = {}

function transforms.transform(g, node)
  local rdd = M.chain(g, M.of_stream(node, new("rdd")), random(3))
  local f
  if chance(4) then
    rdd = with_time(rdd)
    f = new("function(rdd, time)\n  local ms = time:milliseconds()\n  return $1\nend",
      "(rdd: RDD[$2], time: Time) => {\n  val ms = time.milliseconds\n  $1\n}",
      rdd.text, node.type.scala)
  else
    f = new("function(rdd) return $1 end", "(rdd: RDD[$2]) => $1", rdd.text,
      node.type.scala)
  end
  return stream_of(node, rdd,
    { text = text.call(node.text, "transform", { f }, rdd.type.scala) })
end

local TWO_PAIRS = { "union", "join", "cogroup", "leftOuterJoin", "rightOuterJoin",
  "fullOuterJoin" }

-- An operator of two RDDs on two streams, and perhaps some more of the result. Returns
-- the result and the second stream. names: what the RDDs are called, from their type.
local function of_two(g, node, names)
  local is_pair = node.type.kind == "pair" and types.is_key(node.type[1])
  local name = is_pair and pick(TWO_PAIRS) or "union"
  local other
  if name == "union" then
    other = g:other(node, node.type)
  else
    other = g:other_pairs(node, types.pair(node.type[1], types.random_value()))
  end
  if not other then
    return nil
  end
  local a = M.of_stream(node, names[1](node.type))
  g.second = M.of_stream(other, names[2](other.type))
  local result = rdds[name](g, a)
  g.second = nil
  if result then
    g:uses("rdd:" .. name)
    return M.chain(g, result, random(0, 2)), other
  end
  return nil
end

local function called(name)
  return function() return new(name) end
end

function transforms.transformWith(g, node)
  local rdd, other = of_two(g, node, { called("a"), called("b") })
  if not rdd then
    return nil
  end
  local timed = chance(3)
  local f = new("function(a, b$4) return $1 end",
    "(a: RDD[$2], b: RDD[$3]$5) => $1", rdd.text, node.type.scala, other.type.scala,
    timed and ", _time" or "", timed and ", time: Time" or "")
  return stream_of(node, rdd, { text = text.call(node.text, "transformWith",
    { other.text, f }, ("%s, %s"):format(other.type.scala, rdd.type.scala)) })
end

local function nth(i)
  return function(type)
    return new("rdds[$1]", "rdds($2).asInstanceOf[RDD[$3]]", i, i - 1, type.scala)
  end
end

-- ssc.transform of two streams.
function transforms.transformAll(g, node)
  local rdd, other = of_two(g, node, { nth(1), nth(2) })
  if not rdd then
    return nil
  end
  local f = new("function(rdds) return $1 end",
    "(rdds: Seq[RDD[_]], time: Time) => $1", rdd.text)
  return stream_of(node, rdd, { text = new("ssc:transform({$1, $2}, $3)",
    "ssc.transform[$4](Seq($1, $2), $3)", node.text, other.text, f, rdd.type.scala) })
end

M.transforms = transforms

return M
