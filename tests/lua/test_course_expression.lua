-- The expressions in the texts of a lesson.
-- SPDX-License-Identifier: MIT
local expression = require("course.expression")
local run_of = require("course.run")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")

local run = run_of.new({ended = "done", code = 0, said = {}, stores = {}},
  trace.new(traces.demo()))

local function message_of(text)
  local value, message = expression.evaluate(text, run)
  return value == nil and message or value
end

tap.is(expression.evaluate("run:batch(3000).partitions", run), 5, "a number of the run")
tap.is(expression.evaluate("count(run:batch(1000).blocks)", run), 4,
  "the functions of checks.lua")
tap.is(expression.evaluate("uses(run, 'repartition')", run), false, "false is a value")
tap.is(message_of("run:batch(3000).parts"):match("parts") ~= nil, true,
  "a field that there is not is named")
tap.is(message_of("lines(run, 1000)[99]"), "this is nothing", "nil is no value")
tap.like(message_of("run:batch("), "unexpected symbol", "an expression is Lua")
tap.like(message_of("io.open('x')"), "a nil value %(global 'io'%)",
  "what is outside is not there")
tap.like(message_of("always(run:batches(), print)"), "global 'always'",
  "nothing is expected here")

tap.is(expression.label({label = "one", right = false}, run), "one",
  "a choice with a text")
tap.is(expression.label({expression = "1000 * run:batch(3000).partitions"}, run),
  "5000", "a choice that is computed")
local text, message = expression.label({expression = "run:batch(1)"}, run)
tap.is(text, nil, "one that cannot be computed has no text")
tap.ok(message, "and it is said why")

tap.done()
