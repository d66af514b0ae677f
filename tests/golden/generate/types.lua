-- tests/golden/generate/types.lua -- types of records, and constants of each.
-- SPDX-License-Identifier: MIT
--
-- A type is a table: kind, name (equal types have equal names), scala, and the types it
-- is made of as [1] and [2]. Kinds: int, long, double, boolean, string, word (a string
-- that may be null), option, pair, list (Scala's List), group (what grouping gives).
-- Longs are counts or do not fit 32 bits, because sluice tells an Int from a Long by
-- its size.

local text = require "generate.text"

local M = {}

local random = math.random

local WORDS = { "the", "river", "runs", "gate", "opens", "a", "", "Aa", "BB", "AaBB",
  "BBAa", "\u{e9}t\u{e9}", "\u{6c34}", "to be" }

--- How long the longest word is, in bytes.
M.WIDTH = 6

--- The largest integer of constants.
M.LARGEST = 400

---@param list any[]
function M.pick(list)
  return list[random(#list)]
end

--- True once in n times.
---@param n integer
function M.chance(n)
  return random(n) == 1
end

local function scalar(kind, scala)
  return { kind = kind, name = kind, scala = scala }
end

M.INT = scalar("int", "Int")
M.LONG = scalar("long", "Long")
M.DOUBLE = scalar("double", "Double")
M.BOOLEAN = scalar("boolean", "Boolean")
M.STRING = scalar("string", "String")
M.WORD = scalar("word", "String")

local function made_of(kind, scala, first, second)
  local name = kind .. "<" .. first.name .. (second and "," .. second.name or "") .. ">"
  return { kind = kind, name = name, scala = scala, first, second }
end

function M.pair(first, second)
  return made_of("pair", ("(%s, %s)"):format(first.scala, second.scala), first, second)
end

function M.option(inner)
  return made_of("option", ("Option[%s]"):format(inner.scala), inner)
end

function M.list(inner)
  return made_of("list", ("List[%s]"):format(inner.scala), inner)
end

function M.group(inner)
  return made_of("group", ("Iterable[%s]"):format(inner.scala), inner)
end

--- Whether a type or one that it is made of fulfils a condition.
function M.contains(type, condition)
  return condition(type) or (type[1] and M.contains(type[1], condition))
    or (type[2] and M.contains(type[2], condition)) or false
end

--- Whether its values may be keys.
function M.is_key(type)
  return not M.contains(type, function(part)
    return part.kind == "list" or part.kind == "group"
  end)
end

--- Whether its values may go through a function and come out the same: groups are plain
--- tables there.
function M.is_plain(type)
  return not M.contains(type, function(part) return part.kind == "group" end)
end

--- Whether its values have an order.
function M.is_ordered(type)
  return not M.contains(type, function(part)
    return part.kind == "list" or part.kind == "group" or part.kind == "word"
      or part.kind == "option"
  end)
end

local SCALARS = { M.INT, M.INT, M.INT, M.STRING, M.STRING, M.LONG, M.DOUBLE, M.BOOLEAN,
  M.WORD }

--- A random type of keys.
function M.random_key()
  if M.chance(7) then
    return M.pair(M.pick(SCALARS), M.pick(SCALARS))
  elseif M.chance(12) then
    return M.option(M.pick(SCALARS))
  end
  return M.pick(SCALARS)
end

--- A random type of values.
function M.random_value()
  if M.chance(12) then
    return M.list(M.pick(SCALARS))
  end
  return M.random_key()
end

--- A random type of records; pairs are common, as so much is done with them.
function M.random_record()
  if M.chance(4) then
    return M.random_value()
  end
  return M.pair(M.random_key(), M.random_value())
end

-- Constants ---------------------------------------------------------------------------

-- Each gets the type, and whether there should be many different ones.
local CONSTANTS = {}

function CONSTANTS.int(_, many)
  if M.chance(12) then
    return text.new(tostring(-random(1, 9)))
  end
  return text.new(tostring((many or M.chance(5)) and random(0, M.LARGEST)
    or random(0, 12)))
end

function CONSTANTS.long()
  local digits = tostring(5000000000 + random(0, 12) * 999999937)
  return text.new(digits, digits .. "L")
end

function CONSTANTS.double()
  return text.new(M.chance(15) and "2.5e7" or tostring(random(0, 40) / 10))
end

function CONSTANTS.boolean()
  return text.new(tostring(M.chance(2)))
end

function CONSTANTS.string(_, many)
  return text.new('"' .. (many and "w" .. random(1, 99) or M.pick(WORDS)) .. '"')
end

function CONSTANTS.word(type, many)
  return M.chance(4) and text.new("null") or CONSTANTS.string(type, many)
end

function CONSTANTS.option(type, many)
  return M.chance(3) and text.new("None")
    or text.new("Some($1)", nil, M.constant(type[1], many))
end

function CONSTANTS.pair(type, many)
  return text.new("pair($1, $2)", "($1, $2)", M.constant(type[1], many),
    M.constant(type[2], many))
end

function CONSTANTS.list(type)
  local items = {}
  for i = 1, random(0, 2) do
    items[i] = M.constant(type[1])
  end
  return text.new("{$1}", "List($1)", text.list(items))
end

--- A random constant of a plain type.
---@param type table
---@param many boolean|nil there should be many different ones
---@return table text
function M.constant(type, many)
  return CONSTANTS[type.kind](type, many)
end

--- A line of words, for splitting.
function M.line()
  local words = {}
  for i = 1, random(0, 5) do
    words[i] = M.pick(WORDS)
  end
  return text.new('"' .. table.concat(words, " ") .. '"')
end

return M
