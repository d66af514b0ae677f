-- tests/golden/generate/expression.lua -- random expressions and functions of records.
-- SPDX-License-Identifier: MIT
--
-- An expression is a text over variables {text, type}. It means the same in both
-- languages: % gets no negative number, integers stay in 32 bits. A node (node.lua)
-- tells how large integers and strings are; what comes out of a mapping has at most
-- twice as much and a little more, which is counted there, and what adds up a list is
-- counted here, by `most`.

local text = require "generate.text"
local types = require "generate.types"

local M = {}

local pick, chance = types.pick, types.chance
local new = text.new

-- No integer may become larger, no string longer.
local LARGEST, WIDEST = 1 << 24, 120

--- What a function sees of a record.
---@param type table
---@return table[] variables
function M.variables(type)
  if type.kind == "pair" then
    return { { text = new("k"), type = type[1] }, { text = new("v"), type = type[2] } }
  end
  return { { text = new("x"), type = type } }
end

-- The variables, and what can be read from those that have parts.
local function readable(variables)
  local list = {}
  local function add(at, type)
    list[#list + 1] = { text = at, type = type }
    if type.kind == "pair" then
      add(new("$1._1", nil, at), type[1])
      add(new("$1._2", nil, at), type[2])
    elseif type.kind == "option" and types.is_plain(type) then
      add(text.call(at, "getOrElse", { types.constant(type[1]) }), type[1])
    end
  end
  for _, variable in ipairs(variables) do
    add(variable.text, variable.type)
  end
  return list
end

--- Whether the sum of so many values as a node has records stays small; counts it.
function M.may_add(node)
  if node.largest * node.records > LARGEST then
    return false
  end
  node.largest = node.largest * math.max(node.records, 1)
  return true
end

--- The same for strings that are put together.
function M.may_append(node)
  local width = (node.width + 1) * node.records
  if width > WIDEST then
    return false
  end
  node.width = width
  return true
end

-- An integer from a value of each kind.
local TO_INT = {
  int = { "$1" },
  long = { "($1 % 1000)", "($1 % 1000).toInt" },
  double = { "($1 > 1.5 and 1 or 0)", "(if ($1 > 1.5) 1 else 0)" },
  boolean = { "($1 and 1 or 0)", "(if ($1) 1 else 0)" },
  string = { '($1 == "the" and 1 or 0)', '(if ($1 == "the") 1 else 0)' },
  word = { "($1 == null and 1 or 0)", "(if ($1 == null) 1 else 0)" },
  option = { "($1:isDefined() and 2 or 1)", "(if ($1.isDefined) 2 else 1)" },
  list = { "#$1", "$1.size" },
  group = { "#$1", "$1.size" },
}

-- The integer of a variable, or nil.
local function to_int(variable, node)
  local type = variable.type
  local way = TO_INT[type.kind]
  if type[1] == types.INT and type.kind ~= "option" and type.kind ~= "pair"
    and chance(2) and M.may_add(node) then
    node.helpers.sum = true
    way = { "sum($1)", "$1.sum" }
  end
  return way and new(way[1], way[2], variable.text)
end

-- Values of a type from an integer. The absolute value is for %.
local FROM_INT = {
  int = { { "($1 + 3)" }, { "math.abs($1) % 7" }, { "$1 * 2" }, { "(2 - $1)" } },
  long = { { "5000000000 + $1", "5000000000L + $1" } },
  double = { { "$1 * 0.1" }, { "$1 / 4", "$1 / 4.0" } },
  boolean = { { "math.abs($1) % 3 == 0" }, { "$1 > 5" } },
  string = { { '"k" .. $1', '"k" + $1' } },
  word = { { '(math.abs($1) % 5 == 0 and null or "w" .. $1)',
    '(if (math.abs($1) % 5 == 0) null else "w" + $1)' } },
}

local function from_int(type, known, node)
  local integers = {}
  for _, variable in ipairs(known) do
    integers[#integers + 1] = TO_INT[variable.type.kind] and variable or nil
  end
  if #integers == 0 then
    return types.constant(type)
  end
  local way = pick(FROM_INT[type.kind])
  return new(way[1], way[2], to_int(pick(integers), node))
end

-- Strings from strings and lists.
local function string_from(known, node)
  local variable = pick(known)
  local type = variable.type
  if type.kind == "string" and node.width < WIDEST then
    return new('$1 .. "!"', '$1 + "!"', variable.text)
  elseif (type.kind == "group" or type.kind == "list")
    and (type[1] == types.INT or type[1] == types.STRING) and M.may_append(node) then
    return new('table.concat($1, "+")', '$1.mkString("+")', variable.text)
  end
  return nil
end

local MAKE = {}

function MAKE.string(type, variables, node)
  local known = readable(variables)
  return string_from(known, node) or from_int(type, known, node)
end

-- A pair has, besides, the text of its parts: two results of a function.
function MAKE.pair(type, variables, node)
  local first = M.make(type[1], variables, node)
  local second = M.make(type[2], variables, node)
  local made = new("pair($1, $2)", "($1, $2)", first, second)
  made.results = new("$1, $2", nil, first, second).lua
  return made
end

function MAKE.option(type, variables, node)
  return new("($1 and Some($2) or None)", "(if ($1) Some($2) else None)",
    M.make(types.BOOLEAN, variables, node), M.make(type[1], variables, node))
end

-- A list of its own, or the values of a group as a list.
function MAKE.list(type, variables, node)
  for _, variable in ipairs(readable(variables)) do
    if variable.type.kind == "group" and variable.type[1] == type[1] then
      return new("{table.unpack($1)}", "$1.toList", variable.text)
    end
  end
  local items = {}
  for i = 1, math.random(0, 2) do
    items[i] = M.make(type[1], variables, node)
  end
  return new("{$1}", "List($1)", text.list(items))
end

--- An expression of a type over variables. The node's limits grow by what it adds up.
---@param type table
---@param variables table[]
---@param node table
---@return table text
function M.make(type, variables, node)
  local fitting = {}
  for _, variable in ipairs(readable(variables)) do
    if variable.type.name == type.name and types.is_plain(type) then
      fitting[#fitting + 1] = variable.text
    end
  end
  if #fitting > 0 and math.random(3) > 1 then
    return pick(fitting)
  elseif MAKE[type.kind] then
    return MAKE[type.kind](type, variables, node)
  end
  return from_int(type, readable(variables), node)
end

--- What a function of Lua returns for it: a pair is mostly two results.
---@return string
function M.results(expression)
  return expression.results and math.random(4) > 1 and expression.results
    or expression.lua
end

--- A function of one record.
---@param type table of the record
---@param body table text
---@return table text
function M.over_record(type, body)
  if type.kind == "pair" then
    return new("function(k, v) return $1 end", "{ case (k, v) => $1 }", body)
  end
  return new("function(x) return $1 end", "(x: $2) => $1", body, type.scala)
end

--- A function of one value, which is one object even if it is a pair.
function M.over_value(type, body)
  return new("function(v) return $1 end", "(v: $2) => $1", body, type.scala)
end

-- Folds -------------------------------------------------------------------------------

-- Functions of two values; some of them tell the order in which they are called.
local FOLDS = {
  int = { { "math.max($1, $2)" },
    { "(math.abs($1) % 1009 * 31 + math.abs($2)) % 1009" } },
  long = { { "$1 + $2" }, { "math.min($1, $2)" } },
  double = { { "$1 + $2" }, { "math.max($1, $2)" }, { "$1 * 0.5 + $2" } },
  boolean = { { "$1 or $2", "$1 || $2" }, { "$1 ~= $2", "$1 != $2" } },
  string = { { "($1 < $2 and $1 or $2)", "(if ($1 < $2) $1 else $2)" } },
  word = { { "($1 == null and $2 or $1)", "(if ($1 == null) $2 else $1)" } },
  option = { { "($1:isDefined() and $1 or $2)", "(if ($1.isDefined) $1 else $2)" } },
}

local function fold_of(type, node, a, b)
  if type == types.INT and math.random(3) > 1 and M.may_add(node) then
    return new("$1 + $2", nil, a, b)
  elseif type == types.STRING and math.random(3) > 1 and M.may_append(node) then
    return new('$1 .. "<" .. $2', '$1 + "<" + $2', a, b)
  elseif type.kind == "pair" then
    return new("pair($1, $2)", "($1, $2)",
      fold_of(type[1], node, new("$1._1", nil, a), new("$1._1", nil, b)),
      fold_of(type[2], node, new("$1._2", nil, a), new("$1._2", nil, b)))
  end
  local ways = FOLDS[type.kind]
  local way = ways and math.random(6) > 1 and pick(ways) or pick({ { "$1" }, { "$2" } })
  return new(way[1], way[2], a, b)
end

--- A function that makes one value of two.
---@param type table
---@param node table whose limits grow
---@return table text
function M.fold(type, node)
  local body = fold_of(type, node, new("a"), new("b"))
  return new("function(a, b) return $1 end", "(a: $2, b: $2) => $1", body, type.scala)
end

--- The fold and its inverse, for integers and what is made of them.
---@return table|nil fold
---@return table|nil inverse
function M.invertible(type, node)
  local scala = type.scala
  local function both(body)
    return new("function(a, b) return $1 end", "(a: $2, b: $2) => $1", body, scala)
  end
  if type == types.LONG or (type == types.INT and M.may_add(node)) then
    return both(new("a + b")), both(new("a - b"))
  elseif type == types.BOOLEAN then
    return both(new("a ~= b", "a != b")), both(new("a ~= b", "a != b"))
  elseif type.name == "pair<int,int>" and M.may_add(node) then
    return both(new("pair(a._1 + b._1, a._2 + b._2)", "(a._1 + b._1, a._2 + b._2)")),
      both(new("pair(a._1 - b._1, a._2 - b._2)", "(a._1 - b._1, a._2 - b._2)"))
  end
  return nil
end

return M
