-- tests/vectors/kinds_page.lua -- cases about Spark's Streaming page: what the view
-- `stats` is made with.
-- SPDX-License-Identifier: MIT
local progress = require("viz.stats.progress")
local units = require("viz.stats.units")

local M = {}

local CONVERSIONS = {
  shortTimeUnitString = function(case)
    return units.short(case[1]), case[2]
  end,
  normalizeDuration = function(case)
    local value, unit = units.normalize(case.ms)
    return ("%.17g %s"):format(value, unit), ("%.17g %s"):format(case.value, case.unit)
  end,
  convertToTimeUnit = function(case)
    return units.convert(case.ms, case.unit), case.value
  end,
}

function M.ui_format(case)
  local found = {}
  for i, item in ipairs(case.cases) do
    local got, want = CONVERSIONS[case.name](item)
    if got ~= want then
      found[#found + 1] = ("%d: got %s, want %s"):format(i, got, want)
    end
  end
  return found
end

local function compare_progress(found, label, seen, expected)
  seen:forget()
  local got = {
    waiting = #seen.waiting, running = #seen.running, completed = #seen.completed,
    retained = #seen.completed, unprocessed = seen:unprocessed(),
    total_completed = seen.total_completed,
    total_processed_records = seen.total_processed,
    total_received_records = seen.total_received,
  }
  for name, want in pairs(expected) do
    if got[name] ~= want then
      found[#found + 1] = ("%s: %s: got %s, want %s"):format(label, name, got[name],
        want)
    end
  end
end

local function play(case, found)
  local seen, batch = progress.new(), { records = 0 }
  for _, records in pairs(case.batch.records_by_stream) do
    batch.records = batch.records + records
  end
  for i, event in ipairs(case.events) do
    local step = event.submitted and seen.submit or event.started and seen.start
      or seen.complete
    step(seen, batch)
    compare_progress(found, "event " .. i, seen, event.expect)
  end
end

function M.progress_listener(case)
  local found = {}
  if case.events then
    play(case, found)
    return found
  end
  local seen = progress.new(case.limit)
  for _ = 1, case.completed_batches do
    local batch = { records = 1 }
    seen:submit(batch)
    seen:start(batch)
    seen:complete(batch)
  end
  compare_progress(found, "at the end", seen, case.expected)
  return found
end

return M
