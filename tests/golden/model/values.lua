-- tests/golden/model/values.lua -- pairs, options, groups: their texts and hash codes.
-- SPDX-License-Identifier: MIT

local javahash = require "javahash"

local M = {}

local Pair, Option = {}, {}

M.null = setmetatable({}, { __tostring = function() return "null" end })
M.None = setmetatable({}, Option)

-- What grouping gives; the metatable tells how it prints. A plain table is a List.
M.ArrayBuffer = { name = "ArrayBuffer" }
M.CompactBuffer = { name = "CompactBuffer" }

function M.pair(first, second)
  return setmetatable({ _1 = first, _2 = second }, Pair)
end

function M.is_pair(value)
  return getmetatable(value) == Pair
end

function M.Some(value)
  return setmetatable({ value = value }, Option)
end

Option.__index = {
  isDefined = function(option) return option ~= M.None end,
  get = function(option) return option.value end,
  getOrElse = function(option, default)
    if option == M.None then
      return default
    end
    return option.value
  end,
}

-- Texts -------------------------------------------------------------------------------

-- Java's text of a finite double: the fewest digits that read back as the same one.
local function double_text(value)
  local digits, exponent
  for precision = 0, 16 do
    local form = ("%." .. precision .. "e"):format(math.abs(value))
    if tonumber(form) == math.abs(value) then
      digits, exponent = form:match("^(.*)e([+-]%d+)$")
      break
    end
  end
  local whole, power = digits:gsub("%.", ""), math.tointeger(tonumber(exponent))
  if power < -3 or power >= 7 then
    local fraction = #whole > 1 and whole:sub(2) or "0"
    whole = whole:sub(1, 1) .. "." .. fraction .. "E" .. power
  elseif power < 0 then
    whole = "0." .. ("0"):rep(-power - 1) .. whole
  else
    whole = whole .. ("0"):rep(power + 2 - #whole)
    whole = whole:sub(1, power + 1) .. "." .. whole:sub(power + 2)
  end
  return (value < 0 and "-" or "") .. whole
end

local function list_text(name, list)
  local texts = {}
  for i, item in ipairs(list) do
    texts[i] = M.text(item)
  end
  return name .. "(" .. table.concat(texts, ", ") .. ")"
end

--- What print shows of a value.
---@return string
function M.text(value)
  local meta = getmetatable(value)
  if math.type(value) == "float" then
    return value == 0 and "0.0" or double_text(value)
  elseif type(value) ~= "table" or (meta and meta.__tostring) then
    return tostring(value)
  end
  return list_text(meta and meta.name or "List", value)
end

function Pair.__tostring(record)
  return "(" .. M.text(record._1) .. "," .. M.text(record._2) .. ")"
end

function Option.__tostring(option)
  return option == M.None and "None" or "Some(" .. M.text(option.value) .. ")"
end

-- Hash codes --------------------------------------------------------------------------

-- Scala's ##, which elements of tuples are hashed with.
local function element(value)
  return type(value) == "number" and javahash.number_element(value) or M.hash(value)
end

M.element_hash = element

--- Java's hash code of a key.
---@return integer
function M.hash(value)
  if value == M.null then
    return 0
  elseif value == M.None then
    return javahash.string("None")
  elseif type(value) == "string" then
    return javahash.string(value)
  elseif type(value) == "boolean" then
    return value and 1231 or 1237
  elseif math.type(value) == "integer" then
    return javahash.integer(value)
  elseif math.type(value) == "float" then
    return javahash.double(value)
  elseif M.is_pair(value) then
    return javahash.product({ element(value._1), element(value._2) })
  end
  return javahash.product({ element(value.value) })
end

--- A text that only equal keys share: 1 and "1" differ, and so do Some(1) and 1.
---@return string
function M.identity(value)
  if M.is_pair(value) then
    return "(" .. M.identity(value._1) .. "," .. M.identity(value._2) .. ")"
  elseif getmetatable(value) == Option and value ~= M.None then
    return "Some(" .. M.identity(value.value) .. ")"
  end
  local name = M.text(value)
  return (math.type(value) or type(value)) .. #name .. ":" .. name
end

--- Whether one key comes before another. Strings compare by UTF-16 units, which for the
--- characters that programs use is the order of bytes.
function M.before(a, b)
  if M.is_pair(a) then
    if M.identity(a._1) == M.identity(b._1) then
      return M.before(a._2, b._2)
    end
    return M.before(a._1, b._1)
  elseif type(a) == "boolean" then
    return not a and b
  end
  return a < b
end

return M
