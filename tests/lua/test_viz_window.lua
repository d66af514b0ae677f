-- tests/lua/test_viz_window.lua -- which batches each window covers, drawn and as text.
-- SPDX-License-Identifier: MIT
local json = require("json")
local pictures = require("pictures")
local style = require("viz.style")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local text_of, says = pictures.text_of, pictures.says

local function run_of(shape, spec)
  return trace.new(traces.windowed(shape, spec))
end

local function read(run, spec)
  return pictures.read(viz.draw(run, spec or "window"))
end

local function text(run, spec, how)
  how = how or {}
  how.format, how.columns = "text", how.columns or 80
  return viz.draw(run, spec or "window", how)
end

-- --- Length 3, slide 2, as in every course -------------------------------------------

local letters = {"a", "b c", "a", "a d", "c", "b", "a a", "d"}
local course = trace.new(traces.lettered(letters, {{3, 2}}))
local page = read(course)
tap.is(text_of(page, "headline"),
  "A window of 3 s every 2 s: every second batch is counted twice", "the headline")
tap.ok(says(page, "At 1, 3, 5, 7 s the windowed stream has no RDD"), "the rule")
tap.ok(says(page, "3 / 2 gives 1 or 2"), "and why")
tap.is(text_of(page, "window-4-2-label"), "2", "a window holds a batch")
tap.is(text_of(page, "window-4-5-label"), nil, "and another one not")
tap.is(page.boxes["window-4-2"].left, page.boxes["batch-2"].left,
  "which stands under it")
tap.like(page.boxes["window-6-4"].class, "^member batch%-4 from%-6000 f%-b3$",
  "kind, batch, time and colour are classes")
tap.ok(page.paths["window-8"].right > page.boxes["window-8-8"].right,
  "the frame is around its batches")
tap.ok(says(page, "window at 10 s") and says(page, "still to come"),
  "the next window has batch 8 already")
tap.is(text(course), [[
windows of words.lua, window(Seconds(3), Seconds(2))
time        0 s   1     2     3     4     5     6     7     8 s
batch        1=a   2=bc  3=a   4=ad  5=c   6=b   7=aa  8=d        records
W at 2 s    ╎─ 1 ─── 2 ┤                                          a b c
W at 4 s          ├─ 2 ─── 3 ─── 4 ┤                              b c a a d
W at 6 s                      ├─ 4 ─── 5 ─── 6 ┤                  a d c b
W at 8 s                                  ├─ 6 ─── 7 ─── 8 ┤      b a a d
W at 10 s                                             ├─ 8 ─…     still to come
windows        1x    2x    1x    2x    1x    2x    1x    2x
A window of 3 s every 2 s: every second batch is counted twice.
At 1, 3, 5, 7 s the windowed stream has no RDD: no job, no header. A batch is in
length / slide windows, rounded up or down: 3 / 2 gives 1 or 2.
]], "as text")
tap.like(text(course, nil, {ascii = true}),
  "\nW at 2 s    :%- 1 %-%-%- 2 %] +a b c\nW at 4 s          %[%- 2 ", "in ASCII")
tap.is(page.alt, "Window of 3 s every 2 s over 8 batches. A window of 3 s every 2 s: "
  .. "every second batch is counted twice. Window at 2 s: batches 1 and 2. Window at 4 "
  .. "s: batches 2 to 4. Window at 6 s: batches 4 to 6. Window at 8 s: batches 6 to 8.",
  "the picture in words")

-- --- Every shape ---------------------------------------------------------------------

for _, case in ipairs({
  {{{4, 2}}, "A window of 4 s every 2 s: each batch is in 2 windows"},
  {{{4, 4}}, "A window of 4 s every 4 s: each batch is in exactly one"},
  {{{4, 3}}, "A window of 4 s every 3 s: of 3 batches one is counted twice"},
  {{{5, 3}}, "A window of 5 s every 3 s: of 3 batches 2 are counted twice"},
  {{{5, 2}}, "A window of 5 s every 2 s: every second batch is counted 3 times"},
  {{{2, 3}}, "A slide longer than the window leaves gaps: batches 1, 4 and 7 are never "
    .. "seen"},
  {{{1.5, 0.5}}, "A window of 1.5 s every 500 ms: each batch is in 3 windows"},
  {{{3, 20}}, "No window yet: the first one is due at 20 s, the run ends at 8 s"},
}) do
  tap.is(text_of(read(run_of(case[1])), "headline"), case[2], case[2])
end

local gap = read(run_of({{2, 3}}))
tap.ok(says(gap, "never seen") and gap.boxes["batch-4"].class:find("s%-frame"),
  "a batch that no window sees is drawn so")
tap.like(text(run_of({{2, 3}})), "\nwindows        0x    1x    1x    0x ", "and said")
tap.ok(says(read(run_of({{6, 1}})), "6\u{d7}"), "how often a batch is counted")

-- Whatever is drawn, nothing overlaps, nothing leaves the page.
local shapes = {{{3, 2}}, {{3, 1}}, {{2, 3}}, {{6, 1}}, {{1.5, 0.5}}, {{20, 4}},
  {{3, 20}}, {{3, 2, "recent"}, {4, 4, "longer"}, {3, 2, "again"}}}
local specs = {"window", "window:batches=3..5", "window:title=off", "window:2s..7s"}
local function look(run, name)
  for _, spec in ipairs(specs) do
    tap.none(pictures.faults(run, spec), name .. ", " .. spec)
  end
end
for i, shape in ipairs(shapes) do
  look(run_of(shape), "shape " .. i)
end
for _, theme in ipairs(style.themes) do
  tap.none(pictures.problems(viz.draw(course, "window:theme=" .. theme), theme), theme)
end

-- --- Which window --------------------------------------------------------------------

local three = run_of(shapes[#shapes])
tap.ok(says(read(three), "2 other windows: stream=longer or stream=again"),
  "the others are named")
tap.ok(says(read(three, "window:stream=longer"), "longer: window(Seconds(4)"),
  "a window by the name of its stream")
tap.ok(says(read(three, "window:output=2"), "longer: window(Seconds(4)"),
  "or by an output")

local function fails(run, spec, message)
  local fine, problem = pcall(viz.draw, run, spec)
  tap.ok(not fine and problem.name == "usage"
    and problem.message:find(message, 1, true), "refused: " .. message)
end

fails(three, "window:stream=loner", "no window is called `loner`; there are recent, ")
fails(three, "window:output=4", "output 4: the program has 3 outputs")
fails(three, "window:output=x", "output wants a number from 1 on, got \"x\"")
fails(three, "window:batches=1..1", "no window of `recent` ends from 0 s to 1 s")
fails(trace.new(traces.queue()), "window", "no stream of queue.lua has a window")

-- --- Inputs --------------------------------------------------------------------------

local long = trace.new(traces.long(1000))
tap.ok(says(read(long), "492 further windows to 1000 s not drawn, batches=17..32"),
  "of many windows the first ones are drawn, and that is said")
look(long, "1000 batches")
tap.ok(#viz.draw(long, "window") < 40000, "in a picture of bearable size")
look(trace.new(traces.busy()), "many records")
tap.like(text(trace.new(traces.busy())), "\nW at 2 s .* %d+ records\n", "are counted")
local silent = traces.windowed({{3, 2}})
for i = #silent, 1, -1 do
  local kind = silent[i].kind
  if kind == "record" or kind == "block" then
    table.remove(silent, i)
  elseif kind == "batch" then
    silent[i].blocks, silent[i].records = {}, 0
  end
end
look(trace.new(silent), "empty batches")
tap.ok(says(read(trace.new(silent)), "0 + 0 + 0 = 0 records"), "no record is none")
tap.ok(not says(read(trace.new(traces.queued({{3, 2}}))), "records"),
  "what did not come from a receiver is not counted")
look(trace.new(traces.queued({{3, 2}})), "no receiver")
local odd = {"<b>&\"", "\\N \\\\", "\u{1F408}\u{1F415}", "\u{5d0}\u{5d1}", "x", "y",
  "z", ("long"):rep(2500)}
look(trace.new(traces.lettered(odd, {{3, 2}})), "odd texts")

-- --- Windows of windows --------------------------------------------------------------

local nested = trace.new(traces.nested())
page = read(nested)
tap.is(text_of(page, "headline"),
  "A window of windows: the one at 2 s holds batch 1 twice", "a window of windows")
tap.is(text_of(page, "window-4-3-label"), "W 3 s", "has windows as members")
tap.ok(says(page, "2\u{d7}") or says(page, "3\u{d7}"), "batches count more than once")
look(nested, "nested")

-- --- With an inverse function --------------------------------------------------------

local states = trace.new(json.lines("tests/golden/own/states.jsonl"))
local spec = "window:stream=recent,batches=10..10"
page = read(states, spec)
tap.is(text_of(page, "headline"),
  "What leaves is subtracted, what enters is added: 2 part sums instead of 3",
  "a step with an inverse function")
tap.ok(page.boxes.leaves and page.boxes.enters, "what leaves and what enters")
tap.ok(says(page, "(cat,0) stays in the window for ever"), "a key that counts nothing")
tap.ok(says(page, "Function calls at 10 s: 1; without an inverse function: 0."),
  "how often functions ran")
tap.is(text(states, "window:stream=recent,batches=4..4"), [[
windows of states.lua, recent: reduceByKeyAndWindow(Seconds(3), Seconds(1)), the
step from 3 s to 4 s, 11 steps in all, batches=5..5 shows that of 5 s
time        0 s   1     2     3     4 s
batch        1:1   2=cat 3:1   4:1
dog          1           1
cat          1     1           2
emu                      2
W at 3 s    ├─ 1 ─── 2 ─── 3 ┤            dog 2     cat 2     emu 2
− leaves    ░░░░░░                        − 1 + 0   − 1 + 2   − 0 + 0
+ enters                      ++++++
W at 4 s          ├─ 2 ─── 3 ─── 4 ┤      dog 1     cat 3     emu 2
Part sums read, per key: 2; without an inverse function: 3.
Function calls at 4 s: 3; without an inverse function: 1.
What leaves is subtracted, what enters is added: 2 part sums instead of 3.
The inverse form needs a checkpoint directory.
It pays when length > 2 × slide: what stays is not read again.
]], "the step as text")
specs = {"window:stream=recent", "window:stream=recent,batches=1..1", spec,
  "window:stream=recent,title=off", "window:output=5"}
look(states, "inverse")

-- A filter takes a key away: the trace tells no parts then, but they came in once.
local records = json.lines("tests/golden/own/states.jsonl")
for _, record in ipairs(records) do
  if record.kind == "state-key" and record.at == 6125000 and record.key == "dog" then
    record.value, record.what, record.left, record.entered = nil, "removed", nil, nil
  end
end
tap.like(text(trace.new(records), "window:stream=recent,batches=6..6"),
  "dog 1 .*leaves [^\n]*− 1 %+ 0 .*W at 6 s[^\n]*dog removed",
  "what a removed key lost")

tap.is(viz.draw(course, "window"), viz.draw(trace.new(traces.lettered(letters,
  {{3, 2}})), "window"), "the same trace makes the same picture")

tap.done()
