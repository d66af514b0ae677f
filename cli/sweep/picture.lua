-- cli.sweep.picture: a sweep as a chart: processing time against the batch interval.
-- SPDX-License-Identifier: MIT
local axes = require("cli.sweep.axes")
local dot = require("viz.sweep.dot")
local format = require("viz.format")
local picture = require("cli.picture")
local stable = require("cli.sweep.stable")
local table_of = require("cli.sweep.table")
local words = require("sluice.words")

local M = {}

-- What a series is called: the values of all axes but the batch interval.
local function series_name(row)
  local parts = {}
  for _, one in ipairs(row.set) do
    if one.name ~= "batch" then
      parts[#parts + 1] = one.name:match("[^.]+$") .. " "
        .. axes.shown(one.name, one.value)
    end
  end
  return table.concat(parts, ", ")
end

local function keeps_up(found)
  for _, one in ipairs(found) do
    if not stable.keeps_up(one) then
      return false
    end
  end
  return true
end

-- The medians of all seeds; nothing if no batch was done in any run.
local function point_of(row)
  local mean = table_of.percentiles(row.found, "processing_mean")
  local most = table_of.percentiles(row.found, "processing_max")
  if not mean then
    return nil
  end
  return {interval = row.found[1].interval, mean = mean[50], most = most[50],
    mean_text = format.spoken(mean[50]), most_text = format.spoken(most[50]),
    keeps_up = keeps_up(row.found)}
end

local function series_of(sweep)
  local list, by_name = {}, {}
  for _, row in ipairs(sweep.rows) do
    local name, point = series_name(row), point_of(row)
    if point and not by_name[name] then
      by_name[name] = {name = name, points = {}}
      list[#list + 1] = by_name[name]
    end
    table.insert(point and by_name[name].points or {}, point)
  end
  for _, series in ipairs(list) do
    table.sort(series.points, function(a, b)
      return a.interval < b.interval
    end)
  end
  return list
end

local function headline(series)
  local good, all = 0, 0
  for _, one in ipairs(series) do
    for _, point in ipairs(one.points) do
      good, all = good + (point.keeps_up and 1 or 0), all + 1
    end
  end
  return good == all and "Every setting keeps up"
    or good == 0 and "No setting keeps up"
    or ("%d of %d settings keep up"):format(good, all)
end

local function notes_of(sweep)
  local notes = {"A mark is the mean over the batches of a run, the stroke above it "
    .. "the longest; \u{2715} does not keep up."}
  if sweep.seeds.count > 1 then
    notes[1] = notes[1] .. (" Medians of %d seeds."):format(sweep.seeds.count)
  end
  for _, found in ipairs(sweep.stable or {}) do
    notes[#notes + 1] = stable.sentence(found)
  end
  return notes
end

---@param sweep table as cli.sweep.table takes it
---@param options {output: string, theme: string?}
function M.write(sweep, options)
  local series, marks = series_of(sweep), {}
  for i, found in ipairs(sweep.stable or {}) do
    if found.stable then
      marks[#marks + 1] = {interval = found.stable.interval, series = i,
        text = stable.sentence(found)}
    end
  end
  local drawing = dot.draw({headline = headline(series), series = series,
    settings = ("%s  \u{b7}  %s"):format(sweep.program:match("[^/]*$"),
      words.count(#sweep.rows, "combination")), notes = notes_of(sweep),
    stable = marks}, {theme = options.theme or "light"})
  picture.write_drawing(drawing, options.output)
end

return M
