-- tests/lua/test_viz_ids.lua [TRACE...] -- every view of a run has each id once, and no
-- text that meets another:
-- of the runs of tests/lib/traces.lua, or of traces in files. (`why` wants origins,
-- which only files have here.)
-- SPDX-License-Identifier: MIT
local pictures = require("pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local counts = {}

-- Of a run that ends later, the picture at 3.7 s is one in the middle of a batch.
local function check(name, run)
  for _, view in ipairs(viz.views()) do
    for _, option in ipairs({"", ":at=3.7s", ":title=off", ":batch=2"}) do
      local spec = view.name .. option
      local drawn, dot = pcall(viz.draw, run, spec)
      if drawn then
        counts[view.name] = (counts[view.name] or 0) + 1
        tap.is(pictures.double(pictures.read(dot).ids), nil, name .. ", " .. spec)
        tap.is(table.concat(pictures.problems(dot), "; "), "",
          name .. ", " .. spec .. ": nothing meets")
      elseif dot.name ~= "usage" then
        error(dot, 0)
      end
    end
  end
end

local WINDOWS <const> = {{3, 2, "recent"}, {2, 1, "short"}, {2, 1, "same"}}

local function runs()
  return {
    demo = traces.demo(), late = traces.late(), busy = traces.busy(),
    long = traces.long(50), one_core = traces.one_core(), queue = traces.queue(),
    two_receivers = traces.two_receivers(), windowed = traces.windowed(WINDOWS),
    queued = traces.queued(WINDOWS), nested = traces.nested(),
    lettered = traces.lettered({"a b", "c", "a"}, WINDOWS),
    two_lives = traces.two_lives(), silent = traces.silent(), wall = traces.wall(),
    failing = traces.failing(), together = traces.together(),
  }
end

local wanted = {"timeline", "graph", "lineage", "window", "cluster", "storage", "stats"}
for _, path in ipairs(arg) do
  check(path:match("[^/]*$"), trace.new(traces.file(path)))
end
if #arg > 0 then
  table.insert(wanted, "state")
  table.insert(wanted, "why")
else
  for name, records in pairs(runs()) do
    check(name, trace.new(records))
  end
end
for _, view in ipairs(wanted) do
  tap.ok(counts[view], "a picture of the view " .. view .. " was looked at")
end

tap.done()
