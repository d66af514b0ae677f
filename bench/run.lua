-- run.lua SLUICE PROGRAMS [OPTION]... -- runs the benchmarks and prints their ratios.
-- SPDX-License-Identifier: MIT
--
--   --json FILE    writes every measured time as well
--   --repeat N     repetitions of the word counts (5)
--   --lua PROGRAM  the plain Lua to compare with (lua5.4, or else the one of the tests)
--
-- PROGRAMS is the folder of the built stamp and wordcount. bench/README.md explains the
-- method; `make bench` calls this from the top of the tree.
package.path = "bench/?.lua"
local report = require("report")
local text = require("text")

local ROUNDS = 3 -- measured, after one that warms up
local STARTS = 20

local function read_options(list)
  local options = { ["repeat"] = "5" }
  for i = 1, #list, 2 do
    local name = list[i]:match("^%-%-(%l+)$")
    if not list[i + 1] or not (name == "json" or name == "repeat" or name == "lua") then
      error("run.lua: wrong option " .. list[i], 0)
    end
    options[name] = list[i + 1]
  end
  options["repeat"] = assert(math.tointeger(tonumber(options["repeat"])),
    "--repeat wants a number")
  return options
end

local function quote(word)
  return "'" .. word:gsub("'", "'\\''") .. "'"
end

local sluice, programs = arg[1], arg[2]
local options = read_options(table.move(arg, 3, #arg, 1, {}))

-- Runs a command under stamp: the lines it wrote, their times, the time of its end.
local function stamp(command)
  local pipe = assert(io.popen(quote(programs .. "/stamp") .. " " .. command))
  local lines, times = {}, {}
  for line in pipe:lines() do
    local seconds, rest = line:match("^(%S+) (.*)$")
    times[#times + 1], lines[#lines + 1] = tonumber(seconds), rest
  end
  pipe:close()
  if table.remove(lines) ~= "exit 0" then
    error("run.lua: this failed: " .. command, 0)
  end
  return lines, times, table.remove(times)
end

local function has(program)
  return os.execute("command -v " .. quote(program) .. " >/dev/null") == true
end

-- Seconds a round of a word count; all counts have to find the same.
local function time_rounds(command, expected)
  local lines, times = stamp(command)
  local found = table.remove(lines)
  expected.line = expected.line or found
  if #lines ~= ROUNDS + 1 or found ~= expected.line then
    error(("run.lua: %s\nfound %s, not %s"):format(command, found, expected.line), 0)
  end
  return (times[ROUNDS + 1] - times[1]) / ROUNDS
end

-- The variants take turns, so that a slow minute of the machine meets all of them.
local function measure(variants, repetitions, time)
  for _, variant in ipairs(variants) do
    variant.seconds = {}
  end
  for i = 1, repetitions do
    for _, variant in ipairs(variants) do
      variant.seconds[i] = time(variant.command)
    end
  end
  return variants
end

local function count_words(lua)
  local path = programs .. "/words.txt"
  text.write(path)
  local rounds = ROUNDS + 1
  local arguments = quote(path) .. " " .. rounds
  local function plain(variant)
    return ("%s bench/count_plain.lua %s %s"):format(quote(lua), variant, arguments)
  end
  local function stream(functions, workers)
    return ("%s run --quiet --batches %d --workers %d bench/count_dstream.lua -- %s %s")
      :format(quote(sluice), rounds, workers, functions, arguments)
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
  measure(variants, options["repeat"], function(command)
    return time_rounds(command, expected)
  end)
  os.remove(path)
  return variants
end

local function start_up()
  local variants = {
    { name = "sluice run, one batch", base = "sluice",
      command = quote(sluice) .. " run --quiet bench/one_batch.lua" },
    { name = "lua5.4 -e ''", command = "lua5.4 -e ''" },
  }
  if not has("lua5.4") then
    table.remove(variants)
  end
  local function time(command)
    local _, _, finish = stamp(command)
    return finish
  end
  measure(variants, 1, time) -- the first start reads the programs from the disk
  return measure(variants, STARTS, time)
end

local lua = options.lua or has("lua5.4") and "lua5.4" or programs .. "/../lua-test"
if not has(lua) then
  error("run.lua: cannot find " .. lua .. "; name a Lua with --lua", 0)
end

local results = {
  machine = report.machine({ sluice = sluice, lua = lua }),
  groups = {
    report.group("word count", "ns a word", text.LINES * text.WORDS_A_LINE / 1e9,
      count_words(lua)),
    report.group("start-up, whole process", "ms", 1e-3, start_up()),
  },
}
report.print(results)
if options.json then
  report.write_json(results, options.json)
end
