-- sluice.foresight: what is certain of a program before it runs, for `sluice lint`.
--
-- The context was described and not started. What depends on data, on how long
-- something takes, or on what a function of foreachRDD does, is not for here.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")
local place = require("sluice.place")
local places = require("sluice.notes.places")
local trace = require("sluice.trace")
local words = require("sluice.words")

local M = {}

-- Streams whose RDDs compute those of their parents again, each time.
local NARROW <const> = {MappedDStream = true, FlatMappedDStream = true,
  FilteredDStream = true, GlommedDStream = true, MapPartitionedDStream = true,
  MapValuedDStream = true, FlatMapValuedDStream = true, UnionDStream = true,
  WindowedDStream = true}

-- Which outputs surely compute each stream, in each of its batches: those that print or
-- save, behind no window that leaves batches out.
local Walk = {}
Walk.__index = Walk

function Walk:visit(number, output)
  local stream, seen = self.trace:stream(number), self.outputs[number] or {}
  self.outputs[number] = seen
  local class, _, _, level = host.stream_summary(self.context, number)
  local is_again = #seen > 0
  if is_again and level ~= "NONE" then
    return
  elseif seen[#seen] ~= output then
    seen[#seen + 1] = output
  end
  local has_gap = (stream.window_us or 0) > 0 and stream.slide_us > stream.window_us
  if has_gap or is_again and not NARROW[class] then
    return
  end
  for _, parent in ipairs(stream.parents) do
    self:visit(parent, output)
  end
end

local function walk_outputs(run, context)
  local walk = setmetatable({trace = run, context = context, outputs = {}}, Walk)
  for _, output in ipairs(run:outputs()) do
    if output.op ~= "foreachRDD" then
      walk:visit(output.stream, output.number)
    end
  end
  return walk
end

local TIMES <const> = {"once", "twice", "three times", "four times"}

local function computed_twice(run, stream, outputs, source)
  local lines = places.output_lines(run, outputs)
  local name = stream.name
  local line, column, mark = places.stream(stream, source)
  return {level = "note", name = "computed-twice", file = stream.file, line = line,
    column = column, mark = mark,
    message = ("%s is computed %s%s"):format(
      name and words.name(name) or "this " .. stream.op,
      TIMES[#outputs] or #outputs .. " times",
      stream.slide_us == run:run().interval_us and " in every batch" or ""),
    why = #lines > 1 and ("the outputs of lines %s start from it"):format(
      words.list(lines)) or ("%d outputs start from it"):format(#outputs),
    try = name and name .. ":cache()" or "keep it in a variable, and :cache() it"}
end

local function add_computed_twice(list, run, context, source)
  local walk, shared, below = walk_outputs(run, context), {}, {}
  for _, stream in ipairs(run:streams()) do
    local outputs = walk.outputs[stream.number] or {}
    if #stream.parents > 0 and #outputs > 1 then
      shared[#shared + 1] = {stream = stream, outputs = outputs}
      for _, parent in ipairs(stream.parents) do
        below[parent] = true
      end
    end
  end
  for _, one in ipairs(shared) do
    if not below[one.stream.number] then
      list[#list + 1] = computed_twice(run, one.stream, one.outputs, source)
    end
  end
end

local function add_window_gaps(list, run, source)
  for _, stream in ipairs(run:streams()) do
    local length, slide = stream.window_us or 0, stream.slide_us
    if length > 0 and slide > length then
      list[#list + 1] = places.note(stream, source, {name = "window-gap",
        message = ("the window is %s long and slides by %s: %s in no window"):format(
          words.duration(length), words.duration(slide), slide - length
          == run:run().interval_us and "1 batch of each slide is"
          or (slide - length) // run:run().interval_us .. " batches of each slide are"),
        try = ("a length of %s sees every batch once"):format(
          words.duration_code(slide))})
    end
  end
end

---All that is certain of a context that was described.
---@param owner StreamingContext
---@return table[] diagnostics
function M.find(owner)
  local list, next_record = {}, require("sluice.json").lines(host.trace_text())
  next_record() -- what kind of file it is
  local run = trace.new(next_record)
  local program = run:run().program
  local source = program and place.source(program) or nil
  add_computed_twice(list, run, owner.number, source)
  add_window_gaps(list, run, source)
  return list
end

return M
