-- tests/lua/test_progress.lua -- the line that says how far something has got.
-- SPDX-License-Identifier: MIT
local progress = require("cli.progress")
local tap = require("tap")

-- A screen whose clock is set by hand; `written` is all that came.
local function screen(fields)
  local made = {now = 100, written = "", is_terminal = fields.is_terminal,
    columns = fields.columns}
  function made.write(text)
    made.written = made.written .. text
  end
  function made.seconds()
    return made.now
  end
  return made
end

local function say(text)
  return function()
    return text
  end
end

-- --- On a terminal ------------------------------------------------------------------

local here = screen({is_terminal = true, columns = 20})
local line = progress.new(false, here)
here.now = 100.4
tap.is(line:show(say("one")), 100.5, "nothing comes in the first half second")
line:hide()
tap.is(here.written, "", "and then there is nothing to take away")
here.now = 100.5
tap.is(line:show(say("one")), 100.7, "the next line comes after a fifth of a second")
here.now = 100.6
line:show(say("two"))
here.now = 100.75
line:show(say("three"))
tap.is(here.written, "\r\27[Kone\r\27[Kthree", "a line is written over the last one")
line:hide()
line:hide()
tap.is(here.written, "\r\27[Kone\r\27[Kthree\r\27[K", "it is taken away once")
here.now, here.written = 102, ""
line:show(say("0123456789012345678901234"))
tap.is(here.written, "\r\27[K0123456789012345678", "it is narrower than the terminal")

here.written = ""
pcall(function()
  local held <close> = line
  error("something is wrong with " .. tostring(held))
end)
tap.is(here.written, "\r\27[K", "it goes before an error is told")

-- --- Elsewhere ----------------------------------------------------------------------

tap.is(progress.new(false, screen({is_terminal = false})), nil,
  "what is no terminal gets none")
local log = screen({is_terminal = false})
local lines = progress.new(true, log)
for second = 101, 125 do
  log.now = second
  lines:show(say("at " .. second))
end
lines:hide()
tap.is(log.written, "at 110\nat 120\n", "unless it is asked for: a line every 10 s")

-- --- What it says -------------------------------------------------------------------

local S <const> = 1000000
tap.is(progress.run({now = 1812 * S, goal = 3600 * S, batch = 1812, records = 9149999},
  1.42), "sluice: 1,812 of 3,600 s   batch 1,812   9.1 M records   50 %   1.5 s left",
  "a run with an end")
tap.is(progress.run({now = 12 * S, batch = 12, records = 1}, 3),
  "sluice: 12 s   batch 12   1 record", "a run whose end nobody knows")
tap.is(progress.run({now = 300000, goal = 4 * S, batch = 0, records = 0}, 1),
  "sluice: 0 of 4 s   batch 0   7 %   12.4 s left", "before the first record")
tap.is(progress.run({now = 5 * S, goal = 4 * S, batch = 4, records = 999999}, 1),
  "sluice: 5 of 4 s   batch 4   999,999 records   100 %   0 ms left",
  "the last batch ends behind the end")
tap.is(progress.run({now = 0, goal = 4 * S, batch = 0, records = 12}, 1),
  "sluice: 0 of 4 s   batch 0   12 records", "at the beginning nothing is foretold")
tap.done()
