-- bench/word_count.lua -- word counts, filters and the smallest batches, beside other
-- programs that do the same.
-- SPDX-License-Identifier: MIT
local lines = require("lines")
local measure = require("measure")
local report = require("report")
local text = require("text")

local quote = measure.quote

local M = {}

local SKIPPED, ROUNDS = 1, 3

---@param bench bench.Context
---@param name string
---@return table group
function M.count(bench, name)
  local path = bench.programs .. "/words.txt"
  text.write(path)
  local rounds = SKIPPED + ROUNDS
  local arguments = quote(path) .. " " .. rounds
  local function plain(variant)
    return ("%s bench/count_plain.lua %s %s"):format(quote(bench.lua), variant,
      arguments)
  end
  local function stream(functions, workers, more)
    return bench.stream({ file = "count_dstream.lua", batches = rounds,
      workers = workers, arguments = functions .. " " .. arguments, options = more })
  end
  local off = "--conf sluice.shortcuts=false"
  local variants = {
    { name = "recognised", command = stream("usual", 1), base = "recognised" },
    { name = "own functions", command = stream("own", 1) },
    { name = "called in Lua", command = stream("called", 1), base = "called in Lua" },
    { name = "no shortcuts", command = stream("usual", 1, off) },
    { name = "recognised, 2 workers", command = stream("usual", 2) },
    { name = "own functions, 2 workers", command = stream("own", 2) },
    { name = "called in Lua, 2 workers", command = stream("called", 2) },
    { name = "no shortcuts, 2 workers", command = stream("usual", 2, off) },
    { name = "Lua, lists of tables", command = plain("lists") },
    { name = "Lua, a table a pair", command = plain("tables") },
    { name = "Lua, two values", command = plain("values") },
    { name = "C", command = quote(bench.programs .. "/wordcount") .. " " .. arguments },
  }
  bench.join_peers(variants, "count", ROUNDS, quote(path))
  measure.same_rounds(variants, { turns = bench.turns, skipped = SKIPPED,
    rounds = ROUNDS })
  os.remove(path)
  local words = text.LINES * text.WORDS_A_LINE
  return report.group(name, { unit = "ns a word", seconds = words / 1e9, count = words,
    things = "words" }, variants)
end

---@param bench bench.Context
---@param name string
---@param test "length"|"content"
---@return table group
function M.filter(bench, name, test)
  local rounds = SKIPPED + ROUNDS
  local arguments = ("%s %d"):format(test, rounds)
  local function stream(workers)
    return bench.stream({ file = "filter_dstream.lua", batches = rounds,
      workers = workers, arguments = arguments })
  end
  local function plain(form)
    return ("%s bench/filter_plain.lua %s %s"):format(quote(bench.lua), form, arguments)
  end
  local variants = {
    { name = "DStream", command = stream(1), base = "DStream" },
    { name = "DStream, 2 workers", command = stream(2) },
    { name = "Lua, a list", command = plain("lists") },
    { name = "Lua, no list", command = plain("count") },
  }
  bench.join_peers(variants, "filter", ROUNDS, test)
  measure.same_rounds(variants, { turns = bench.turns, skipped = SKIPPED,
    rounds = ROUNDS })
  return report.group(name, { unit = "ns a line", seconds = lines.LINES / 1e9,
    count = lines.LINES, things = "lines" }, variants)
end

-- The time of many batches less that of a tenth of them, so that starting does not
-- count. Nobody reads the output: it would be measured, too.
local function tiny_seconds(bench, variant, many)
  local few = many // 10
  local function seconds(batches)
    local command = bench.stream({ file = "tiny_dstream.lua", batches = batches,
      workers = 1, arguments = "" })
    local _, _, finish, memory =
      measure.stamp(("sh -c %s"):format(quote("exec " .. command .. " >/dev/null")))
    variant.memory = math.max(variant.memory or 0, memory)
    return finish
  end
  return { (seconds(many) - seconds(few)) / (many - few) }
end

---@param bench bench.Context
---@param name string
---@param many integer batches
---@return table group
function M.tiny(bench, name, many)
  local variants = { { name = "DStream", base = "DStream" } }
  local peers = 50 -- batches of a peer
  bench.join_peers(variants, "tiny", peers, "")
  measure.in_turn(variants, bench.turns, function(variant)
    if not variant.command then
      return tiny_seconds(bench, variant, many)
    end
    local times = measure.rounds(variant, variant.skipped + peers)
    return { (times[#times] - times[variant.skipped]) / peers }
  end)
  return report.group(name, { unit = "us a batch", seconds = 1e-6, count = 1,
    things = "batches" }, variants)
end

---@param bench bench.Context
---@param name string
---@param starts integer
---@return table group
function M.start_up(bench, name, starts)
  local variants = {
    { name = "sluice run, one batch", base = "sluice",
      command = quote(bench.sluice) .. " run --quiet bench/one_batch.lua" },
    { name = "lua5.4 -e ''", command = "lua5.4 -e ''" },
  }
  if not measure.has("lua5.4") then
    table.remove(variants)
  end
  bench.join_peers(variants, "start", 1, "")
  local function time(variant)
    local _, _, finish, memory = measure.stamp(variant.command)
    variant.memory = math.max(variant.memory or 0, memory)
    return { finish }
  end
  measure.in_turn(variants, 1, time) -- the first start reads the programs from the disk
  return report.group(name, { unit = "ms", seconds = 1e-3 },
    measure.in_turn(variants, starts, time))
end

return M
