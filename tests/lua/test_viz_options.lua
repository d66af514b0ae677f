-- tests/lua/test_viz_options.lua -- what may stand behind the name of a view.
-- SPDX-License-Identifier: MIT
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local function parsed(spec)
  local _, options = viz.parse(spec)
  return options
end

tap.is((viz.parse("timeline")), "timeline", "a name alone")
tap.is_deeply(parsed("timeline:0s..3s"), {from_us = 0, to_us = 3000000}, "a range")
tap.is_deeply(parsed("timeline:500ms..1.5s"), {from_us = 500000, to_us = 1500000},
  "units and fractions")
tap.is_deeply(parsed("timeline:0..4"), {from_us = 0, to_us = 4000000},
  "a range without units is in seconds")
tap.is_deeply(parsed("timeline:2..3m"), {from_us = 120000000, to_us = 180000000},
  "the unit of the end counts for both")
tap.is_deeply(parsed("timeline:2s.."), {from_us = 2000000}, "an open end")
tap.is_deeply(parsed("timeline:..2s"), {to_us = 2000000}, "an open begin")
tap.is_deeply(parsed("timeline:batches=2..6"), {batches = {2, 6}}, "batches")
tap.is_deeply(parsed("timeline:batches=3"), {batches = {3, 3}}, "one batch")
tap.is_deeply(parsed("timeline:batches=2..6:theme=dark,title=off"),
  {batches = {2, 6}, theme = "dark", title = false}, "several options")

local function problem(spec)
  local fine, err = pcall(viz.parse, spec)
  return not fine and err or {}
end

local misspelt = problem("timelin:0s..3s")
tap.is(misspelt.name, "usage", "a wrong name is a mistake in the command")
tap.is(misspelt.message, "no view is called `timelin`; did you mean timeline?",
  "it is corrected")
tap.is(misspelt.try, "timeline", "and says what to try")
tap.like(tostring(misspelt), "no view", "it reads as text")
tap.is(problem("timeline:them=dark").try, "theme=", "a misspelt option")
tap.like(problem("timeline:them=dark").message, "has no option `them`", "is named")
tap.like(problem("timeline:theme=blue").message, "no theme is called `blue`", "a theme")
tap.like(problem("timeline:3s..1s").message, "is empty", "a range from right to left")
tap.like(problem("timeline:a..b").message, "no range of time", "no range at all")
tap.like(problem("timeline:0s..3q").message, "no range of time", "an unknown unit")
tap.like(problem("timeline:batches=6..2").message, "batches wants numbers", "batches")
tap.like(problem("timeline:batches=x").message, "got \"x\"", "what came is quoted")
tap.like(problem("timeline:title=no").message, "on or off", "title")
tap.like(problem("timeline:now").message, "has no option `now`", "a stray word")

local demo = trace.new(traces.demo())
tap.raises(function() viz.draw(demo, "timeline:8s..9s") end, "the run ends at 6 s",
  "a range after the end")

-- A view of one's own
viz.register("count", {
  about = "the number of batches", options = {},
  model = function(run) return {count = #run:batches()} end,
  dot = function(model) return ("digraph { %d }\n"):format(model.count) end,
  text = function(model) return model.count .. " batches\n" end,
})
tap.is(viz.draw(demo, "count", {format = "text"}), "6 batches\n", "an added view")
local views = viz.views()
tap.is(views[#views].name, "count", "is in the list of views")

tap.done()
