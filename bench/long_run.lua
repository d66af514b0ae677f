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

---Runs bench/long.lua: its seconds of computing, events a second, and how memory grows.
---@param bench bench.Context
---@param name string
---@param program "hour"|"day"
---@param batches integer
---@return table group
function M.measure(bench, name, program, batches)
  local folder = bench.programs
  local feed, trace = folder .. "/long.txt", folder .. "/long.jsonl"
  write_feed(feed, batches)
  local function command(count, more)
    return bench.stream({ file = "long.lua", batches = count, workers = 1,
      options = more .. " --feed " .. quote("9999=" .. feed .. ":rate=1/s"),
      arguments = ("%s %d"):format(program, count) })
  end

  measure.stamp(command(SAMPLE, "--trace " .. quote(trace)))
  local events = count_events(trace) * batches // SAMPLE
  local growth, expected = nil, {}
  local variants = {
    { name = "no trace", base = "no trace", command = command(batches, "") },
    { name = "with a trace", command = command(batches, "--trace " .. quote(trace)) },
  }
  measure.in_turn(variants, 3, function(variant)
    local lines, _, _, memory = measure.stamp(variant.command)
    measure.check(variant.command, lines[QUARTERS + 1], expected)
    variant.memory = math.max(variant.memory or 0, memory)
    if variant.base and tonumber(lines[1]) > 0 then
      growth = 100 * tonumber(lines[QUARTERS]) // tonumber(lines[1])
    end
    return { tonumber(lines[QUARTERS + 2]) }
  end)
  os.remove(trace)
  os.remove(feed)

  local group = report.group(name, { unit = "s of computing", seconds = 1,
    count = events, things = "events" }, variants)
  group.notes = {
    { "simulated seconds a second", math.floor(batches / variants[1].time.median) },
  }
  if growth then
    table.insert(group.notes, { "memory at the end, % of a quarter", growth })
  end
  return group
end

-- Both programs write lines with "N events S s" so far.
local function seconds_an_event(variant)
  local lines, _, _, memory = measure.stamp(variant.command)
  variant.memory = math.max(variant.memory or 0, memory)
  local events, seconds = lines[#lines]:match("(%d+) events (%S+) s")
  return { seconds / events }
end

---The scheduler of a large cluster without Lua, for an hour and for ten, beside a loop
---that only pushes and takes as many events of a binary heap.
---@param bench bench.Context
---@param name string
---@return table group
function M.events(bench, name)
  local function cluster(batches)
    return ("%s/cluster 1000 4 %d"):format(bench.programs, batches)
  end
  local variants = {
    { name = "an hour", base = "an hour", command = cluster(3600) },
    { name = "ten hours", command = cluster(36000) },
    { name = "a heap in C", command = bench.programs .. "/heap" },
  }
  if not measure.has(bench.programs .. "/heap") then
    table.remove(variants)
  end
  if bench.quick then
    table.remove(variants, 2)
  end
  measure.in_turn(variants, bench.turns, seconds_an_event)
  return report.group(name, { unit = "ns an event", seconds = 1e-9, count = 1,
    things = "events" }, variants)
end

return M
