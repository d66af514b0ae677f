-- tests/golden/generate/types.lua -- types of records, their values and expressions.
-- SPDX-License-Identifier: MIT
--
-- A type is a table with a name: int, long, double, boolean, string, word (a string
-- that may be null), option (of int), or pair with its types as [1] and [2]. Values and
-- expressions are written twice, as Lua and as Scala, and mean the same in both:
-- integers stay small and above zero, doubles are quarters.

local M = {}

local WORDS = { "the", "river", "runs", "gate", "opens", "a", "", "Aa", "BB", "AaBB",
  "BBAa", "\u{e9}t\u{e9}", "\u{6c34}", "to be" }

local SCALARS = { "int", "int", "string", "string", "long", "double", "boolean", "word",
  "option" }

local SCALA = { int = "Int", long = "Long", double = "Double", boolean = "Boolean",
  string = "String", word = "String", option = "Option[Int]" }

local random = math.random

---@param list any[]
function M.pick(list)
  return list[random(#list)]
end

---@param name string
function M.type(name, first, second)
  return { name = name, first, second }
end

--- A random type of one value; small: no pair in it.
function M.scalar(small)
  if not small and random(6) == 1 then
    return M.type("pair", M.scalar(true), M.scalar(true))
  end
  return M.type(M.pick(SCALARS))
end

---@return string
function M.scala(type)
  if type.name == "pair" then
    return ("(%s, %s)"):format(M.scala(type[1]), M.scala(type[2]))
  end
  return SCALA[type.name]
end

local function both(text)
  return { lua = text, scala = text }
end

-- A random constant of each type that input lists hold.
local CONSTANTS = {}

function CONSTANTS.int()
  return both(tostring(random(4) == 1 and random(0, 400) or random(0, 12)))
end

function CONSTANTS.long()
  local text = tostring(5000000000 + random(0, 12) * 999999937)
  return { lua = text, scala = text .. "L" }
end

function CONSTANTS.double()
  return both(tostring(random(0, 24) / 4))
end

function CONSTANTS.boolean()
  return both(tostring(random(2) == 1))
end

function CONSTANTS.string()
  return both('"' .. M.pick(WORDS) .. '"')
end

function CONSTANTS.pair(type)
  local first, second = M.constant(type[1]), M.constant(type[2])
  return { lua = ("pair(%s, %s)"):format(first.lua, second.lua),
    scala = ("(%s, %s)"):format(first.scala, second.scala) }
end

--- A line of words, for splitting.
function M.line()
  local words = {}
  for i = 1, random(0, 5) do
    words[i] = M.pick(WORDS)
  end
  return both('"' .. table.concat(words, " ") .. '"')
end

function M.constant(type)
  return CONSTANTS[type.name](type)
end

--- Whether two types are the same.
function M.same(a, b)
  return M.scala(a) == M.scala(b) and (a.name == "word") == (b.name == "word")
end

-- The variables, and what can be read from those that are pairs.
local function readable(variables)
  local list = {}
  local function add(text, type)
    list[#list + 1] = { text = text, type = type }
    if type.name == "pair" then
      add(text .. "._1", type[1])
      add(text .. "._2", type[2])
    end
  end
  for _, variable in ipairs(variables) do
    add(variable.text, variable.type)
  end
  return list
end

-- Ways to make a value of a type from an integer expression `x`. %s is x.
local FROM_INT = {
  int = { { "%s + 3", "%s + 3" }, { "%s %% 7", "%s %% 7" }, { "%s * 2", "%s * 2" } },
  long = { { "5000000000 + %s", "5000000000L + %s" } },
  double = { { "%s * 0.25", "%s * 0.25" }, { "%s / 4", "%s / 4.0" } },
  boolean = { { "%s %% 3 == 0", "%s %% 3 == 0" }, { "%s > 5", "%s > 5" } },
  string = { { '"k" .. %s', '"k" + %s' } },
  word = { { '(%s %% 5 == 0 and null or "w" .. %s)',
    '(if (%s %% 5 == 0) null else "w" + %s)' } },
  option = { { "(%s %% 3 == 0 and None or Some(%s %% 8))",
    "(if (%s %% 3 == 0) None else Some(%s %% 8))" } },
}

local CONSTANT = {
  word = { lua = "null", scala = "null" },
  option = { lua = "Some(2)", scala = "Option(2)" },
}

local function fill(pattern, text)
  return (pattern:gsub("%%%%", "\0"):gsub("%%s", function() return text end)
    :gsub("%z", "%%"))
end

local function from_int(type, variables)
  local integers = {}
  for _, variable in ipairs(variables) do
    if variable.type.name == "int" then
      integers[#integers + 1] = variable
    elseif variable.type.name == "boolean" then
      integers[#integers + 1] = { lua = ("(%s and 1 or 0)"):format(variable.text),
        scala = ("(if (%s) 1 else 0)"):format(variable.text) }
    end
  end
  if #integers == 0 then
    return CONSTANT[type.name] or M.constant(type)
  end
  local x, way = M.pick(integers), M.pick(FROM_INT[type.name])
  return { lua = fill(way[1], x.lua or x.text),
    scala = fill(way[2], x.scala or x.text) }
end

--- An expression of a type over variables {text, type}.
function M.expression(type, variables)
  local known = readable(variables)
  local fitting = {}
  for _, variable in ipairs(known) do
    if M.same(variable.type, type) then
      fitting[#fitting + 1] = both(variable.text)
    end
  end
  if #fitting > 0 and random(3) > 1 then
    return M.pick(fitting)
  elseif type.name == "pair" then
    local first = M.expression(type[1], variables)
    local second = M.expression(type[2], variables)
    return { lua = ("pair(%s, %s)"):format(first.lua, second.lua),
      scala = ("(%s, %s)"):format(first.scala, second.scala) }
  end
  return from_int(type, known)
end

-- Functions of two values: some of them tell the order in which they are called.
local FOLDS = {
  int = { { "a + b" }, { "math.max(a, b)" }, { "(a % 1009 * 31 + b) % 1009" } },
  long = { { "a + b" }, { "math.min(a, b)" } },
  double = { { "a + b" }, { "math.max(a, b)" } },
  boolean = { { "a or b", "a || b" } },
  string = { { "a .. b", "a + b" }, { 'a .. "<" .. b', 'a + "<" + b' } },
}

--- A function that adds up two values of a type, as {lua, scala}.
function M.fold(type)
  local ways = FOLDS[type.name]
  local way = ways and random(5) > 1 and M.pick(ways) or M.pick({ { "a" }, { "b" } })
  local scala = M.scala(type)
  return { lua = ("function(a, b) return %s end"):format(way[1]),
    scala = ("(a: %s, b: %s) => %s"):format(scala, scala, way[2] or way[1]) }
end

return M
