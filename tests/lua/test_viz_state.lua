-- tests/lua/test_viz_state.lua -- the keys of a state, drawn and as text.
-- SPDX-License-Identifier: MIT
local counted = require("counted")
local json = require("json")
local pictures = require("pictures")
local style = require("viz.style")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local text_of, says = pictures.text_of, pictures.says

local function read(run, spec)
  return pictures.read(viz.draw(run, spec or "state"))
end

local function text(run, spec, how)
  how = how or {}
  how.format, how.columns = "text", how.columns or 80
  return viz.draw(run, spec or "state", how)
end

-- Nothing overlaps, nothing leaves the page, whatever the range and the width.
local function look(run, name, specs)
  for _, spec in ipairs(specs or {"state", "state:batches=2..3", "state:title=off"}) do
    tap.none(pictures.faults(run, spec), name .. ", " .. spec)
  end
end

-- --- Counting words ------------------------------------------------------------------

local pets = {"cat dog", "cat", "dog emu emu", "cat cat", "emu", "fox", "cat",
  "emu fox"}
local counts = trace.new(counted.words(pets, 3))
local page = read(counts)
tap.is(text_of(page, "headline"), "dog is removed at batch 6: 3 batches without data",
  "the headline says why a key ended")
tap.like(text_of(page, "subline"),
  "^counts: updateStateByKey: .* returns nil to remove", "the rule")
tap.is(page.alt, "State of 3 keys over 8 batches with updateStateByKey. dog is removed "
  .. "at batch 6: 3 batches without data. cat: 1 at batch 1, 2 at batch 2, 4 at batch "
  .. "4, 5 at batch 7; dog: 1 at batch 1, 2 at batch 3, removed at batch 6; emu: 2 at "
  .. "batch 3, 3 at batch 5, 4 at batch 8; fox: 1 at batch 6, 2 at batch 8.",
  "the picture in words")
tap.like(page.boxes["state-1-cat"].class, "^state batch%-1 from%-1000 f%-b0 s%-b0l$",
  "a new key has the colour of its batch")
tap.like(page.boxes["state-4-cat"].class, "f%-b3", "so has one that changed")
tap.like(page.boxes["state-3-cat"].class, "from%-3000 s%-rule$",
  "one that did not, not")
tap.like(page.boxes["state-6-dog"].class, "f%-badw s%-badline$", "a removed one")
tap.is(page.boxes["state-7-dog"], nil, "is gone")
tap.is(page.boxes["state-2-emu"], nil, "one that has not come yet is not there")
tap.is(text(counts), [[
state of words.lua, counts: updateStateByKey
batch       1       2       3       4       5       6       7       8
came in     cat dog cat     3       cat cat emu     fox     cat     emu fox
cat         1 new   2 +1    2       4 +2    4       4       5 +1    5
dog         1 new   1       2 +1    2       2       ×
emu                         2 new   2       3 +1    3       3       4 +1
fox                                                 1 new   1       2 +1
calls       2       2       3       3       3       4       3       3
with data   2       1       3       2       1       1       1       2
dog is removed at batch 6: 3 batches without data.
Every key is visited in every batch, so a batch costs more the more keys there
are; the function has to remove those that are done.
]], "as text")
local ascii = text(counts, nil, {ascii = true})
tap.ok(not ascii:find("[\128-\255]") and ascii:find("2       x\n"), "in ASCII")
tap.like(text(counts, nil, {columns = 50}), "^state of words.lua.*\nthis terminal has "
  .. "50 columns.*\ncat  5\ndog  gone\n", "a narrow terminal gets a table")
look(counts, "words")
for _, theme in ipairs(style.themes) do
  tap.none(pictures.problems(viz.draw(counts, "state:theme=" .. theme), theme), theme)
end
tap.is(viz.draw(counts, "state"), viz.draw(trace.new(counted.words(pets, 3)),
  "state"), "the same trace makes the same picture")

-- --- Sizes ---------------------------------------------------------------------------

local many = {}
for i = 1, 30 do
  many[i] = ("k%d k%d"):format(i, i // 2)
end
local keys = trace.new(counted.words(many))
page = read(keys)
tap.ok(says(page, "+ 11 further keys"), "of many keys twenty are drawn")
look(keys, "many keys and batches")
local some = {many[1]}
for i = 2, 24 do
  some[i] = "k1 k2"
end
some[1] = table.concat(many, " ")
tap.ok(says(read(trace.new(counted.words(some)), "state:batches=20..24"),
  "+ 11 unchanged"), "those that change come first")
local long = {}
for i = 1, 1000 do
  long[i] = i % 3 == 0 and "a b" or i % 7 == 0 and "c" or "a"
end
long = trace.new(counted.words(long, 5))
page = read(long)
tap.ok(says(page, "batches 5 to 992 not drawn, batches=5..12 shows the first of them"),
  "of many batches the first and the last are drawn")
tap.ok(page.boxes["state-4-a"] and page.boxes["state-1000-a"]
  and not page.boxes["state-500-a"], "with a gap between them")
look(long, "1000 batches", {"state", "state:batches=300..339",
  "state:batches=300..341"})
tap.ok(#viz.draw(long, "state") < 40000, "in a picture of bearable size")
local lines = text(long)
tap.ok(lines:find("\nbatch +1 +2 +3 +4 +… +993 ") and lines:find("a +1 new +2 "),
  "as text, too")

-- What is not named is not known.
local some_named = trace.new(counted.words({"a b c", "a b c", "c", "a b"}, nil,
  2))
page = read(some_named)
tap.ok(says(page, "2 changes not named, a larger sluice.trace.keys names more"),
  "changes without a name are told")
tap.is(page.boxes["state-1-c"], nil, "a key without a name is not there")
look(some_named, "keys without a name")
local unsure = trace.new(counted.words({"a b", "a b c d", "d"}, nil, 2))
tap.like(text(unsure), "\na +1 new +2 %+1 +2\n", "a key that is named is known")
tap.like(text(trace.new(counted.words({"x", "a b c x", "x"}, nil, 2))),
  "\nx +1 new +%? +3 %+?", "one that is not, is not, until it is named again")

-- --- Special runs --------------------------------------------------------------------

local function fails(run, spec, message)
  local fine, problem = pcall(viz.draw, run, spec)
  tap.ok(not fine and problem.name == "usage"
    and problem.message:find(message, 1, true), "refused: " .. message)
end

fails(trace.new(traces.demo()), "state", "network_word_count.lua keeps a state")
fails(counts, "state:stream=count", "no state is called `count`; there is counts")
fails(counts, "state:9s..", "the run ends at 8 s")
local empty = trace.new(counted.words({"", "", ""}))
look(empty, "no key")
tap.is(text_of(read(empty), "headline"), "0 keys after batch 3", "no key came")
look(trace.new(counted.words({"one"})), "one record")
local unkept = {}
for _, record in ipairs(counted.words({"a", "b"})) do
  unkept[#unkept + 1] = record.kind ~= "state" and record.kind ~= "state-key" and record
    or nil
end
tap.is(text_of(read(trace.new(unkept)), "headline"),
  "No state of `counts` was kept yet", "no state was made")
look(trace.new(unkept), "no state yet")
local failed = counted.words(pets, 3)
for _, record in ipairs(failed) do
  if record.batch == 3000000 and record.kind == "jobs-completed" then
    record.failed = true
  end
end
failed = trace.new(failed)
tap.ok(says(read(failed), "failed"), "a batch that failed")
look(failed, "failure")
local odd = trace.new(counted.words({"<b>&\"]; \\N \u{1F408} \u{5d0}\u{5d1} "
  .. ("long"):rep(2500), "<b>&\"];"}))
look(odd, "odd keys")

-- --- States of the engine ------------------------------------------------------------

local states = trace.new(json.lines("tests/golden/own/states.jsonl"))
for _, name in ipairs({"counts", "most", "6", "recent", "11"}) do
  look(states, name, {"state:stream=" .. name, "state:stream=" .. name .. ",title=off"})
end
tap.is(text_of(read(states, "state:stream=recent"), "headline"),
  "dog stays at 0 from batch 6 on, though no batch of the window has it",
  "a window with an inverse function keeps empty keys")
tap.is(text(states, "state:output=3"), text(states, "state:stream=6"),
  "a state by its output")
tap.is(text(states, "state:stream=most,batches=1..4"), [[
state of states.lua, most: updateStateByKey
batch       1            2            3            4
came in     dog cat      cat          dog emu      cat
dog         1 new        1            1 =          1
cat         1 =          1 =          1            2 +1
yak         4 given      4            4            4
emu                                   2 new        2
calls       3            3            4            4
with data   2            1            2            1
4 keys after batch 4: none was ever removed.
The function is called for every key it knows, in every batch; it returns nil to
remove one.
Every key is visited in every batch, so a batch costs more the more keys there
are; the function has to remove those that are done.
]], "an initial state, and values that change nothing")
tap.like(text(states, "state:stream=6"), "\ndog .* × out", "a key that timed out")
tap.like(text(states, "state:stream=recent"), "\ndog .* 0 −1~ 0 ~", "an empty one")

tap.done()
