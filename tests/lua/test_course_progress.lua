-- What a learner has done, read and written.
-- SPDX-License-Identifier: MIT
local progress = require("course.progress")
local tap = require("tap")

local WHOLE <const> = [[
# mine
1.1-cut: said c, 4 of 4 points, done 2026-03-02 09:14

2.1-blocks: said b, 1 hint, 1.5 of 4 points
here: 2.1-blocks
]]

local function whole()
  local read = progress.read(WHOLE)
  tap.none(read.problems, "nothing is wrong with it")
  tap.is_deeply(read:of("2.1-blocks"), {said = "b", hints = 1, points = 1.5, most = 4},
    "a lesson")
  tap.is(read:of("1.1-cut").done, "2026-03-02 09:14", "one that is done")
  tap.is(read.here, "2.1-blocks", "where the learner stopped")
  tap.is(read:text(), WHOLE, "it is written as it was")
  tap.is_deeply(read:of("3.1-many"), {hints = 0}, "a lesson without a line")
  tap.is(read:text(), WHOLE, "has none")
  read:of("3.1-many").said, read.here = "a", "3.1-many"
  read:of("2.1-blocks").hints = 2
  tap.is(read:text(), WHOLE:gsub("1 hint", "2 hints"):gsub("here.*", "")
    .. "3.1-many: said a\nhere: 3.1-many\n", "until something is done")
end

local function fresh()
  local read = progress.read("")
  read:of("2.1-blocks").said = "a"
  read:of("1.1-cut").hints = 3
  tap.like(read:text(), "^# What is done, [^\n]*\n1.1%-cut: 3 hints\n"
    .. "2.1%-blocks: said a\n$", "a new one")
end

local DAMAGED <const> = [[
2.1-blocks: said b, 1 hint
2.1-blocks: said c
2.2-cores: said b, 1 hnit
what is this
here: "x"
3.1-many: 9 of points
1.1-cut: done 2026-03-02 09:14
]]

local function damaged()
  local read = progress.read(DAMAGED)
  local found = {}
  for i, problem in ipairs(read.problems) do
    found[i] = problem.line
  end
  tap.is_deeply(found, {2, 3, 4, 5, 6}, "lines that are not understood")
  tap.like(read.problems[1].message, "stands above already", "a line that is twice")
  tap.like(read.problems[2].message, "^\"1 hnit\" is none of", "a part")
  tap.is(read:of("2.1-blocks").said, "b", "the others count")
  read:of("2.2-cores").said = "a"
  read.here = "1.1-cut"
  tap.is(read:text(), DAMAGED
    .. "2.2-cores: said a\nhere: 1.1-cut\n", "and none is lost")
  tap.is(progress.read("1.1-cut: said a\r\n"):of("1.1-cut").said, "a",
    "lines of Windows")
  tap.is(#progress.read("\0\1\255").problems, 1, "bytes that are no text")
end

whole()
fresh()
damaged()
tap.done()
