-- cli.repl.moves: the dot commands that move the clock.
-- SPDX-License-Identifier: MIT
local news = require("cli.repl.news")
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")

local M = {}

local PATIENCE <const> = {batch = 100, block = 10} -- intervals, for what may not come

-- The record of the trace that a step ends with.
local STEPS = {batch = "jobs-completed", block = "block"}

local function count(text, command)
  return text == "" and 1 or values.integer(text, command)
end

-- Tells what a move did, or why it could not begin.
local function tell(repl, ended, said)
  local text = repl.run:news()
  repl:write(said or "")
  repl:say_what_was_said()
  if ended == "interrupted" then
    repl:end_line()
    repl:write(("stopped at %s\n"):format(words.moment(repl.run:now())))
  elseif ended then
    repl:write(news.tell(text, repl.run.session:numbering()))
  end
end

local function move(repl, what)
  tell(repl, repl.run:move(what))
end

-- Runs until something has happened so many times; what does not come is not waited
-- for without end.
local function move_until(repl, kind, times)
  if repl.run:is_dead() and not repl.run:will_live() then
    usage.fail(("the driver is dead; there will be no %s"):format(kind),
      ".start driver, or .run 1s")
  end
  local _, interval = repl.run.session:ask("context")
  local deadline = repl.run:now() + times * PATIENCE[kind] * interval
  local ended, said = repl.run:move({kind = STEPS[kind], times = times,
    until_us = deadline})
  tell(repl, ended, said)
  if ended == "arrived" or ended == "dry" then
    repl:write(("%s up to %s\n"):format(kind == "block"
      and "no record waits, so no block was cut" or "no batch was done",
      words.moment(repl.run:now())))
  end
end

function M.step(repl, rest)
  local number, kind = rest:match("^(%d*)%s*(%a*)$")
  kind = kind == "" and "batch" or kind
  if not number or kind ~= "event" and not STEPS[kind] then
    usage.fail(("a step is a batch, a block or an event, got %s"):format(
      words.quote(rest)), ".step 3 block")
  end
  local times = count(number, ".step")
  if kind == "event" then
    move(repl, {events = repl.run.session:events() + times})
  else
    move_until(repl, kind, times)
  end
end

function M.run(repl, rest)
  move(repl, {until_us = repl.run:now() + values.time(rest, ".run")})
end

-- Runs until the batch of a number is done.
local function until_batch(repl, number)
  local left = number - repl.run.session:seen("jobs-completed")
  if left <= 0 then
    usage.fail(("batch %d is done already"):format(number),
      (".output %d, or .goto a time before it"):format(number))
  end
  move_until(repl, "batch", left)
end

function M.till(repl, rest)
  local number = rest:match("^batch%s+(%d+)$")
  if number then
    until_batch(repl, values.integer(number, ".until batch"))
  else
    move(repl, {until_us = values.time(rest, ".until")})
  end
end

function M.go(repl, rest)
  tell(repl, repl.run:go(values.time(rest, ".goto")))
end

function M.back(repl, rest)
  if not repl.run:back(count(rest, ".back")) then
    usage.fail("no move is left to take back")
  end
end

function M.restart(repl, rest)
  local run = repl.run
  run:restart(rest ~= "" and values.time(rest, ".restart") or run:now())
  repl:write(("%s came again, %s ran\n"):format(words.count(#run.added, "fed record"),
    words.count(run.session:seen("jobs-completed"), "batch", "batches")))
end

return M
