-- tests/engine/random_function.lua -- makes the text of a function that C may evaluate,
-- from a number: locals that take each other's place, loops, lists and texts.
-- SPDX-License-Identifier: MIT
local random = math.random

local NAMES <const> = {"a", "b", "c", "d"}
local PATTERNS <const> = {"'%a+'", "'%S+'", "'[^r]+'", "'.'"}

local function one_of(list)
  return list[random(#list)]
end

local expression

-- What mostly is a number, a text, or of any kind.
local makers = {
  function() return one_of(NAMES) end,
  function() return one_of(NAMES) end,
  function() return tostring(random(-3, 9)) end,
  function() return one_of({"'x'", "'er'", "2.5", "true", "nil", "''"}) end,
  function(depth)
    return ("%s %s %s"):format(expression(depth), one_of({"+", "-", "*", "//", "%", "/",
      "..", "==", "<", "and", "or", "&", "|", "~="}), expression(depth))
  end,
  function(depth)
    return ("(%s and %s or %s)"):format(expression(depth), expression(depth),
      expression(depth))
  end,
  function() return ("#%s"):format(one_of(NAMES)) end,
  function() return ("#l + %s"):format(one_of(NAMES)) end,
  function(depth) return ("l[%s]"):format(expression(depth)) end,
  function(depth) return ("math.max(%s, 1)"):format(expression(depth)) end,
  function(depth) return ("tostring(%s)"):format(expression(depth)) end,
  function() return ("(%s .. ''):upper()"):format(one_of(NAMES)) end,
  function() return ("(%s .. ''):sub(2)"):format(one_of(NAMES)) end,
}

function expression(depth)
  if depth == 0 then
    return makers[random(4)]()
  end
  return one_of(makers)(depth - 1)
end

local statements

local statement_makers = {
  function() return ("%s = %s"):format(one_of(NAMES), expression(2)) end,
  function() return ("%s = %s"):format(one_of(NAMES), one_of(NAMES)) end,
  function()
    return ("%s, %s = %s, %s"):format(NAMES[random(2)], NAMES[random(3, 4)],
      one_of(NAMES), one_of(NAMES))
  end,
  function() return ("l[#l + 1] = %s or 0"):format(one_of(NAMES)) end,
  function() return ("table.insert(l, %s or 'none')"):format(expression(1)) end,
  function(depth)
    return ("if %s then %s else %s end"):format(expression(2), statements(depth),
      statements(depth))
  end,
  function(depth)
    return ("for i = %d, %d, %d do c = i %s d = i end"):format(random(-2, 2),
      random(-2, 4), one_of({1, 2, -1}), statements(depth))
  end,
  function(depth)
    return ("for w in ('an error of ' .. (a or '')):gmatch(%s) do c = w %s end"):format(
      one_of(PATTERNS), statements(depth))
  end,
  function(depth)
    return ("for i, w in ipairs(split('to be or', %s)) do %s d = w %s c = i end"):format(
      one_of({"' '", "'o'"}), statements(depth), statements(depth))
  end,
}

function statements(depth)
  local list = {}
  for i = 1, random(1, 2) do
    local most = depth == 0 and 5 or #statement_makers
    list[i] = statement_makers[random(most)](depth - 1)
  end
  return table.concat(list, " ")
end

---@param seed integer
---@return string
return function(seed)
  math.randomseed(seed)
  local body = {}
  for i = 1, random(1, 3) do
    body[i] = statements(random(0, 2))
  end
  return ("function(a, b) local c, d, l = b, 1, {} %s return %s, %s end"):format(
    table.concat(body, " "), one_of({"l", "a", "c", expression(1)}),
    one_of({"d", "#l", "b"}))
end
