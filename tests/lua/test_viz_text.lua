-- tests/lua/test_viz_text.lua -- the timeline on a terminal.
-- SPDX-License-Identifier: MIT
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local function draw(run, spec, how)
  how = how or {}
  how.format = "text"
  return viz.draw(run, spec, how)
end

local function line(text, start)
  for each in text:gmatch("[^\n]*") do
    if each:sub(1, #start) == start then
      return each
    end
  end
  return nil
end

local demo, late = trace.new(traces.demo()), trace.new(traces.late())

local TITLE = "timeline of network_word_count.lua, 0 s to 3 s of 6 s"
  .. "  [n]: a block of n records\n"

tap.is(draw(demo, "timeline:0s..3s"), TITLE .. [[
           0 s                 1 s                 2 s                 3 s
time       ┼───┬───┬───┬───┬───┼───┬───┬───┬───┬───┼───┬───┬───┬───┬───┼
blocks     [ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1]
partitions  p0  p1  p2  p3  p0  p1  p2  p3  p4  p0  p1  p2  p3  p4  p0
batches    ╰── batch 1 ───╯╰──── batch 2 ─────╯╰──── batch 3 ─────╯
jobs                           █ 1                 ███ 2               █ 3
window     ╰─ window at 2 s: batches 1 to 2 ──╯
Batch 1 has 4 blocks, batches 2 and 3 have 5; the block cut at 1 s belongs to
batch 2.
]], "the word count, as the first five minutes show it")

tap.is(draw(demo, "timeline:0s..3s", {ascii = true}), TITLE .. [[
           0 s                 1 s                 2 s                 3 s
time       |---+---+---+---+---|---+---+---+---+---|---+---+---+---+---|
blocks     [ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1][ 1]
partitions  p0  p1  p2  p3  p0  p1  p2  p3  p4  p0  p1  p2  p3  p4  p0
batches    '-- batch 1 ---''---- batch 2 -----''---- batch 3 -----'
jobs                           # 1                 ### 2               # 3
window     '- window at 2 s: batches 1 to 2 --'
Batch 1 has 4 blocks, batches 2 and 3 have 5; the block cut at 1 s belongs to
batch 2.
]], "the same without UTF-8")

tap.like(draw(demo, "timeline:0s..3s:title=off"), "^ +0 s .* 2 ──╯\n$",
  "without a title there is only the picture")

local six = draw(demo, "timeline")
tap.is(line(six, "blocks"), "blocks     " .. ("1 "):rep(29) .. "1",
  "six seconds in one line")
tap.is(line(six, "3 s / 2 s"), "3 s / 2 s          ╰── window at 4 s: 2 to 4 ───╯",
  "windows that overlap have rows")
tap.is(line(six, "records"), nil, "one record a block needs no row of records")

local function named(texts)
  return draw(trace.new(traces.make({batches = 2, texts = texts, receivers = {
    {name = "lines", arrivals = {300000, 700000, 1100000}}}})), "timeline:0s..2s")
end
tap.is(line(named({"a", "bc", "def"}), "records"),
  "records         a       bc      def", "short ones stand above their blocks")
tap.is(line(named({"a", "bc", "defg"}), "records"), nil, "all of them, or none")

local eight = draw(late, "timeline")
local _, bands = eight:gsub("\ntime ", "")
tap.is(bands, 2, "more than six seconds go on in a second band")
tap.like(eight, "waiting +batch 5 waits 700 ms ░░░░░░░\n", "a wait with its label")
tap.like(eight, " 4, 1%.7 s" .. ("█"):rep(12) .. " 5\n",
  "a bar without room beside it holds its label")
tap.is(line(eight, "records"),
  "records    ::·····:::·····: ··:··:: ··:·····::⁝::·::⁝·:::···:·:·· ··:··",
  "records are counted by column where blocks hold several")
tap.like(eight, "\nBatch 4 takes 1.7 s, so batch 5 waits 700 ms.\n$",
  "the finding comes last")

local long = draw(trace.new(traces.long(1000)), "timeline")
tap.like(long, "\nbatches 4 to 997 are not drawn\n", "of a very long run only the ends")
tap.like(long, "batch 1000", "the last batch is there")

tap.like(draw(trace.new(traces.busy()), "timeline:0s..2s"), " 187 184 181 201 175",
  "counts of three digits")
tap.like(draw(trace.new(traces.one_core()), "timeline"),
  "Batches 1 to 5 wait and never run: no core is free", "no core")
local lives = draw(trace.new(traces.two_lives()), "timeline")
tap.like(lives, "\nmissed +batch 4 of 4 s, again ─[─]+\n +batch 5 of 5 s ─",
  "batches that a dead driver missed")
tap.like(draw(trace.new(traces.two_lives()), "timeline:6s..9s"),
  "no driver [─]+╯████ 4%-7  █ 8", "run one behind the other when it is back")
tap.like(draw(trace.new(traces.failing()), "timeline"), "█ 3 ×",
  "a failed batch is marked")
tap.like(draw(trace.new(traces.two_receivers()), "timeline"), "\nusers      1   1   1",
  "each receiver has its own row")
tap.like(draw(trace.new(traces.queue()), "timeline"), "\npartitions  2         2",
  "without a receiver there are partitions only")
tap.like(draw(trace.new(traces.wall()), "timeline"),
  "\n0 s is 2025%-10%-09 08:53:20 UTC\n", "the wall clock")
tap.like(draw(demo, "timeline:3s..6s"),
  "window     ──────────── window at 6 s: batches 4 to 6", "a window that began before is open")

local lengths = draw(trace.new(traces.make({batches = 6, windows = {
  {length = 2000000, slide = 2000000}, {length = 3000000, slide = 2000000}},
  outputs = {{window = 1}, {window = 2}}})),
  "timeline")
tap.like(lengths, "\nW 2s/2s +╰.*\nwindow +╰.*\n3 s / 2 s +╰",
  "of several streams of windows each says its length")

local narrow = draw(late, "timeline", {columns = 52})
tap.like(narrow, "^this terminal has 52 columns, the picture needs 60; as a table:\n",
  "a narrow terminal gets a table")
tap.like(narrow, "\n    5       17       5   700 ms   340 ms\n", "with the same facts")
local plain = draw(late, "timeline", {plain = true})
tap.like(plain, "^batch  records  blocks   waited     took\n",
  "so does who wants no drawing")
for _, view in ipairs({"timeline", "cluster", "window"}) do
  local text = draw(trace.new(traces.demo()), view, {plain = true})
  tap.ok(not text:find("[\128-\255]"), view .. " without lines and blocks")
end

-- Colour says nothing alone
local colored = draw(late, "timeline", {color = true})
tap.like(colored, "\27%[38;5;75m", "batches have colours")
tap.like(colored, "\27%[38;5;166m", "waits have theirs")
tap.is(colored:gsub("\27%[[%d;]*m", ""), eight, "without them the text is the same")
tap.is(eight:find("\27", 1, true), nil, "and there are none unless asked for")

-- No line is wider than the terminal
local function widest(text)
  local most = 0
  for each in text:gmatch("[^\n]+") do
    most = math.max(most, utf8.len(each))
  end
  return most
end

for _, columns in ipairs({60, 80, 100, 132}) do
  local width = widest(draw(late, "timeline", {columns = columns}))
  tap.ok(width <= columns, ("fits %d columns: %d"):format(columns, width))
end
local several = trace.new(traces.make({batches = 60, receivers = {
  {name = "numbers", arrivals = traces.constant(2, 60)},
  {name = "lines", arrivals = traces.constant(1000, 60)}},
  cost = function(number) return 100000 + number % 7 * 180000 end}))
for _, run in ipairs({demo, late, several}) do
  for _, view in ipairs({"timeline", "stats"}) do
    local width = widest(draw(run, view))
    tap.ok(width <= 80, ("%s is %d columns wide where there is no terminal"):format(
      view, width))
  end
end

tap.done()
