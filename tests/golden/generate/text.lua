-- tests/golden/generate/text.lua -- a piece of a program, in Lua and in Scala.
-- SPDX-License-Identifier: MIT
--
-- A text is a table {lua, scala}. Patterns hold $1 to $9 for the texts, strings and
-- numbers that are put in.

local M = {}

local function fill(pattern, language, parts)
  return (pattern:gsub("%$(%d)", function(digit)
    local part = parts[tonumber(digit)]
    return type(part) == "table" and part[language] or tostring(part)
  end))
end

--- A text from patterns; Scala's is the same as Lua's if it is nil.
---@param lua string
---@param scala string|nil
---@return table
function M.new(lua, scala, ...)
  local parts = { ... }
  return { lua = fill(lua, "lua", parts), scala = fill(scala or lua, "scala", parts) }
end

--- Texts one after the other, with something between them.
---@param texts table[]
---@param between string|nil
---@return table
function M.list(texts, between)
  local both = { lua = {}, scala = {} }
  for i, text in ipairs(texts) do
    both.lua[i], both.scala[i] = text.lua, text.scala
  end
  between = between or ", "
  return { lua = table.concat(both.lua, between),
    scala = table.concat(both.scala, between) }
end

--- A call of a method; types are what Scala writes in brackets.
---@param receiver table
---@param name string
---@param arguments table[]|nil
---@param types string|nil
---@return table
function M.call(receiver, name, arguments, types)
  return M.new("$1:$2($3)", "$1.$2$4($3)", receiver, name, M.list(arguments or {}),
    types and "[" .. types .. "]" or "")
end

return M
