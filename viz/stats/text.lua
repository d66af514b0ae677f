-- viz.stats.text: the Streaming page for a terminal: means, tables of batches, verdict.
-- Spark: StreamingPage, AllBatchesTable (semantics 11.1), whose words it uses.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local story = require("viz.stats.story")
local units = require("viz.stats.units")
local verdict = require("viz.stats.verdict")
local words = require("sluice.words")

local M = {}

local MOST_LINES <const> = 25 -- of a table
local BARS <const> = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}
local MOST_BARS <const> = 38
local COLUMNS <const> = 80 -- of a line

-- Times of the page share the unit of the longest.
local function shared_unit(model)
  local most = 0
  for _, batch in ipairs(model.batches) do
    most = math.max(most, batch.total or 0, batch.waited or 0)
  end
  local _, unit = units.normalize(most / 1000)
  return unit
end

local function value(us, unit)
  if not us then
    return "-"
  end
  local number = units.convert(us / 1000, unit)
  local whole = unit == "MILLISECONDS" and number % 1 == 0
  return (whole and "%.0f" or "%.3f"):format(number)
end

local function clock_text(model, batch)
  if model.clock ~= "wall" then
    return ("%d ms"):format((batch.time + model.zero) // 1000)
  end
  local ms = (batch.time + model.zero) // 1000
  local text = os.date("!%Y/%m/%d %H:%M:%S", ms // 1000)
  return model.interval < 1000000 and ("%s.%03d"):format(text, ms % 1000) or text
end

-- Header ------------------------------------------------------------------------------

local function header(model)
  local seen = model.progress
  local running = ("Running batches of %s for %s"):format(
    units.verbose(model.interval // 1000), units.verbose(model.length // 1000))
  local counts = ("(%s completed batches, %s records)"):format(
    words.number(seen.total_completed), words.number(seen.total_received))
  local name = "Streaming statistics of " .. tostring(model.program):match("[^/]*$")
  if #running + 1 + #counts > COLUMNS then
    return {name, running, counts}
  end
  return {name, running .. " " .. counts}
end

-- Small charts of the last batches, all delays on one scale.
local function bars(batches, field, most)
  local list = {}
  for i = math.max(1, #batches - MOST_BARS + 1), #batches do
    local number = batches[i][field]
    list[#list + 1] = number and BARS[1 + math.min(7,
      (most > 0 and number * 8 // most or 0) // 1 | 0)] or "·"
  end
  return table.concat(list)
end

local function greatest(batches, fields)
  local most = 0
  for _, batch in ipairs(batches) do
    for _, field in ipairs(fields) do
      most = math.max(most, batch[field] or 0)
    end
  end
  return most
end

local function average(us)
  return us and units.verbose(us // 1000) or "-"
end

local function charts(model, options)
  local longest = greatest(model.batches, {"waited", "took", "total"})
  local rows = {
    {"Input Rate", model.rate and ("%.2f records/sec"):format(model.rate) or "-",
      "records", greatest(model.batches, {"records"})},
    {"Scheduling Delay", average(model.waited), "waited", longest},
    {"Processing Time", average(model.took), "took", longest},
    {"Total Delay", average(model.total), "total", longest},
  }
  local shown = math.min(#model.batches, MOST_BARS)
  local lines = {("%-18s%-24s%s"):format("", "Avg", options.ascii and ""
    or "Last " .. words.count(shown, "batch", "batches"))}
  for _, row in ipairs(rows) do
    lines[#lines + 1] = ("%-18s%-24s%s"):format(row[1], row[2],
      options.ascii and "" or bars(model.batches, row[3], row[4]))
  end
  if model.receivers > 0 then
    lines[#lines + 1] = ("Receivers: %d / %d active"):format(model.active,
      model.receivers)
  end
  return lines
end

-- Tables ------------------------------------------------------------------------------

local function outputs_of(model, batch)
  return ("%d/%d%s"):format(batch.succeeded, model.outputs,
    batch.failed and " failed" or "")
end

-- Newest first; of very many the newest and the oldest.
local function rows(batches, row)
  local lines = {}
  for i = #batches, 1, -1 do
    local place = #batches - i + 1
    if #batches <= MOST_LINES or place < MOST_LINES or i == 1 then
      lines[#lines + 1] = row(batches[i])
    elseif place == MOST_LINES then
      lines[#lines + 1] = ("+ %s"):format(words.count(#batches - MOST_LINES, "batch",
        "batches"))
    end
  end
  return lines
end

local function append(list, more)
  table.move(more, 1, #more, #list + 1, list)
end

local LINE <const> = "%-11s %8s %17s %16s %12s %11s"

local function add_table(lines, model, title, batches, status)
  if #batches == 0 then
    return
  end
  local unit = model.unit
  append(lines, {"", title, (LINE:format("Batch Time", "Records",
    "Scheduling Delay", "Processing Time", status and "Status" or "Total Delay",
    "Output Ops"))})
  append(lines, rows(batches, function(batch)
    return (LINE:format(clock_text(model, batch), words.number(batch.records),
      value(batch.waited, unit), value(batch.took, unit),
      status or value(batch.total, unit), outputs_of(model, batch)))
  end))
end

local function tables(model)
  local seen, lines = model.progress, {}
  model.unit = shared_unit(model)
  add_table(lines, model, ("Running Batches (%d)"):format(#seen.running), seen.running,
    "processing")
  add_table(lines, model, ("Waiting Batches (%d)"):format(#seen.waiting), seen.waiting,
    "queued")
  add_table(lines, model, ("Completed Batches (last %s out of %s)"):format(
    words.number(#seen.completed), words.number(seen.total_completed)), seen.completed)
  if #lines > 0 then
    lines[#lines + 1] = ("Delays and times in %s; output operations: succeeded/total."
      ):format(units.short(model.unit))
  end
  return lines
end

---The statistics as lines for a terminal.
---@param model table of viz.stats.model
---@param options {ascii: boolean?, title: boolean?}
---@return string
function M.draw(model, options)
  local lines = {}
  if options.title ~= false then
    append(lines, header(model))
    if model.clock == "wall" then
      lines[#lines + 1] = "since " .. format.date(model.zero)
    end
    lines[#lines + 1] = ""
  end
  append(lines, charts(model, options))
  append(lines, tables(model))
  append(lines, {"", story.headline(model) .. "."})
  for _, detail in ipairs(story.details(model)) do
    lines[#lines + 1] = detail .. "."
  end
  if model.verdict.word ~= "unknown" then
    append(lines, verdict.rule)
  end
  return (table.concat(lines, "\n"):gsub(" +\n", "\n")) .. "\n"
end

return M
