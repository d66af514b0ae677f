-- viz.operators: which lines of the program a stage or an output is made of.
-- SPDX-License-Identifier: MIT
local place = require("sluice.place")

local M = {}

-- The line on which the name of an operator stands: Lua names that of the statement.
local function find(source, line, op, after)
  if not source or not line then
    return nil
  end
  local found, column = place.operator(source.text, line, op, after)
  return {line = found or line, column = column or 1}
end

-- Places of streams by number; a stream's parents come before it.
local function stream_places(trace)
  local source, places = trace:source(), {}
  for _, stream in ipairs(trace:streams()) do
    if source and stream.file == source.file then
      places[stream.number] = find(source, stream.line, stream.op,
        places[stream.parents[1]])
    end
  end
  return places, source
end

---The line of each output, as a list of one, by its number.
---@param trace Trace
---@return table<integer, integer[]>
function M.output_lines(trace)
  local places, source = stream_places(trace)
  local lines = {}
  for _, output in ipairs(trace:outputs()) do
    local at = source and output.file == source.file
      and find(source, output.line, output.op, places[output.stream])
    lines[output.number] = at and {at.line} or {}
  end
  return lines
end

-- RDDs by number, as the trace has them.
local function rdds_by_number(trace)
  local rdds = {}
  for _, rdd in ipairs(trace:rdds()) do
    rdds[rdd.number] = rdd
  end
  return rdds
end

-- The lines of the streams whose RDDs lead to one, itself included.
local function lines_above(rdds, number, places, lines, seen)
  local rdd = rdds[number]
  if not rdd or seen[number] then
    return lines
  end
  seen[number] = true
  if places[rdd.stream] then
    lines[#lines + 1] = places[rdd.stream].line
  end
  for _, parent in ipairs(rdd.parents) do
    lines_above(rdds, parent, places, lines, seen)
  end
  return lines
end

---What runs from when to when, with the lines of its operators.
---@param trace Trace
---@return {from: integer, to: integer?, lines: integer[]}[]
function M.stages(trace)
  local places, rdds, list = stream_places(trace), rdds_by_number(trace), {}
  for _, job in ipairs(trace:jobs()) do
    if job.worked_us then
      list[#list + 1] = {from = job.worked_us, to = job.completed_us,
        lines = lines_above(rdds, job.rdd, places, {}, {})}
    end
  end
  return list
end

return M
