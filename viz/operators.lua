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

-- The lines of the streams that a stage computes: those of its last RDD and of all that
-- lead to it without a shuffle.
local function lines_of(trace, number, places, lines, seen)
  local rdd = trace:rdd(number)
  if not rdd or seen[number] then
    return lines
  end
  seen[number] = true
  if places[rdd.stream] then
    lines[#lines + 1] = places[rdd.stream].line
  end
  for i, parent in ipairs(rdd.parents) do
    if (rdd.shuffles[i] or -1) < 0 then
      lines_of(trace, parent, places, lines, seen)
    end
  end
  return lines
end

---When stages run, each attempt, with the lines of their operators.
---@param trace Trace
---@return {from: integer, to: integer?, lines: integer[]}[]
function M.stages(trace)
  local places, list = stream_places(trace), {}
  for _, job in ipairs(trace:jobs()) do
    for _, stage in ipairs(job.stages) do
      for _, attempt in ipairs(stage.attempts) do
        list[#list + 1] = {from = attempt.started_us, to = attempt.completed_us
          or job.completed_us, lines = lines_of(trace, stage.rdd, places, {}, {})}
      end
    end
  end
  return list
end

return M
