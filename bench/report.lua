-- bench/report.lua -- measured seconds as ratios: a table to read, and JSON.
-- SPDX-License-Identifier: MIT
local M = {}

-- The first line that a command writes.
local function first_line(command)
  local pipe = assert(io.popen(command .. " 2>/dev/null"))
  local line = pipe:read("l")
  pipe:close()
  return line or "unknown"
end

local function processor()
  local file = io.open("/proc/cpuinfo")
  local name = file and file:read("a"):match("model name%s*: ([^\n]*)")
  if file then
    file:close()
  end
  return name or "unknown"
end

---Where and with what the numbers were measured: a list of {name, value}.
---@param programs { sluice: string, lua: string }
---@return string[][]
function M.machine(programs)
  local lua = programs.lua
  return {
    { "processor", processor() },
    { "cores", first_line("getconf _NPROCESSORS_ONLN") },
    { "system", first_line("uname -srm") },
    { "sluice", first_line(programs.sluice .. " --version") },
    { "commit", first_line("git describe --always --dirty") },
    { "compiler", first_line((os.getenv("CC") or "cc") .. " --version") },
    { "plain Lua", lua:match("lua%-test$") or first_line(lua .. " -v") },
  }
end

local function spread(list)
  local sorted = table.move(list, 1, #list, 1, {})
  table.sort(sorted)
  local middle = #sorted // 2
  local median = #sorted % 2 == 1 and sorted[middle + 1]
    or (sorted[middle] + sorted[middle + 1]) / 2
  return { median = median, min = sorted[1], max = sorted[#sorted] }
end

-- Each run is compared with the run of the base in the same repetition.
local function ratio(variant, base)
  local ratios = {}
  for i, seconds in ipairs(variant.seconds) do
    ratios[i] = seconds / base.seconds[i]
  end
  local result = spread(ratios)
  result.to = base.base
  return result
end

---Adds to each variant its time in `unit` and its ratios to the variants that are a
---base: those that have a short name in the field `base`.
---@param name string
---@param unit string
---@param unit_seconds number how many seconds a measured unit is
---@param variants table[]
---@return table
function M.group(name, unit, unit_seconds, variants)
  for _, variant in ipairs(variants) do
    local times = {}
    for i, seconds in ipairs(variant.seconds) do
      times[i] = seconds / unit_seconds
    end
    variant.time, variant.ratios = spread(times), {}
    for _, base in ipairs(variants) do
      if base.base then
        table.insert(variant.ratios, ratio(variant, base))
      end
    end
  end
  return { name = name, unit = unit, variants = variants }
end

local function spread_text(s, digits)
  local number = "%." .. digits .. "f"
  local form = "%8s  %-" .. 2 * digits + 11 .. "s"
  local range = (number .. ".." .. number):format(s.min, s.max)
  return form:format(number:format(s.median), range)
end

---Prints a group as a table.
---@param group table
function M.print_group(group)
  local first = group.variants[1]
  local form = "\n%s: median, min..max of %d measurements"
  print(form:format(group.name, #first.seconds))
  local heads = { (" "):rep(26) }
  for _, base in ipairs(first.ratios) do
    table.insert(heads, ("     %-20s"):format("x " .. base.to))
  end
  print(table.concat(heads) .. "     " .. group.unit)
  for _, variant in ipairs(group.variants) do
    local cells = { ("%-26s"):format(variant.name) }
    for _, one in ipairs(variant.ratios) do
      table.insert(cells, spread_text(one, 2))
    end
    table.insert(cells, spread_text(variant.time, 1))
    print((table.concat(cells):gsub(" +$", "")))
  end
  for _, note in ipairs(group.notes or {}) do
    print(("%-40s %8d"):format(note[1], note[2]))
  end
  io.stdout:flush()
end

---Prints where and with what was measured.
---@param results table
function M.print_machine(results)
  for _, item in ipairs(results.machine) do
    print(("%-10s %s"):format(item[1], item[2]))
  end
end

local function json_string(value)
  return '"' .. value:gsub('[%c"\\]', function(byte)
    return ("\\u%04x"):format(byte:byte())
  end) .. '"'
end

local function json_variant(variant)
  local ratios, seconds = {}, {}
  for i, one in ipairs(variant.ratios) do
    ratios[i] = ('{"to":%s,"median":%.4f,"min":%.4f,"max":%.4f}'):format(
      json_string(one.to), one.median, one.min, one.max)
  end
  for i, value in ipairs(variant.seconds) do
    seconds[i] = ("%.6f"):format(value)
  end
  return ('{"name":%s,"ratios":[%s],"seconds":[%s]}'):format(json_string(variant.name),
    table.concat(ratios, ","), table.concat(seconds, ","))
end

local function json_group(group)
  local variants = {}
  for i, variant in ipairs(group.variants) do
    variants[i] = json_variant(variant)
  end
  local notes = {}
  for i, note in ipairs(group.notes or {}) do
    notes[i] = ('%s:%d'):format(json_string(note[1]), note[2])
  end
  return ('{"name":%s,"notes":{%s},"variants":[\n%s]}'):format(json_string(group.name),
    table.concat(notes, ","), table.concat(variants, ",\n"))
end

---@param results table
---@param path string
function M.write_json(results, path)
  local machine, groups = {}, {}
  for i, item in ipairs(results.machine) do
    machine[i] = json_string(item[1]) .. ":" .. json_string(item[2])
  end
  for i, group in ipairs(results.groups) do
    groups[i] = json_group(group)
  end
  local file = assert(io.open(path, "w"))
  file:write(('{"machine":{%s},\n"groups":[\n%s]}\n'):format(
    table.concat(machine, ",\n"), table.concat(groups, ",\n")))
  assert(file:close())
end

return M
