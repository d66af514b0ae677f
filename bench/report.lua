-- bench/report.lua -- measured seconds as ratios: a table for people, JSON for programs.
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
  local version = programs.lua .. " -v"
  return {
    { "processor", processor() },
    { "cores", first_line("getconf _NPROCESSORS_ONLN") },
    { "system", first_line("uname -srm") },
    { "sluice", first_line(programs.sluice .. " --version") },
    { "commit", first_line("git describe --always --dirty") },
    { "lua", programs.lua:match("lua%-test$") or first_line(version) },
    { "library", _VERSION },
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

---Adds to each variant its times in `unit` and its ratios to the first variant, which
---is always compared with the run of the same repetition.
---@param name string
---@param unit string
---@param unit_seconds number how many seconds a measured unit is
---@param variants table[]
---@return table
function M.group(name, unit, unit_seconds, variants)
  local base = variants[1].seconds
  for _, variant in ipairs(variants) do
    local ratios, units = {}, {}
    for i, seconds in ipairs(variant.seconds) do
      ratios[i], units[i] = seconds / base[i], seconds / unit_seconds
    end
    variant.ratio, variant.time = spread(ratios), spread(units)
  end
  return { name = name, unit = unit, variants = variants }
end

local function print_group(group)
  print(("\n%s (%d repetitions; median, min..max)"):format(group.name,
    #group.variants[1].seconds))
  print(("  %-24s %-26s %s"):format("", "ratio to " .. group.variants[1].name,
    group.unit))
  for _, variant in ipairs(group.variants) do
    local ratio, time = variant.ratio, variant.time
    print(("  %-24s %6.2f  %6.2f..%-9.2f %8.1f  %6.1f..%.1f"):format(variant.name,
      ratio.median, ratio.min, ratio.max, time.median, time.min, time.max))
  end
end

---@param results table
function M.print(results)
  for _, item in ipairs(results.machine) do
    print(("%-10s %s"):format(item[1], item[2]))
  end
  for _, group in ipairs(results.groups) do
    print_group(group)
  end
end

local function json_string(value)
  return '"' .. value:gsub('[%c"\\]', function(byte)
    return ("\\u%04x"):format(byte:byte())
  end) .. '"'
end

local function json_variant(variant)
  local seconds = {}
  for i, value in ipairs(variant.seconds) do
    seconds[i] = ("%.6f"):format(value)
  end
  local ratio = variant.ratio
  return ('{"name":%s,"ratio":{"median":%.4f,"min":%.4f,"max":%.4f},"seconds":[%s]}')
    :format(json_string(variant.name), ratio.median, ratio.min, ratio.max,
      table.concat(seconds, ","))
end

local function json_group(group)
  local variants = {}
  for i, variant in ipairs(group.variants) do
    variants[i] = json_variant(variant)
  end
  return ('{"name":%s,"variants":[\n%s]}'):format(json_string(group.name),
    table.concat(variants, ",\n"))
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
