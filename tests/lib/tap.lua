-- tests/lib/tap.lua -- TAP for tests written in Lua.
-- SPDX-License-Identifier: MIT
--
--   local tap = require "tap"
--   tap.is(1 + 1, 2, "sum")
--   tap.done()
--
-- Each check prints one line and returns whether it passed. The plan comes last, from
-- done: a test that ends early has no plan, and prove calls that a failure.

local M = {}

local count = 0
local failures = 0

--- One value as Lua would write it, the keys of a table in order.
---@param value any
---@return string
function M.show(value)
  if type(value) == "string" then
    return (string.format("%q", value):gsub("\\\n", "\\n"))
  elseif type(value) ~= "table" then
    return tostring(value)
  end
  local parts = {}
  for key, item in pairs(value) do
    parts[#parts + 1] = "[" .. M.show(key) .. "] = " .. M.show(item)
  end
  table.sort(parts)
  return "{" .. table.concat(parts, ", ") .. "}"
end

-- FILE:LINE of the check in the test, the first frame outside this file.
local function place()
  local here = debug.getinfo(1, "S").source
  for level = 2, 10 do
    local info = debug.getinfo(level, "Sl")
    if not info then break end
    if info.source ~= here and info.currentline > 0 then
      return info.short_src .. ":" .. info.currentline
    end
  end
  return "?"
end

--- Prints lines that prove ignores and people read.
---@param text string
function M.note(text)
  print("# " .. text:gsub("\n", "\n# "))
end

local function report(passed, name, details)
  count = count + 1
  name = tostring(name or "check"):gsub("[\n#]", " ")
  print(string.format("%s %d - %s", passed and "ok" or "not ok", count, name))
  if passed then return true end
  failures = failures + 1
  io.stderr:write("#   failed at ", place(), ": ", name, "\n")
  for _, detail in ipairs(details or {}) do
    io.stderr:write("#   ", (detail:gsub("\n", "\n#   ")), "\n")
  end
  return false
end

--- Passes if the condition is neither nil nor false.
---@param condition any
---@param name string
---@return boolean
function M.ok(condition, name)
  return report(not not condition, name, { "got: " .. M.show(condition) })
end

--- Passes if both are the same value; 1 and 1.0 differ, as they print differently.
---@param got any
---@param want any
---@param name string
---@return boolean
function M.is(got, want, name)
  local same = rawequal(got, want) and math.type(got) == math.type(want)
  return report(same, name, { "got:  " .. M.show(got), "want: " .. M.show(want) })
end

-- Returns the path of the first difference, nil if there is none.
local function difference(got, want, path)
  if type(got) ~= "table" or type(want) ~= "table" then
    if rawequal(got, want) and math.type(got) == math.type(want) then return nil end
    return path .. ": got " .. M.show(got) .. ", want " .. M.show(want)
  end
  local found = {}
  for key, item in pairs(want) do
    found[#found + 1] = difference(got[key], item, path .. "[" .. M.show(key) .. "]")
  end
  for key, item in pairs(got) do
    if want[key] == nil then
      found[#found + 1] = difference(item, nil, path .. "[" .. M.show(key) .. "]")
    end
  end
  table.sort(found)
  return found[1]
end

--- Passes if both are the same value or tables with the same content, at any depth.
---@param got any
---@param want any
---@param name string
---@return boolean
function M.is_deeply(got, want, name)
  local first = difference(got, want, "value")
  return report(first == nil, name, { first })
end

--- Passes if the text matches the Lua pattern.
---@param text string
---@param pattern string
---@param name string
---@return boolean
function M.like(text, pattern, name)
  local passed = type(text) == "string" and text:find(pattern) ~= nil
  return report(passed, name, { "got:     " .. M.show(text), "pattern: " .. pattern })
end

--- Passes if the function raises an error whose text contains the given text (which is
--- no pattern). An error object counts by its `message`, or by tostring.
---@param fn function
---@param text string
---@param name string
---@return boolean
function M.raises(fn, text, name)
  local fine, problem = pcall(fn)
  if fine then return report(false, name, { "nothing raised", "want: " .. text }) end
  local message = type(problem) == "table" and problem.message or problem
  message = tostring(message)
  local passed = message:find(text, 1, true) ~= nil
  return report(passed, name, { "got:  " .. message, "want: " .. text })
end

--- Passes if the list is empty; its items say what is wrong.
---@param found string[]
---@param name string
---@return boolean
function M.none(found, name)
  return report(#found == 0, name, found)
end

--- A check that cannot pass yet and does not count as a failure.
---@param name string
---@param reason string
function M.todo(name, reason)
  count = count + 1
  print(("not ok %d - %s # TODO %s"):format(count, name:gsub("[\n#]", " "), reason))
end

--- Prints the plan and leaves, with 1 if a check failed. The last line of every test.
function M.done()
  print("1.." .. count)
  os.exit(failures == 0 and 0 or 1, true)
end

return M
