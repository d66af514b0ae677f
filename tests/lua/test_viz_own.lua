-- tests/lua/test_viz_own.lua -- the view of one's own in examples/views/ keeps to what
-- all pictures keep to.
-- SPDX-License-Identifier: MIT
local pictures = require("pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

viz.register("spread", dofile("examples/views/spread.lua"))

local function run_of(arrivals, batches)
  return trace.new(traces.make({ batches = batches,
    receivers = { { name = "lines", arrivals = arrivals } } }))
end

local busy = run_of(traces.constant(10, 6), 6)
for _, theme in ipairs({ "light", "dark", "print" }) do
  tap.none(pictures.problems(viz.draw(busy, "spread", { theme = theme }), theme),
    "six batches, " .. theme)
end

local page = pictures.read(viz.draw(busy, "spread:batches=2..3"))
tap.ok(page.boxes["partition-2-4"] and page.boxes["partition-3-0"], "boxes by id")
tap.ok(not page.boxes["partition-1-0"], "of the batches that were asked for")
tap.like(page.boxes["partition-2-4"].class, "from%-2000", "true from the tick on")
tap.is(viz.draw(busy, "spread:batches=1", { format = "text" }),
  "batch   1    2    2    2    2\n", "text")

tap.none(pictures.problems(viz.draw(run_of({}, 3), "spread")), "no records")
local crowded = run_of(traces.constant(3000, 2), 2)
tap.none(pictures.problems(viz.draw(crowded, "spread")), "many records")
tap.is(viz.draw(run_of({}, 1), "spread", { format = "text" }), "batch   1\n",
  "a batch without records as text")

tap.done()
