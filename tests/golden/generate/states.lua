-- tests/golden/generate/states.lua -- updateStateByKey and mapWithState.
-- SPDX-License-Identifier: MIT
--
-- See operators.lua for what an operator is.

local expression = require "generate.expression"
local nodes = require "generate.node"
local text = require "generate.text"
local types = require "generate.types"

local M = {}

local pick, chance, random = types.pick, types.chance, math.random
local new = text.new

-- No state may have more keys.
local MOST = 300

-- Limits of a state: records of all batches may be in it.
local function all_batches(g, node)
  local records = node.records * g.batches
  if records > MOST or not types.is_key(node.type[1]) then
    return nil
  end
  return nodes.child(node, { records = records })
end

-- Sometimes a stream says how often its state is written to disk. A short interval
-- makes time-outs come soon.
local function with_checkpoints(g, child, always)
  g.checkpoint = true
  if always or chance(3) then
    child.after = { text.call(new(""), "checkpoint",
      { nodes.duration(g, child.slide * random(2, 4)) }) }
  end
  return child
end

-- updateStateByKey --------------------------------------------------------------------

-- state: the type of the state, or a function of the values' type (no option: a
-- function that returns Some(x) means the state x); lua and scala: the body, with
-- `values` and `state`, or what becomes of an entry `e`; form: if only one fits. sums,
-- appends and plain say which values it works for.
local UPDATES = {
  { sums = true, state = types.INT, helper = "sum",
    lua = "return (state or 0) + sum(values)",
    scala = "Some(state.getOrElse(0) + values.sum)" },
  { state = types.INT,
    lua = "return (state or 0) + #values",
    scala = "Some(state.getOrElse(0) + values.size)" },
  { state = types.INT,
    lua = "if #values == 0 then return nil end return (state or 0) + #values",
    scala = "if (values.isEmpty) None else Some(state.getOrElse(0) + values.size)" },
  { state = types.INT,
    lua = "if #values > 0 then return 0 elseif state > 0 then return nil end return 1",
    scala = "if (values.nonEmpty) Some(0) else if (state.get > 0) None else Some(1)" },
  { state = types.INT,
    lua = "local n = (state or 0) + #values if n > 4 then return nil end return n",
    scala = "Some(state.getOrElse(0) + values.size).filter(_ <= 4)" },
  { plain = true, state = function(value) return value end,
    lua = "if #values > 0 then return values[#values] end return state",
    scala = "if (values.nonEmpty) Some(values.last) else state" },
  { state = types.list(types.INT), helper = "append",
    lua = "return append(state or {}, #values)",
    scala = "Some(state.getOrElse(List[Int]()) :+ values.size)" },
  { appends = true, state = types.STRING,
    lua = 'return (state or "") .. table.concat(values, "+") .. ";"',
    scala = 'Some(state.getOrElse("") + values.mkString("+") + ";")' },
  { sums = true, state = types.pair(types.INT, types.INT), helper = "sum",
    lua = "local old = state or pair(0, 0) "
      .. "return pair(old._1 + sum(values), old._2 + 1)",
    scala = "{ val old = state.getOrElse((0, 0)); "
      .. "Some((old._1 + values.sum, old._2 + 1)) }" },
  { form = "timed", state = types.pair(types.LONG, types.INT),
    lua = "return pair(time:milliseconds(), #values)",
    scala = "Some((time.milliseconds, values.size))" },
  { form = "listed", state = types.INT, helper = "mapped",
    lua = "pair(e._1, (e._3 or 0) + #e._2)",
    scala = "(e._1, e._3.getOrElse(0) + e._2.size)" },
  { form = "listed", state = types.list(types.INT), helper = "mapped",
    lua = "pair(e._1, {#e._2, e._3 ~= nil and 1 or 0})",
    scala = "(e._1, List(e._2.size, if (e._3.isDefined) 1 else 0))" },
}

local function fits(way, value, limits)
  return not (way.sums and not (value == types.INT and expression.may_add(limits)))
    and not (way.appends and not ((value == types.INT or value == types.STRING)
      and expression.may_append(limits)))
    and not (way.plain and (not types.is_plain(value) or value.kind == "option"))
end

-- The three forms of the function: of values and state, with time and key besides, or
-- of all entries of a partition.
local FUNCTIONS = {
  plain = { "function(values, state) $1 end",
    "(values: Seq[$3], state: Option[$4]) => $1" },
  timed = { "function(time, key, values, state) $1 end",
    "(time: Time, key: $2, values: Seq[$3], state: Option[$4]) => $1" },
  listed = { "function(list) return mapped(list, function(e) return $1 end) end",
    "(list: Iterator[($2, Seq[$3], Option[$4])]) => list.map(e => $1)" },
}

local function update_function(way, node, state, form)
  return new(FUNCTIONS[form][1], FUNCTIONS[form][2], way, node.type[1].scala,
    node.type[2].scala, state.scala)
end

-- Partitioner, whether to remember it, and what the state begins with.
local function update_arguments(g, node, state, form, fields)
  local arguments = {}
  local initial = chance(3) and types.is_plain(node.type[1]) and types.is_plain(state)
    and g:static(types.pair(node.type[1], state), true) or nil
  if form ~= "plain" or initial then
    fields.parts = random(5)
    arguments[1] = nodes.partitioner(fields.parts)
  else
    nodes.partitions(g, node, arguments, fields)
  end
  if form ~= "plain" then
    arguments[2] = new(tostring(chance(2)))
  end
  if initial then
    arguments[#arguments + 1] = form == "timed" and new("$1", "Some($1)", initial.text)
      or initial.text
  end
  return arguments
end

function M.updateStateByKey(g, node)
  local limits, way = all_batches(g, node), pick(UPDATES)
  if not limits or not fits(way, node.type[2], limits) then
    return nil
  end
  local form = way.form or (chance(4) and "timed" or "plain")
  local state = type(way.state) == "function" and way.state(node.type[2]) or way.state
  local fields = { type = types.pair(node.type[1], state) }
  local arguments = update_arguments(g, node, state, form, fields)
  table.insert(arguments, 1, update_function(way, node, state, form))
  if way.helper then
    node.helpers[way.helper] = true
  end
  return with_checkpoints(g, nodes.call(limits, "updateStateByKey", arguments, fields,
    state.scala))
end

-- mapWithState ------------------------------------------------------------------------

-- The body with `key`, `value` and `state`; what it returns has the type `mapped`, with
-- the key if it is `keyed`. All of them can be called for a time-out.
local TRACKS = {
  { sums = true, state = types.INT, keyed = true, mapped = types.INT,
    lua = "local sum = (state:exists() and state:get() or 0) + (value or 0)\n"
      .. "  if not state:isTimingOut() then state:update(sum) end\n  return key, sum",
    scala = "val sum = state.getOption.getOrElse(0) + value.getOrElse(0)\n"
      .. "  if (!state.isTimingOut()) state.update(sum)\n  (key, sum)" },
  { state = types.INT, mapped = types.INT,
    lua = "if state:isTimingOut() then return -1 end\n"
      .. "  state:update((state:exists() and state:get() or 0) + 1)\n"
      .. "  return state:get()",
    scala = "if (state.isTimingOut()) -1 else {\n"
      .. "    state.update(state.getOption.getOrElse(0) + 1)\n    state.get\n  }" },
  { state = types.INT, keyed = true, mapped = types.INT,
    lua = "if state:isTimingOut() then return key, 0 end\n"
      .. "  local n = (state:exists() and state:get() or 0) + 1\n"
      .. "  if n > 2 then state:remove() else state:update(n) end\n  return key, n",
    scala = "if (state.isTimingOut()) (key, 0) else {\n"
      .. "    val n = state.getOption.getOrElse(0) + 1\n"
      .. "    if (n > 2) state.remove() else state.update(n)\n    (key, n)\n  }" },
  { plain = true, state = function(value) return value end,
    mapped = function(value) return types.option(value) end,
    lua = "local old = None\n  if state:exists() then old = Some(state:get()) end\n"
      .. "  if not state:isTimingOut() then state:update(value) end\n  return old",
    scala = "val old = state.getOption\n"
      .. "  if (!state.isTimingOut()) state.update(value.get)\n  old" },
  { state = types.INT, keyed = true, mapped = types.INT,
    lua = "if not state:exists() then state:update(1) end\n  return key, state:get()",
    scala = "if (!state.exists) state.update(1)\n  (key, state.get)" },
  { timed = true, state = types.LONG, keyed = true, mapped = types.LONG,
    lua = "local seen = state:exists() and state:get() or 0\n"
      .. "  if state:isTimingOut() then return key, seen end\n"
      .. "  state:update(time:milliseconds())\n"
      .. "  if seen == 0 then return nil end\n  return key, seen",
    scala = "val seen = state.getOption.getOrElse(0L)\n"
      .. "  if (state.isTimingOut()) Some((key, seen)) else {\n"
      .. "    state.update(time.milliseconds)\n"
      .. "    if (seen == 0) None else Some((key, seen))\n  }" },
}

local function track_function(way, node, state)
  return new("StateSpec(function($1key, value, state)\n  $2\nend)",
    "StateSpec.function(($3key: $4, value: Option[$5], state: State[$6]) => {\n"
      .. "  $2\n})",
    way.timed and "time, " or "", way, way.timed and "time: Time, " or "",
    node.type[1].scala, node.type[2].scala, state.scala)
end

-- The settings of a specification, as calls that follow it.
local function settings(g, node, state, fields)
  local calls = {}
  if chance(2) then
    fields.parts = random(5)
    calls[1] = chance(3)
      and new("partitioner($1)", nil, nodes.partitioner(fields.parts))
      or new("numPartitions($1)", nil, fields.parts)
  end
  if chance(2) then
    fields.timeout = true
    calls[#calls + 1] = new("timeout($1)", nil,
      nodes.duration(g, node.slide * random(3)))
  end
  if chance(3) and types.is_plain(node.type[1]) and types.is_plain(state) then
    calls[#calls + 1] = new("initialState($1)", nil,
      g:static(types.pair(node.type[1], state), true).text)
  end
  return calls
end

function M.mapWithState(g, node)
  local limits, way = all_batches(g, node), pick(TRACKS)
  if not limits or not fits(way, node.type[2], limits) then
    return nil
  end
  local function of(kind)
    return type(kind) == "function" and kind(node.type[2]) or kind
  end
  local state, mapped = of(way.state), of(way.mapped)
  local fields = { type = way.keyed and types.pair(node.type[1], mapped) or mapped,
    parts = g.parallelism }
  local spec = track_function(way, node, state)
  for _, call in ipairs(settings(g, node, state, fields)) do
    spec = new("$1:$2", "$1.$2", spec, call)
  end
  local child = nodes.call(limits, "mapWithState", { spec }, fields)
  child.states = types.pair(node.type[1], state)
  return with_checkpoints(g, child, fields.timeout)
end

--- The snapshots of a stream of mapWithState.
function M.stateSnapshots(_, node)
  if not node.states then
    return nil
  end
  return nodes.call(node, "stateSnapshots", {}, { type = node.states })
end

return M
