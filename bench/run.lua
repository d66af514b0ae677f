-- run.lua SLUICE PROGRAMS [OPTION]... -- runs the benchmarks and prints their ratios.
-- SPDX-License-Identifier: MIT
--
--   --json FILE       writes every measured time as well
--   --repeat N        repetitions of the short benchmarks (5)
--   --only TEXT       only benchmarks with this text in their name
--   --quick           a minute: two repetitions, and nothing that takes long
--   --lua PROGRAM     the plain Lua to compare with (lua5.4, or else that of the tests)
--   --spark FOLDER    beside Spark, as bench/spark/install has put it there
--   --pysparkling FOLDER    the same with pysparkling
--
-- PROGRAMS is the folder of the built programs in C. bench/README.md explains the
-- method; `make bench` calls this from the top of the tree.
package.path = "bench/?.lua"
local by_key = require("by_key")
local growth = require("growth")
local long_run = require("long_run")
local measure = require("measure")
local peers = require("peers")
local report = require("report")
local sockets = require("sockets")
local word_count = require("word_count")

local quote = measure.quote

local FLAGS = { quick = true }
local VALUES = { json = true, ["repeat"] = true, only = true, lua = true, spark = true,
  pysparkling = true }

local function read_options(list)
  local options, i = { only = "" }, 1
  while list[i] do
    local name = list[i]:match("^%-%-(%l+)$")
    if FLAGS[name] then
      options[name] = true
    elseif VALUES[name] and list[i + 1] then
      options[name] = list[i + 1]
      i = i + 1
    else
      error("run.lua: wrong option " .. list[i], 0)
    end
    i = i + 1
  end
  return options
end

local options = read_options(table.move(arg, 3, #arg, 1, {}))
measure.programs = arg[2]

---@class bench.Context
local bench = { sluice = arg[1], programs = arg[2], quick = options.quick,
  lua = options.lua or measure.has("lua5.4") and "lua5.4" or arg[2] .. "/../lua-test" }
local turns = options["repeat"] or bench.quick and 2 or 5
bench.turns = assert(math.tointeger(tonumber(turns)), "--repeat wants a number")
if not measure.has(bench.lua) then
  error("run.lua: cannot find " .. bench.lua .. "; name a Lua with --lua", 0)
end

---@class bench.Stream
---@field file string
---@field batches integer
---@field workers integer
---@field arguments string
---@field options? string

---The command that runs a streaming program.
---@param stream bench.Stream
---@return string
function bench.stream(stream)
  return ("%s run --quiet --batches %d --workers %d %s bench/%s -- %s"):format(
    quote(bench.sluice), stream.batches, stream.workers, stream.options or "",
    stream.file, stream.arguments)
end

local others = peers.open(options)

---Adds what the peers do for the same work.
---@param variants bench.Program[]
---@param work string
---@param rounds integer those that are measured
---@param arguments string
---@param skipped? integer rounds that have to come first
function bench.join_peers(variants, work, rounds, arguments, skipped)
  for _, other in ipairs(others) do
    other:join(variants, { work = work, rounds = rounds, arguments = arguments,
      skipped = skipped or 0 })
  end
end

-- Those of the table that is to be reached, and more, which --quick leaves out.
local MILLION = 1000000
local benchmarks = {
  { "word count", word_count.count },
  { "filter on lines, by length", word_count.filter, "length" },
  { "filter on lines, by content", word_count.filter, "content" },
  { "window of 30 batches with inverse, 10,000 keys", by_key.measure, "inverse30",
    10000 },
  { "updateStateByKey, 10,000 keys in each batch", by_key.measure, "updateAll", 10000 },
  { "mapWithState, 1,000,000 keys", by_key.measure, "mapWithState", MILLION },
  { "mapWithState, 1,000,000 states, cost of a change", by_key.change_of_state },
  { "join, 1,000,000 keys", by_key.measure, "join", MILLION },
  { "tiny batches", word_count.tiny, options.quick and 2000 or 20000 },
  { "start-up, whole process", word_count.start_up, options.quick and 5 or 20 },
  { "1,000 nodes, events", long_run.events },
  { "lines from a socket", sockets.measure },
}
for _, what in ipairs({ "records", "keys", "batches", "windows" }) do
  table.insert(benchmarks, { "growth, " .. what, growth.measure, what })
end
if not bench.quick then
  for i, keys in ipairs({ 10000, MILLION }) do
    for _, workload in ipairs({ "groupByKey", "join", "window", "inverse",
      "updateStateByKey", "mapWithState" }) do
      local name = ("%s, %s keys"):format(workload, i == 1 and "10,000" or "1,000,000")
      if i == 1 or workload ~= "join" and workload ~= "mapWithState" then
        table.insert(benchmarks, { name, by_key.measure, workload, keys })
      end
    end
  end
  table.insert(benchmarks,
    { "an hour of 1,000 executors", long_run.measure, "hour", 3600 })
  table.insert(benchmarks, { "a day on local[2]", long_run.measure, "day", 86400 })
end

local machine = report.machine({ sluice = bench.sluice, lua = bench.lua })
for _, other in ipairs(others) do
  table.insert(machine, { other.name, other.version })
end
local results = { machine = machine, groups = {} }
report.print_machine(results)
for _, benchmark in ipairs(benchmarks) do
  if benchmark[1]:find(options.only, 1, true) then
    local group = benchmark[2](bench, benchmark[1], table.unpack(benchmark, 3))
    if group then
      table.insert(results.groups, group)
      report.print(group)
    end
  end
end
if #results.groups == 0 then
  error("run.lua: no benchmark has '" .. options.only .. "' in its name", 0)
end
if options.json then
  report.write_json(results, options.json)
end
