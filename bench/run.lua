-- run.lua SLUICE PROGRAMS [OPTION]... -- runs the benchmarks and prints their ratios.
-- SPDX-License-Identifier: MIT
--
--   --json FILE    writes every measured time as well
--   --repeat N     repetitions of the short benchmarks (5)
--   --only TEXT    only benchmarks with this text in their name
--   --lua PROGRAM  the plain Lua to compare with (lua5.4, or else the one of the tests)
--
-- PROGRAMS is the folder of the built stamp and wordcount. bench/README.md explains the
-- method; `make bench` calls this from the top of the tree.
package.path = "bench/?.lua"
local keyed = require("keyed")
local long_run = require("long_run")
local measure = require("measure")
local report = require("report")
local text = require("text")

local quote = measure.quote

local ROUNDS = 3 -- measured, after those that warm up
local STARTS = 20
local FEW, MANY = 10000, 1000000 -- keys

local function read_options(list)
  local options = { ["repeat"] = "5", only = "" }
  local known = { json = true, ["repeat"] = true, only = true, lua = true }
  for i = 1, #list, 2 do
    local name = list[i]:match("^%-%-(%l+)$")
    if not list[i + 1] or not known[name] then
      error("run.lua: wrong option " .. list[i], 0)
    end
    options[name] = list[i + 1]
  end
  options["repeat"] = assert(math.tointeger(tonumber(options["repeat"])),
    "--repeat wants a number")
  return options
end

local sluice, programs = arg[1], arg[2]
local options = read_options(table.move(arg, 3, #arg, 1, {}))
measure.programs = programs

local lua = options.lua or measure.has("lua5.4") and "lua5.4"
  or programs .. "/../lua-test"
if not measure.has(lua) then
  error("run.lua: cannot find " .. lua .. "; name a Lua with --lua", 0)
end

local function run_dstream(file, rounds, workers, arguments, more)
  return ("%s run --quiet --batches %d --workers %d %s bench/%s -- %s"):format(
    quote(sluice), rounds, workers, more or "", file, arguments)
end

local function count_words(name)
  local path = programs .. "/words.txt"
  text.write(path)
  local rounds = ROUNDS + 1
  local arguments = quote(path) .. " " .. rounds
  local function plain(variant)
    return ("%s bench/count_plain.lua %s %s"):format(quote(lua), variant, arguments)
  end
  local function stream(functions, workers)
    return run_dstream("count_dstream.lua", rounds, workers,
      functions .. " " .. arguments)
  end

  local expected = {}
  local variants = {
    { name = "DStream", command = stream("usual", 1), base = "DStream" },
    { name = "DStream, other functions", command = stream("other", 1),
      base = "other functions" },
    { name = "DStream, 2 workers", command = stream("usual", 2) },
    { name = "DStream, other, 2 workers", command = stream("other", 2) },
    { name = "Lua, lists of tables", command = plain("lists") },
    { name = "Lua, a table a pair", command = plain("tables") },
    { name = "Lua, two values", command = plain("values") },
    { name = "C", command = quote(programs .. "/wordcount") .. " " .. arguments },
  }
  measure.in_turn(variants, options["repeat"], function(variant)
    local times, found = measure.rounds(variant.command, rounds)
    measure.check(variant.command, found, expected)
    return { (times[rounds] - times[1]) / ROUNDS }
  end)
  os.remove(path)
  return report.group(name, "ns a word", text.LINES * text.WORDS_A_LINE / 1e9, variants)
end

-- Each round is a value of its own: a million keys leave no time for repetitions.
local function by_key(name, workload, keys)
  local measured = keys < MANY and ROUNDS or ROUNDS - 1
  local warm = keyed.WARM[workload]
  local rounds = warm + measured
  local folder = programs .. "/checkpoint"
  local arguments = ("%s %d %d"):format(workload, keys, rounds)
  local expected = {}
  local variants = {
    { name = "DStream", base = "DStream",
      command = run_dstream("keyed_dstream.lua", rounds, 1,
        arguments .. " " .. quote(folder)) },
    { name = "plain Lua",
      command = ("%s bench/keyed_plain.lua %s"):format(quote(lua), arguments) },
  }
  measure.in_turn(variants, keys < MANY and options["repeat"] or 1, function(variant)
    local times, found = measure.rounds(variant.command, rounds)
    measure.check(variant.command, found, expected)
    local seconds = {}
    for i = 1, measured do
      seconds[i] = times[warm + i] - times[warm + i - 1]
    end
    return seconds
  end)
  os.execute("rm -rf " .. quote(folder))
  return report.group(name, "ms a batch", 1e-3, variants)
end

-- Bytes of all states as the trace tells them, after the last batch.
local function traced_bytes(path)
  local bytes, last = 0, nil
  for line in io.lines(path) do
    local batch, size = line:match('"kind":"state".*"batch":(%d+).*"bytes":(%d+)')
    if batch then
      bytes = (batch == last and bytes or 0) + tonumber(size)
      last = batch
    end
  end
  return bytes
end

-- What a batch costs that changes few of a million states, or many.
local function state_cost(name)
  local few, many, each = 1000, 100000, 4 -- the first of each kind warms up
  local rounds = 1 + 2 * each
  local trace, folder = programs .. "/state.jsonl", programs .. "/checkpoint"
  local command = run_dstream("state_dstream.lua", rounds, 1,
    ("%d %d %d %d %s"):format(MANY, few, many, each, quote(folder)),
    "--trace " .. quote(trace))
  local lines = measure.stamp(command)
  local keys, growth = tonumber(table.remove(lines, 1)), table.remove(lines, 1)
  if keys ~= MANY or #lines ~= rounds then
    error("run.lua: this found something else: " .. command, 0)
  end
  local function seconds(from)
    local list = {}
    for i = from + 2, from + each do
      list[#list + 1] = tonumber(lines[i])
    end
    return list
  end
  local group = report.group(name, "ms of computing", 1e-3, {
    { name = few .. " states change", base = "few", seconds = seconds(1) },
    { name = many .. " states change", seconds = seconds(1 + each) },
  })
  local finally, most = growth:match("^(%d+)\t(%d+)$")
  group.notes = { { "bytes a key, states in the trace", traced_bytes(trace) // keys } }
  if finally then
    table.insert(group.notes,
      { "bytes a key, whole process, at the end", finally // keys })
    table.insert(group.notes, { "bytes a key, whole process, at most", most // keys })
  end
  os.remove(trace)
  os.execute("rm -rf " .. quote(folder))
  return group
end

local function long(name, program, batches)
  return long_run.measure({ name = name, program = program, sluice = sluice,
    batches = batches, turns = 3 })
end

local function start_up(name)
  local variants = {
    { name = "sluice run, one batch", base = "sluice",
      command = quote(sluice) .. " run --quiet bench/one_batch.lua" },
    { name = "lua5.4 -e ''", command = "lua5.4 -e ''" },
  }
  if not measure.has("lua5.4") then
    table.remove(variants)
  end
  local function time(variant)
    local _, _, finish = measure.stamp(variant.command)
    return { finish }
  end
  measure.in_turn(variants, 1, time) -- the first start reads the programs from the disk
  return report.group(name, "ms", 1e-3, measure.in_turn(variants, STARTS, time))
end

local benchmarks = { { "word count", count_words } }
for i, keys in ipairs({ FEW, MANY }) do
  local words = i == 1 and "10,000" or "1,000,000"
  for _, workload in ipairs({ "groupByKey", "join", "window", "inverse",
    "updateStateByKey", "mapWithState" }) do
    local name = ("%s, %s keys"):format(workload, words)
    table.insert(benchmarks, { name, by_key, workload, keys })
  end
end
table.insert(benchmarks,
  { "mapWithState, 1,000,000 states, cost of a change", state_cost })
table.insert(benchmarks, { "an hour of 1,000 executors", long, "hour", 3600 })
table.insert(benchmarks, { "a day on local[2]", long, "day", 86400 })
table.insert(benchmarks, { "start-up, whole process", start_up })

local machine = report.machine({ sluice = sluice, lua = lua })
local results = { machine = machine, groups = {} }
report.print_machine(results)
for _, benchmark in ipairs(benchmarks) do
  if benchmark[1]:find(options.only, 1, true) then
    local group = benchmark[2](benchmark[1], benchmark[3], benchmark[4])
    table.insert(results.groups, group)
    report.print_group(group)
  end
end
if #results.groups == 0 then
  error("run.lua: no benchmark has '" .. options.only .. "' in its name", 0)
end
if options.json then
  report.write_json(results, options.json)
end
