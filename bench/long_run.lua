-- bench/long_run.lua -- how fast time passes in runs of very many batches, and whether
-- memory stays where it is.
-- SPDX-License-Identifier: MIT
local measure = require("measure")
local report = require("report")

local quote = measure.quote

local M = {}

local QUARTERS = 4
local SAMPLE = 100 -- batches of a short run whose trace is counted

-- Records of the trace that tell of something that happened in the simulation: starts
-- and ends of jobs, stages and tasks, and batches. bench/cluster.c counts the same.
local EVENTS = { batch = true, ["job-started"] = true, ["job-completed"] = true,
  ["stage-started"] = true, ["stage-completed"] = true, ["task-started"] = true,
  ["task-ended"] = true }

local function count_events(path)
  local count = 0
  for line in io.lines(path) do
    if EVENTS[line:match('"kind":"([%l-]+)"')] then
      count = count + 1
    end
  end
  return count
end

-- A record a second, as many as there are batches.
local function write_feed(path, batches)
  local file = assert(io.open(path, "w"))
  for i = 1, batches do
    file:write("w", i % 10, "\n")
  end
  assert(file:close())
end

---@class bench.LongRun
---@field name string as the report calls it
---@field program "hour"|"day"
---@field sluice string the built program
---@field batches integer
---@field turns integer

---Runs bench/long.lua: its seconds of computing, events a second, and how memory grows.
---@param options bench.LongRun
---@return table group for the report
function M.measure(options)
  local folder = measure.programs
  local feed, trace = folder .. "/long.txt", folder .. "/long.jsonl"
  write_feed(feed, options.batches)
  local function command(batches, more)
    local form = "%s run --quiet --batches %d --workers 1 %s --feed %s bench/long.lua"
      .. " -- %s %d"
    return form:format(quote(options.sluice), batches, more,
      quote("9999=" .. feed .. ":rate=1/s"), options.program, batches)
  end

  measure.stamp(command(SAMPLE, "--trace " .. quote(trace)))
  local events = count_events(trace) * options.batches // SAMPLE
  local growth, expected = nil, {}
  local variants = {
    { name = "no trace", base = "no trace", command = command(options.batches, "") },
    { name = "with a trace",
      command = command(options.batches, "--trace " .. quote(trace)) },
  }
  measure.in_turn(variants, options.turns, function(variant)
    local lines = measure.stamp(variant.command)
    measure.check(variant.command, lines[QUARTERS + 1], expected)
    if variant.base and tonumber(lines[1]) > 0 then
      growth = 100 * tonumber(lines[QUARTERS]) // tonumber(lines[1])
    end
    return { tonumber(lines[QUARTERS + 2]) }
  end)
  os.remove(trace)
  os.remove(feed)

  local group = report.group(options.name, "s of computing", 1, variants)
  local seconds = variants[1].time.median
  group.notes = {
    { "simulated seconds a second", math.floor(options.batches / seconds) },
    { "simulated events a second", math.floor(events / seconds) },
  }
  if growth then
    table.insert(group.notes, { "memory at the end, % of a quarter", growth })
  end
  return group
end

return M
