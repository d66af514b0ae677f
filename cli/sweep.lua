-- cli.sweep: `sluice sweep`, one program with several settings.
-- SPDX-License-Identifier: MIT
local axes = require("cli.sweep.axes")
local measures = require("cli.sweep.measures")
local progress = require("cli.progress")
local run = require("cli.run")
local runs = require("cli.sweep.runs")
local stable = require("cli.sweep.stable")
local table_of = require("cli.sweep.table")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local MOST_RUNS <const> = 10000

local function read_axes(arguments)
  local list, seen = {}, {}
  for i = 2, #arguments.words do
    local axis = axes.read(arguments.words[i])
    if seen[axis.name] then
      usage.fail(("%s is varied twice"):format(words.name(axis.name)),
        axis.name .. "=" .. table.concat(axis.values, ","))
    end
    seen[axis.name] = true
    list[i - 1] = axis
  end
  return list, seen
end

-- What cannot be done is said before the first run.
local function check(arguments, seen)
  local options = arguments.options
  if arguments.words[1] == "-" then
    usage.fail("sweep runs a program several times: it wants a file, not -")
  elseif seen.rate and not options.feed and not options.topic then
    usage.fail("rate is that of --feed and --topic, and there is none",
      "--feed 9999=words.txt")
  elseif seen.seed and options.seeds > 1 then
    usage.fail("seed=... and --seeds exclude each other")
  elseif seen.cores and options.master then
    usage.fail("cores=... and --master exclude each other")
  elseif options.seeds < 1 then
    usage.fail("--seeds wants a whole number from 1 on, got 0")
  end
  if options.output then
    require("cli.picture").check_drawing(options.output)
    if not seen.batch then
      usage.fail("-o draws processing time against the batch interval, which is not "
        .. "varied", "batch=500ms,1s,2s")
    end
  end
  run.check(options)
end

local function set_of(list, values)
  local set = {}
  for i, axis in ipairs(list) do
    set[i] = {name = axis.name, value = values[i]}
  end
  return set
end

-- The combinations of all axes but that of the batch interval, with the windows that a
-- run of it had.
local function groups_of(rows)
  local groups, by_key = {}, {}
  for _, row in ipairs(rows) do
    local rest, key = {}, {}
    for _, one in ipairs(row.set) do
      if one.name ~= "batch" then
        rest[#rest + 1] = one
        key[#key + 1] = one.value
      end
    end
    local name = table.concat(key, "\0")
    if not by_key[name] then
      by_key[name] = {set = rest, lengths = {}}
      groups[#groups + 1] = by_key[name]
    end
    for _, found in ipairs(row.found) do
      if found.lengths and #found.lengths > 0 then
        by_key[name].lengths = found.lengths
      end
    end
  end
  return groups
end

-- The first run that failed says in full why; the table has the first line of each.
local function report_failure(rows)
  for _, row in ipairs(rows) do
    for _, found in ipairs(row.found) do
      if found.word == "failed" then
        io.stderr:write(found.said)
        return 1
      end
    end
  end
  return 0
end

local function batch_axis(list)
  for _, axis in ipairs(list) do
    if axis.name == "batch" then
      return axis
    end
  end
  return nil
end

local function run_all(arguments, list)
  local options = arguments.options
  local line <close> = progress.new()
  local made, rows, sets = runs.new(arguments, function(done, all)
    if line then
      line:show(function()
        return ("sluice: %d of %s"):format(done, words.count(all, "run"))
      end)
    end
  end), {}, {}
  for i, values in ipairs(axes.combinations(list)) do
    sets[i] = set_of(list, values)
    rows[i] = {values = values, set = sets[i]}
  end
  if #sets * options.seeds > MOST_RUNS then
    usage.fail(("these are %s runs, at most %s are made"):format(
      words.number(#sets * options.seeds), words.number(MOST_RUNS)))
  end
  made:run(sets)
  for i, row in ipairs(rows) do
    row.found = made:found(sets[i])
  end
  local found = options.stable and stable.search(made, groups_of(rows),
    {batch = batch_axis(list), until_us = options["until"]}) or nil
  return rows, found
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options = arguments.options
  local list, seen = read_axes(arguments)
  local measured = measures.read(options.measure)
  check(arguments, seen)
  local rows, found = run_all(arguments, list)
  local sweep = {program = arguments.words[1], axes = list, measures = measured,
    rows = rows, stable = found, seeds = {from = options.seed, count = options.seeds}}
  local code = report_failure(rows)
  local format = options.json and "json" or options.format
  io.stdout:write(table_of[format](sweep))
  if options.output then
    require("cli.sweep.picture").write(sweep, options)
  end
  return code
end

return M
