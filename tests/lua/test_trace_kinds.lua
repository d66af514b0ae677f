-- tests/lua/test_trace_kinds.lua -- of a trace only the lines that a view asks for are
-- read, and the view is the same.
-- SPDX-License-Identifier: MIT
local tap = require("tap")
local trace = require("sluice.trace")
local trace_kinds = require("sluice.trace_kinds")
local traces = require("traces")
local viz = require("viz")

-- Steps through the records of the kinds that are wanted when their turn comes.
local function only(records, kinds, count)
  local i = 0
  return function()
    repeat
      i = i + 1
    until not records[i] or kinds[records[i].kind]
    count.read = (count.read or 0) + (records[i] and 1 or 0)
    return records[i]
  end
end

local function part(records, view)
  local kinds, count = viz.kinds({view}), {}
  return trace.new(only(records, kinds, count), kinds), count.read
end

-- A drawing, or why there is none.
local function draw(run, view, format)
  local done, result = pcall(viz.draw, run, view, {format = format})
  return done and result or type(result) == "table" and result.message or result
end

local function kept(name)
  local list = traces.file("tests/golden/own/" .. name .. ".jsonl")
  table.remove(list, 1) -- what kind of file it is
  return list
end

local runs = {
  {"demo", traces.demo()}, {"late", traces.late()}, {"one core", traces.one_core()},
  {"queue", traces.queue()}, {"two", traces.two_receivers()},
  {"failing", traces.failing()}, {"silent", traces.silent()},
  {"nested", traces.nested()}, {"lives", traces.two_lives()},
}
for _, name in ipairs({"demo", "failing", "filter", "one_core", "outputs", "receiver",
  "states", "take", "two_receivers", "windows"}) do
  runs[#runs + 1] = {"the kept " .. name, kept(name)}
end

local VIEWS <const> = {"timeline", "stats", "window", "cluster", "state", "storage",
  "timeline:batches=2..3:theme=dark", "storage:at=2s"}
for _, run in ipairs(runs) do
  local whole = trace.new(run[2])
  local differ = {}
  for _, view in ipairs(VIEWS) do
    for _, format in ipairs({"dot", "text"}) do
      if draw(part(run[2], view), view, format) ~= draw(whole, view, format) then
        differ[#differ + 1] = view .. " as " .. format
      end
    end
  end
  tap.is(table.concat(differ, ", "), "", run[1] .. ": every view is the same")
end

-- Less is read
local demo = kept("demo")
local _, read = part(demo, "stats")
tap.ok(read * 2 < #demo, "the view stats reads less than half of the lines")
local _, more = part(demo, "cluster")
tap.ok(read < more and more < #demo, "and another one more")

-- When a batch begins to work
local run = part(traces.one_core(), "stats")
tap.is(run:batches()[1].worked_us, nil, "a batch whose tasks get no core never works")
local late, whole = part(traces.late(), "stats"), trace.new(traces.late())
local same = true
for i, batch in ipairs(whole:batches()) do
  same = same and late:batches()[i].worked_us == batch.worked_us
end
tap.ok(same, "each other one works from its first task on")

-- What was passed over is not told wrongly
local stats = part(traces.demo(), "stats")
tap.raises(function() stats:tasks() end, "trace:tasks() needs lines of the kind "
  .. "job-started, which `kinds` of this view leaves out",
  "a view that did not ask for tasks gets none")
tap.raises(function() part(traces.demo(), "timeline"):rdds() end,
  "trace:rdds() needs lines of the kind rdd, which `kinds` of this view leaves out",
  "a view that wants sizes of RDDs only gets no RDDs")
tap.ok(#trace.new(traces.demo(), viz.kinds({"timeline", "storage"})):rdds() > 0,
  "unless another one of the same command wants them")
local unknown = {}
for name in pairs(getmetatable(trace.new(traces.demo())).__index) do
  local _, problem = pcall(trace_kinds.check, trace_kinds.set(""), name)
  local is_known = not problem or problem:find("needs lines of", 1, true)
  if not name:find("^__") and not is_known then
    unknown[#unknown + 1] = name
  end
end
tap.is(table.concat(unknown, " "), "", "of every method it is known what it needs")

-- Which kinds
tap.is(viz.kinds({"timeline", "why"}), nil, "with a view that needs all, all are read")
tap.is(viz.kinds({"timeline:at=2s"}), nil, "at a moment all may have happened")
tap.ok(viz.kinds({"storage:at=2s"}), "but if the view takes the moment itself")
local both = viz.kinds({"stats", "window"})
tap.ok(both.rdd and both["jobs-started"] and both.run, "of two views the kinds of both")
tap.done()
