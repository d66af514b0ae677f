-- The words of checks.lua: what each expects, and what it says when it does not hold.
-- SPDX-License-Identifier: MIT
local judge = require("course.judge")
local run_of = require("course.run")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local words = require("course.words")

local RECORDS = traces.file("tests/golden/own/demo.jsonl")

local function demo()
  return run_of.new({ended = "done", code = 0, said = {}, stores = {
    {name = "totals", rows = {{"tea", 3, "tea", "3"}, {"milk", 1, "milk", "1"},
      {0/0, true, "NaN", "true"}}}}}, trace.new(RECORDS))
end

-- The result of a lesson with these checks, for the demo's run.
local function judged(checks, answer)
  local lesson = {id = "0.1", name = "x", folder = "0.1-x", view = "timeline",
    until_us = 1, seed = 1, hints = {}, files = {["checks.lua"] = checks,
      ["world.txt"] = ""}}
  return judge.judge(lesson, "x.lua", "", function(wishes)
    local runs = {}
    for i in ipairs(wishes) do
      runs[i] = answer and run_of.new(answer) or demo()
    end
    return runs
  end)
end

-- What one check says: "ok", or its sentence.
local function said(body)
  local verdict = judged(("check('c', function(run) %s end)"):format(body)).verdicts[1]
  return verdict.status == "ok" and "ok" or verdict.message
end

tap.is(said("always(run:batches(), function(b) return b.records > 0 end)"), "ok",
  "always: it holds for each")
tap.is(said("always(run:batches(), function(b) return #b.blocks == 5, #b.blocks, 5 end)"
  .. ":says('{batch} has {got} of {want}')"), "batch 1 (1000 ms) has 4 of 5",
  "always: the first that breaks it")
tap.is(said("always({}, error)"), "ok", "always: an empty list")
tap.is(said("never(run:batches(), function(b) return b.number == 2, b.number end)"
  .. ":says('{time} is {got}')"), "2000 is 2", "never")
tap.is(said("never(run:batches(), function(b) return b.number == 99 end)"), "ok",
  "never: there is none")
tap.is(said("eventually(run:batches(), function(b) return b.number == 2 end)"), "ok",
  "eventually")
tap.is(said("eventually(run:batches(), function(b) return b.number == 2, b.number end, "
  .. "1)"
  .. ":says('got to {got}')"), "got to 1", "eventually: within so many")
tap.is(said("holds_until({1, 2, 3}, function(n) return n < 2 end, "
  .. "function(n) return n == 2 end)"), "ok", "holds until")
tap.is(said("holds_until({1, 3}, function(n) return n < 2, n end, "
  .. "function(n) return n == 2 end):says('{got}')"), "3", "holds until: broken before")
tap.is(said("holds_until({1}, function(n) return true, n end, function() end)"
  .. ":says('ends at {got}')"), "ends at 1", "holds until: there has to be an end")
tap.is(said("at(run, 2000, function(b) return b.partitions == 5 end)"), "ok", "at")
tap.is(said("at(run, 2500, function() return true end):says('{got}')"),
  "no batch of that time", "at: the batch has to be there")
tap.is(said("expect(false, {got = 1.0, want = {2, 3}, key = 'k'})"
  .. ":says('{got} {want} {key}')"), "1 2 3 k", "expect: numbers and lists")
tap.is(said("expect(false, {batch = 2000, got = 1295, key = 'k'})"
  .. ":says('{time:s} {got:s} {key:s} {want:s}')"), "2 s 1.295 s k nothing",
  "expect: moments in seconds")
tap.is(said("expect(false)"), "this does not hold", "a sentence that nobody wrote")
tap.is(said("expect(false, {batch = 2000, got = 1, want = 2})"),
  "batch 2 (2000 ms): 1, wanted 2", "and one with facts")
tap.is(said("expect(false):says('a', false):says('b', nil):says('c', 1):says('d')"),
  "c",
  "the first sentence whose condition is true")
tap.is(said("expect(false):says('first') expect(false):says('second')"), "first",
  "the first expectation that fails")
tap.is(said("expect(false):says('first') local x = nil; x()"), "first",
  "an error behind it does not hide it")
tap.like(said("expect(true) local x = nil; x()"),
  "^this check cannot judge the program",
  "an error of the check is told")
tap.is(said("expect(false, {got = 12345}):says('{got} {nothing}')"), "12,345 {nothing}",
  "a blank that there is not stays")

tap.is(table.concat(words.lines(demo(), 1000), "|"):match("^[^|]+"), "(runs,2)",
  "lines: without headers")
tap.is(#words.lines(demo(), 1), 0, "lines: of no batch")
tap.is(said("same(run, 1000, lines(run, 1000))"), "ok", "same: itself")
tap.is(said("same(run, 1000, '(runs,2)'):says('{want}')"), "(runs,2)", "same: less")
tap.is(said("local l = lines(run, 1000); l[1], l[2] = l[2], l[1]; "
  .. "same(run, 1000, l):says('order')"), "order", "same: the order counts")
tap.is(said("local l = lines(run, 1000); l[1], l[2] = l[2], l[1]; "
  .. "same_set(run, 1000, l)"), "ok", "same_set: it does not")
tap.is(said("same_all(run, run)"), "ok", "same_all")
tap.is(said("expect(uses(run, 'flatMap', 'x') and not uses(run, 'repartition'))"), "ok",
  "uses")
tap.is(said("expect(rows(run, 'totals').tea == 3 and rows(run, 'totals').NaN "
  .. "and count(rows(run, 'none')) == 0)"),
  "ok", "rows")
tap.is(said("expect(sum({1, 2}) + sum({{n = 4}}, 'n') == 7 "
  .. "and sorted({3, 1})[1] == 1)"), "ok", "sum and sorted")
tap.like(said("io.open('x')"), "global 'io'", "nothing else is there")

-- Checks that wait, points, and what a program raises.
local result = judged([[
check("a", {points = 2}, function() expect(true) end)
check("b", function() expect(false):says("no") end)
check("c", {after = "b"}, function() expect(true) end)
check("d", {after = {"a", "c"}}, function() expect(true) end)
hidden{seed = 3}
]])
local states = {}
for i, verdict in ipairs(result.verdicts) do
  states[i] = verdict.name .. " " .. verdict.status .. (verdict.waits or "")
end
tap.is(table.concat(states, ", "), "a ok, b not ok, c skipb, d skipb, hidden skipb",
  "what waits names the check at the root")
tap.is(result.points .. " of " .. result.most, "2 of 6", "points")
tap.is(result.done, false, "it is not done")

result = judged("check('a', function() expect(true) end) hidden{seed = 3} "
  .. "hidden{seed = 4}")
tap.is(result.done, true, "done")
tap.is(result.verdicts[2].note, "2 other worlds", "how many worlds")

local failed = {ended = "done", code = 1, stores = {}, said = {
  {level = "warning", message = "w"}, {level = "error", message = "it broke", line = 3,
    spark = "java.lang.X: boom"}}}
result = judged("check('a', function() expect(true) end) reply('boom', 'so it is')",
  failed)
tap.is(result.verdicts[1].message, "line 3: it broke; so it is",
  "an error, and what the lesson says of it")
tap.is(result.verdicts[1].spark, "java.lang.X: boom", "with Spark's text")
tap.is(result.verdicts[2].waits, "runs", "all others wait")
result = judged("check('a', function() expect(true) end)",
  {ended = "limit", message = "too long", said = {}, stores = {}})
tap.is(result.verdicts[1].message, "too long", "a limit")

for _, wrong in ipairs({"check('a')", "check('a', {size = 1}, print)",
  "hidden{when = 1}", "check('a', print) check('a', print)", "oops()"}) do
  tap.ok(not words.read(wrong, "checks.lua"), "refused: " .. wrong)
end

tap.done()
