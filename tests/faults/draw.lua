-- tests/faults/draw.lua -- draws a case: a configuration, a program, a world.
-- SPDX-License-Identifier: MIT
--
-- A case is a table. What it does not say is false. Times are milliseconds.
--
--   source     socket, queue, files or list
--   mode       how a receiver reads: stream, read, single, safe or early
--   receivers  how many; each has a place of its own
--   interval block quiet_at ends   of batches, of blocks; when nothing happens any more
--   executors cores                of a cluster, or cores alone
--   level copies wal checkpoint recover  what is kept, and whether a context goes on
--   conf       list of {key, value}
--   narrow     list of texts of functions, views: list of tables, see views.lua
--   outputs    kinds of outputs of the first view: log, put, add, puts, print
--   lines      of the world; kills_driver kills_executor refuses_ack: whether they do

local lists = require "faults.lists"

local M = {}

local random = math.random
local chance, pick = lists.chance, lists.pick

local LEVELS = {
  { "MEMORY_ONLY", "MEMORY_ONLY_SER", "MEMORY_AND_DISK", "DISK_ONLY" },
  { "MEMORY_ONLY_2", "MEMORY_ONLY_SER_2", "MEMORY_AND_DISK_SER_2", "DISK_ONLY_2" },
}

-- What feeds the program, and what is kept of it.
local function draw_source(case)
  case.source = lists.weighted { socket = 25, queue = 45, files = 18, list = 12 }
  case.has_receivers = case.source == "socket" or case.source == "queue"
  case.receivers = case.has_receivers and (chance(30) and 2 or 1) or 0
  if case.source == "socket" then
    case.mode = pick { "stream", "read" }
  elseif case.source == "queue" then
    case.mode = lists.weighted { safe = 60, early = 20, single = 20 }
    case.size = random(1, 5)
    case.pause = chance(40) and random(1, 150) or nil
  end
  case.copies = chance(50) and 2 or 1
  case.level = pick(LEVELS[case.copies])
  case.checkpoint = chance(65)
  case.recover = case.checkpoint and case.source ~= "list" and chance(85)
  case.wal = case.has_receivers and case.checkpoint and chance(55)
end

local function draw_cluster(case)
  if chance(25) then
    case.cores = case.receivers + random(1, 3)
    case.failures = chance(30) and random(2, 4) or nil
    case.master = case.failures and ("local[%d,%d]"):format(case.cores, case.failures)
      or ("local[%d]"):format(case.cores)
  else
    case.executors, case.cores = random(2, 4), random(2, 3)
    case.master = ("local-cluster[%d,%d,1024]"):format(case.executors, case.cores)
  end
end

local function draw_settings(case)
  local conf = {}
  local function set(percent, key, values)
    if chance(percent) then
      conf[#conf + 1] = { key, tostring(pick(values)) }
    end
  end
  case.interval = pick { 500, 1000, 1000, 2000 }
  case.block = pick { 50, 100, 200, 250, 333, case.interval }
  set(100, "spark.streaming.blockInterval", { case.block .. "ms" })
  if case.wal then
    set(100, "spark.streaming.receiver.writeAheadLog.enable", { true })
    set(50, "spark.streaming.receiver.writeAheadLog.rollingIntervalSecs", { 1, 2, 5 })
    set(50, "spark.streaming.driver.writeAheadLog.rollingIntervalSecs", { 1, 2, 5 })
  end
  case.jobs = chance(30) and random(2, 3) or nil
  set(case.jobs and 100 or 0, "spark.streaming.concurrentJobs", { case.jobs or 1 })
  set(40, "spark.task.maxFailures", { 1, 2, 3 })
  set(60, "spark.locality.wait", { "0s", "100ms", "1s" })
  set(30, "sluice.cost.task", { "1ms", "20ms", "50ms" })
  set(20, "spark.default.parallelism", { 1, 2, 5 })
  case.conf = conf
end

-- When something breaks: a time, or something that the program does.
local function draw_when(case)
  local batch = random(1, case.quiet_at // case.interval) * case.interval
  local after = chance(40) and (" +%.3f"):format(random(1, case.interval) / 1000) or ""
  if chance(60) then
    return ("%.3f"):format(random(100, case.quiet_at) / 1000)
  elseif case.has_receivers and chance(35) then
    return ("when receiver %d stores %d blocks%s"):format(random(0, case.receivers - 1),
      random(1, 12), after)
  end
  return ("when batch %d %s%s"):format(batch, pick { "is formed", "starts", "ends" },
    after)
end

local function break_executor(case, add)
  case.kills_executor = true
  if case.has_receivers and chance(45) then
    add("%s kill executor of receiver %d", draw_when(case),
      random(0, case.receivers - 1))
  else
    add("%s kill executor %d", draw_when(case), random(0, case.executors - 1))
  end
  if chance(70) then
    add("%s start executor", draw_when(case))
  end
end

-- It dies only when it lives: from the time on at which it was started last.
local function break_driver(case, add)
  local at = random(500, case.quiet_at)
  if at <= case.driver_lives then
    return
  end
  case.kills_driver = true
  local when = chance(60) and ("%.3f"):format(at / 1000)
    or ("when batch %d %s"):format(at // case.interval * case.interval + case.interval,
      pick { "is formed", "starts", "ends" })
  add("%s kill driver", when)
  if chance(90) then
    case.driver_lives = at + case.interval + random(100, 4000)
    add("%.3f start driver", case.driver_lives / 1000)
  else
    case.driver_lives = case.ends
  end
end

local function break_source(case, add)
  local place = lists.place(case, random(case.receivers))
  local at = random(200, case.quiet_at)
  if case.source == "queue" and chance(50) then
    case.refuses_ack = true
    add("%.3f %s refuse ack", at / 1000, place)
    add("%.3f %s accept ack", (at + random(50, 2500)) / 1000, place)
    return
  end
  add("%.3f %s hangup", at / 1000, place)
  if chance(50) then
    add("%.3f %s refuse", at / 1000, place)
    add("%.3f %s answer", (at + random(50, 3000)) / 1000, place)
  end
end

local function draw_faults(case, add)
  for _ = 1, case.executors and lists.weighted { [0] = 25, [1] = 40, [2] = 25,
    [3] = 10 } or 0 do
    break_executor(case, add)
  end
  for _ = 1, case.source ~= "list" and chance(35) and random(2) or 0 do
    break_driver(case, add)
  end
  for _ = 1, case.has_receivers and chance(40) and random(2) or 0 do
    break_source(case, add)
  end
end

-- What comes from outside. Item n of place p is "pn"; line k of file n is "fnxk".
local function draw_items(case, add)
  if case.source == "files" then
    for n = 1, random(3, 12) do
      local lines = {}
      for k = 1, random(1, 6) do
        lines[k] = ("f%dx%d"):format(n, k)
      end
      case.files["f" .. n .. ".txt"] = lines
      add('%.3f inbox/f%d.txt "%s"', random(50, case.quiet_at) / 1000, n,
        table.concat(lines, "\\n"))
    end
  elseif case.source == "list" then
    for n = 1, random(2, case.quiet_at // case.interval) do
      case.lists[n] = {}
      for k = 1, random(0, 9) do
        case.lists[n][k] = ("l%dx%d"):format(n, k)
      end
    end
  end
  for p = 1, case.receivers do
    add("%.3f..%.3f/%.3f %s %s{n}", random(10, 500) / 1000, case.quiet_at / 1000,
      random(40, 300) / 1000, lists.place(case, p), lists.prefix(p))
  end
end

local function draw_world(case)
  case.files, case.lists, case.lines, case.driver_lives = {}, {}, {}, 0
  local function add(...)
    table.insert(case.lines, (string.format(...)))
  end
  case.quiet_at = random(4, 8) * math.max(case.interval, 700)
  -- Long enough for restarts, waits for near cores, and what has piled up.
  case.ends = case.quiet_at + 2 * case.interval + 6500
  draw_items(case, add)
  draw_faults(case, add)
end

--- The case of a seed.
---@param seed integer
---@return table
function M.case(seed)
  math.randomseed(seed)
  local case = { seed = seed }
  draw_source(case)
  draw_cluster(case)
  draw_settings(case)
  draw_world(case)
  require("faults.views").draw(case)
  return case
end

return M
