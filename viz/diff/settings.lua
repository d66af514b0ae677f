-- viz.diff.settings: what two runs were told differently.
-- SPDX-License-Identifier: MIT
local known = require("sluice.settings")
local words = require("sluice.words")

local M = {}

-- These are told by other fields of a run, or say where it came from.
local NOT_COMPARED <const> = {["sluice.program"] = true, ["sluice.seed"] = true,
  ["sluice.batchInterval"] = true}

local function value_of(run, name)
  local value = run.conf[name]
  if value ~= nil then
    return tostring(value)
  end
  local setting = known.find(name)
  return setting and setting.default ~= "" and setting.default or "not set"
end

local function all_names(a, b)
  local names, seen = {}, {}
  for _, run in ipairs({a, b}) do
    for name in pairs(run.conf or {}) do
      if not seen[name] and not NOT_COMPARED[name] then
        seen[name] = true
        names[#names + 1] = name
      end
    end
  end
  table.sort(names)
  return names
end

-- The first line of the programs that is another one.
local function program_line(a, b)
  local source, other = a:source(), b:source()
  if not source or not other or source.text == other.text then
    return nil
  end
  local lines, number = {}, 0
  for line in (other.text .. "\n"):gmatch("([^\n]*)\n") do
    lines[#lines + 1] = line
  end
  for line in (source.text .. "\n"):gmatch("([^\n]*)\n") do
    number = number + 1
    if line ~= lines[number] then
      break
    end
  end
  return number
end

---The settings that differ: name, and both values as texts.
---@param a Trace
---@param b Trace
---@return {name: string, a: string, b: string}[]
function M.of(a, b)
  local one, other, list = a:run(), b:run(), {}
  local function add(name, first, second)
    if first ~= second then
      list[#list + 1] = {name = name, a = first, b = second}
    end
  end
  add("batch interval", words.duration(one.interval_us),
    words.duration(other.interval_us))
  add("seed", tostring(one.seed), tostring(other.seed))
  add("clock", one.clock, other.clock)
  for _, name in ipairs(all_names(one, other)) do
    add(name, value_of(one, name), value_of(other, name))
  end
  local line = program_line(a, b)
  if line then
    list[#list + 1] = {name = "program", a = ("line %d"):format(line), b = "is another"}
  end
  return list
end

return M
