-- bench/report.lua -- what was measured, as tables to read and as JSON.
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

---@param list number[]
---@return { median: number, min: number, max: number }
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

---@class bench.Work
---@field unit string of the times in the table, such as "ms a batch"
---@field seconds number how many seconds such a unit is
---@field count? number how many things a measurement handles, for a rate
---@field things? string what they are: "words"

---Adds to each variant its time, its rate, and its ratios to the variants that are a
---base: those that have a short name in the field `base`.
---@param name string
---@param work bench.Work
---@param variants bench.Program[]
---@return table
function M.group(name, work, variants)
  for _, variant in ipairs(variants) do
    local times = {}
    for i, seconds in ipairs(variant.seconds) do
      times[i] = seconds / work.seconds
    end
    variant.time, variant.ratios = spread(times), {}
    if work.count then
      variant.rate = work.count / (variant.time.median * work.seconds)
    end
    for _, base in ipairs(variants) do
      if base.base then
        table.insert(variant.ratios, ratio(variant, base))
      end
    end
  end
  return { name = name, unit = work.unit, things = work.things, variants = variants }
end

local function spread_text(s, digits)
  local number = "%." .. (s.median >= 100 and 0 or digits) .. "f"
  local form = "%8s  %-" .. 2 * digits + 11 .. "s"
  local range = (number .. ".." .. number):format(s.min, s.max)
  return form:format(number:format(s.median), range)
end

-- 12.3 million as "12.3 M", with three digits.
local function short(number)
  local scale, letter = 1, ""
  if math.type(number) == "integer" then
    return ("%d"):format(number)
  elseif math.abs(number) >= 1e6 then
    scale, letter = 1e6, " M"
  elseif math.abs(number) >= 1e3 then
    scale, letter = 1e3, " k"
  end
  local value = number / scale
  local size = math.abs(value)
  local digits = size < 10 and 2 or size < 100 and 1 or 0
  return ("%." .. digits .. "f%s"):format(value, letter)
end

local function heads(group)
  local cells = { (" "):rep(28) }
  for _, base in ipairs(group.variants[1].ratios) do
    table.insert(cells, ("     %-20s"):format("x " .. base.to))
  end
  table.insert(cells, ("     %-20s"):format(group.unit))
  if group.things then
    table.insert(cells, ("%10s"):format(group.things .. "/s"))
  end
  table.insert(cells, "     MB")
  return table.concat(cells)
end

local function row(variant)
  local cells = { ("%-28s"):format(variant.name) }
  for _, one in ipairs(variant.ratios) do
    table.insert(cells, spread_text(one, 2))
  end
  table.insert(cells, ("%-25s"):format(spread_text(variant.time, 1)))
  if variant.rate then
    table.insert(cells, ("%10s"):format(short(variant.rate)))
  end
  if variant.memory then
    table.insert(cells, ("%7.1f"):format(variant.memory / 1024))
  end
  return (table.concat(cells):gsub(" +$", ""))
end

local function print_group(group)
  local first = group.variants[1]
  print(("\n%s (%d x): median, min..max"):format(group.name, #first.seconds))
  print(heads(group))
  for _, variant in ipairs(group.variants) do
    print(row(variant))
  end
  for _, note in ipairs(group.notes or {}) do
    print(("%-40s %8s"):format(note[1], tostring(note[2])))
  end
end

-- A row for each size.
local function print_growth(group)
  print("\n" .. group.name)
  for _, cells in ipairs({ group.head, table.unpack(group.rows) }) do
    local line = {}
    for i, cell in ipairs(cells) do
      local text = type(cell) == "string" and cell or short(cell)
      line[i] = (i == 1 and "%-24s" or "%20s"):format(text)
    end
    print(table.concat(line))
  end
end

---Prints a group as a table: of M.group, or of one that shows how something grows, with
---a field `head` and, in `rows`, lists of numbers.
---@param group table
function M.print(group)
  if group.rows then
    print_growth(group)
  else
    print_group(group)
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

-- JSON. Objects are lists of {name, value}, so that their order is the same each time.

local function json_string(value)
  return '"' .. value:gsub('[%c"\\]', function(byte)
    return ("\\u%04x"):format(byte:byte())
  end) .. '"'
end

local function json_value(value)
  if math.type(value) == "float" then
    return ("%.6g"):format(value)
  end
  return type(value) == "string" and json_string(value) or tostring(value)
end

local function json_object(fields)
  local parts = {}
  for i, field in ipairs(fields) do
    parts[i] = json_string(field[1]) .. ":" .. (field[3] or json_value(field[2]))
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function json_list(list, write, separator)
  local parts = {}
  for i, item in ipairs(list) do
    parts[i] = (write or json_value)(item)
  end
  return "[" .. table.concat(parts, separator or ",") .. "]"
end

local function json_ratio(one)
  return json_object({ { "to", one.to }, { "median", one.median }, { "min", one.min },
    { "max", one.max } })
end

local function json_variant(variant)
  local fields = { { "name", variant.name },
    { "ratios", nil, json_list(variant.ratios, json_ratio) },
    { "seconds", nil, json_list(variant.seconds) } }
  table.insert(fields, variant.rate and { "rate", variant.rate })
  table.insert(fields, variant.memory and { "kilobytes", variant.memory })
  return json_object(fields)
end

local function json_group(group)
  if group.rows then
    return json_object({ { "name", group.name }, { "head", nil, json_list(group.head) },
      { "rows", nil, json_list(group.rows, json_list, ",\n") } })
  end
  return json_object({ { "name", group.name }, { "things", group.things or "" },
    { "notes", nil, json_object(group.notes or {}) },
    { "variants", nil, json_list(group.variants, json_variant, ",\n") } })
end

---@param results table
---@param path string
function M.write_json(results, path)
  local file = assert(io.open(path, "w"))
  file:write(json_object({ { "machine", nil, json_object(results.machine) },
    { "groups", nil, json_list(results.groups, json_group, ",\n") } }), "\n")
  assert(file:close())
end

return M
