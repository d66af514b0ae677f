-- sluice.evaluated: which functions of a run needed no Lua, in words.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

local MOST_LINES = 6 -- that are named

-- Where the functions stand for which Lua is called, or the others, each place once:
-- names, and lines in order.
local function places(trace, called)
  local program, seen, names, lines = trace:run().program, {}, {}, {}
  for _, func in ipairs(trace:functions()) do
    local name
    if not func.line then
      name = func.how == "split" and "split" or "a library function"
    elseif func.file ~= program then
      name = ("%s:%d"):format(func.file, func.line)
    end
    local key = name or func.line
    if (func.how == "called") == called and not seen[key] then
      seen[key] = true
      table.insert(name and names or lines, key)
    end
  end
  table.sort(lines)
  return names, lines
end

-- "split, lines 4 and 6", or how many there are; nil for none.
local function places_text(trace, called)
  local names, lines = places(trace, called)
  local count = #names + #lines
  if count > MOST_LINES then
    return words.count(count, "place")
  elseif count == 0 then
    return nil
  end
  if #lines > 0 then
    lines[1] = (#lines == 1 and "line " or "lines ") .. lines[1]
  end
  return words.list(table.move(lines, 1, #lines, #names + 1, names))
end

-- The setting with which Lua is called for every function, or nil.
local function switched_off(conf)
  return conf["sluice.shortcuts"] == "false" and "sluice.shortcuts=false"
    or conf["sluice.cost"] == "instructions" and "sluice.cost=instructions" or nil
end

---Which functions were computed without calling Lua, and which were not; nil if tasks
---were given none.
---@param trace Trace
---@return string|nil
function M.sentence(trace)
  local off = switched_off(trace:run().conf)
  if #trace:functions() == 0 then
    return nil
  elseif off then
    return ("Lua was called for every function (%s)."):format(off)
  end
  local parts = {}
  local computed, called = places_text(trace, false), places_text(trace, true)
  parts[1] = computed and "Functions computed without calling Lua: " .. computed .. "."
  parts[#parts + 1] = called and "Functions for which Lua was called: " .. called .. "."
  return table.concat(parts, " ")
end

return M
