-- cli.repl.moves: the dot commands that move the clock, and those that make something
-- happen now.
-- SPDX-License-Identifier: MIT
local news = require("cli.repl.news")
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")

local M = {}

local PATIENCE_US <const> = 3600000000 -- how long a step waits for what may never come

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
  if ended then
    local _, interval, zero = repl.run.session:call("context")
    repl:write(news.tell(text, {interval = interval, zero = zero}))
  end
end

local function move(repl, what)
  tell(repl, repl.run:move(what))
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
    move(repl, {kind = STEPS[kind], times = times,
      until_us = repl.run:now() + PATIENCE_US})
  end
end

function M.run(repl, rest)
  move(repl, {until_us = repl.run:now() + values.time(rest, ".run")})
end

-- The end of a batch by its number.
local function until_batch(repl, number)
  local news_of = repl.run
  local _, interval, zero = news_of.session:call("context")
  interval, zero = interval or 1000000, zero or 0
  local time = zero + number * interval
  if time > news_of:now() then
    move(repl, {until_us = time})
  end
  return number
end

function M.till(repl, rest)
  local number = rest:match("^batch%s+(%d+)$")
  if not number then
    move(repl, {until_us = values.time(rest, ".until")})
  else
    until_batch(repl, tonumber(number))
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
  repl.run:restart(rest ~= "" and values.time(rest, ".restart") or repl.run:now())
end

-- All that was fed, in one line.
local function fed(repl)
  local texts = {}
  for i, line in ipairs(repl.run.added) do
    texts[i] = ("%s %s"):format(words.moment(line.from),
      line.text and words.quote(line.text) or line.fault)
  end
  return #texts > 0 and table.concat(texts, "   ") .. "\n" or "nothing was fed\n"
end

function M.feed(repl, rest)
  if rest == "" then
    repl:write(fed(repl))
    return
  end
  local port, text = rest:match("^(%d*)%s*\"(.*)\"$")
  if not text then
    usage.fail("feed wants a text in quotes", ".feed \"to be\" or .feed 9999 \"to be\"")
  end
  repl.run:add({kind = "records", text = text,
    place = "localhost:" .. (port ~= "" and port or "9999")})
end

return M
