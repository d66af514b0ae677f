-- tests/lua/test_viz_why.lua -- results traced back to their records, in a run of the
-- engine that is kept in tests/golden/own/origins.jsonl.
-- SPDX-License-Identifier: MIT
local model = require("viz.why.model")
local pictures = require("pictures")
local style = require("viz.style")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local run = trace.new(traces.file("tests/golden/own/origins.jsonl"))

local function text(spec, how)
  how = how or {}
  how.format, how.columns = "text", how.columns or 80
  return viz.draw(run, spec, how)
end

local function is_text(spec, wanted, name)
  tap.is(text(spec), table.concat(wanted, "\n") .. "\n", name)
end

-- Text --------------------------------------------------------------------------------

is_text("why:batch=4:key=be:output=2", {
  "(be,3) in batch 4 (4000 ms), output 2, window of batches 2 to 4, partition 1",
  "├─ 1 from batch 2, p1 ← block cut at 1.8 s ← \"be quick\" at 1.75 s",
  "└─ 2 from batch 3",
  "   ├─ 1 from p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "   └─ 1 from p1 ← block cut at 2.8 s ← \"to be\" at 2.75 s",
}, "a window, back through the shuffle to two batches and their records")
is_text("why:batch=2:key=cat:output=1", {
  "(cat,2) in batch 2 (2000 ms), output 1, partition 0",
  "└─ 2 from batch 2, p0 ← block cut at 1.4 s ← \"cat and dog and…\" "
    .. "at 1.25 s, twice",
}, "a record that brought two values; its text gives way")
is_text("why:batch=3:key=cat:output=3", {
  "(cat,2) in batch 3 (3000 ms), output 3, window of batches 2 and 3, partition 0",
  "└─ 2 from batch 2, p0 ← block cut at 1.4 s ← \"cat and dog and…\" "
    .. "at 1.25 s, twice",
  "made of the window before, 4; batch 1 left: 2",
}, "a window with an inverse function: what left it is no part of it")
is_text("why:batch=5:key=be:output=3", {
  "(be,0) in batch 5 (5000 ms), output 3, window of batches 4 and 5, partition 1",
  "made of the window before, 2; batch 3 left: 2",
}, "one that is empty again")
is_text("why:batch=5:key=be:output=4", {
  "(be,3) in batch 5 (5000 ms), output 4, state, partition 1",
  "├─ 1 from batch 2, p1 ← block cut at 1.8 s ← \"be quick\" at 1.75 s",
  "├─ 1 from batch 3, p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "└─ 1 from batch 3, p1 ← block cut at 2.8 s ← \"to be\" at 2.75 s",
}, "a state, through batches that brought it nothing")
is_text("why:batch=3:key=be:output=5", {
  "(be,2) in batch 3 (3000 ms), output 5, state, partition 1",
  "├─ 1 from batch 2, p1 ← block cut at 1.8 s ← \"be quick\" at 1.75 s",
  "└─ 1 from batch 3, p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "(be,3) in batch 3 (3000 ms), output 5, state, partition 1",
  "├─ 1 from batch 2, p1 ← block cut at 1.8 s ← \"be quick\" at 1.75 s",
  "├─ 1 from batch 3, p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "└─ 1 from batch 3, p1 ← block cut at 2.8 s ← \"to be\" at 2.75 s",
}, "what mapWithState returned knows no record that came after it")
is_text("why:batch=4:key=be:output=7", {
  "(be,5) in batch 4 (4000 ms), output 7, window of batches 3 and 4, partition 1",
  "├─ 3 from batch 3, over batches 2 and 3",
  "│  ├─ 1 from batch 2, p1 ← block cut at 1.8 s ← \"be quick\" at 1.75 s",
  "│  └─ 2 from batch 3",
  "│     ├─ 1 from p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "│     └─ 1 from p1 ← block cut at 2.8 s ← \"to be\" at 2.75 s",
  "└─ 2 from batch 4, over batch 3",
  "   └─ 2 from batch 3",
  "      ├─ 1 from p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "      └─ 1 from p1 ← block cut at 2.8 s ← \"to be\" at 2.75 s",
}, "a window of a window: what is in two of them comes twice")
is_text("why:batch=3:key=late:output=8", {
  "(late,(1,4)) in batch 3 (3000 ms), output 8, partition 0",
  "├─ 1 from batch 3, p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "└─ 4 from batch 3, p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
}, "a join: a value of each side")
tap.is(select(2, text("why:batch=3:key=be:output=8"):gsub("%(be,%(1,2%)%) in", "")), 4,
  "each of its pairs on its own")
is_text("why:batch=1:key=3:output=9", {
  "3 in batch 1 (1000 ms), output 9, partition 0",
  "└─ from batch 1, p0 ← block cut at 0.4 s ← \"the cat sat\" at 0.25 s",
}, "all records of a partition; a result without a key is found by its text")
is_text("why:batch=1:key=the:output=10", {
  "(the,1) in batch 1 (1000 ms), output 10, partition 1",
  "└─ from batch 1, p0 ← block cut at 0.4 s ← \"the cat sat\" at 0.25 s",
}, "sorting keeps records apart")
tap.like(text("why:batch=1:key=sat:output=11"), "^%(sat,the%) in batch 1 .-\n"
  .. "├─ sat from batch 1, p0 ← [^\n]-\n└─ the from batch 1, p0 ← [^\n]-\n%(sat,cat%)",
  "a record of each side of cartesian")
is_text("why:batch=1:key=sat:output=12", {
  "(sat,3) in batch 1 (1000 ms), output 12, partition 0",
  "├─ sat from batch 1, p0 ← block cut at 0.4 s ← \"the cat sat\" at 0.25 s",
  "└─ 3 from batch 1, p0 ← block cut at 0.4 s ← \"the cat sat\" at 0.25 s",
}, "of zip, too")
is_text("why:batch=3:key=be:output=13", {
  "be in batch 3 (3000 ms), output 13, partition 0",
  "└─ from batch 3",
  "   ├─ from p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "   └─ from p1 ← block cut at 2.8 s ← \"to be\" at 2.75 s",
}, "what is there once came from each that was the same")
is_text("why:batch=4:key=be:output=14", {
  "(be,3) in batch 4 (4000 ms), output 14, state, partition 1",
  "├─ 1 from batch 2, p1 ← block cut at 1.8 s ← \"be quick\" at 1.75 s",
  "├─ 1 from batch 3, p0 ← block cut at 2.4 s ← \"be late\" at 2.25 s",
  "└─ 1 from batch 3, p1 ← block cut at 2.8 s ← \"to be\" at 2.75 s",
}, "a state by a function of lists")
tap.like(text("why:batch=3:key=nobody:output=14"),
  "^%(nobody,0%) in batch 3 .-\n└─ 0 from updateStateByKey, of no record that is known\n",
  "which may give a key that nothing came for")
tap.like(text("why:batch=4000ms:key=be:output=2", {ascii = true}),
  "\n|%- 1 from batch 2, p1 <%- block cut at 1.8 s <%- \"be quick\" at 1.75 s\n`%- 2",
  "the same in ASCII")
tap.is(text("why:key=be"), text("why:batch=5:key=be:output=14"),
  "without a batch the last one that has the key, of the output that came furthest")

-- The numbers add up ------------------------------------------------------------------

-- How often a word is in a record.
local function count_word(line, word)
  local count = 0
  for other in line:gmatch("%S+") do
    count = count + (other == word and 1 or 0)
  end
  return count
end

-- Each value is 1 for a word of its record; a record brings no more than it has.
local function check_root(root, wanted)
  local sum, brought = 0, {}
  for _, leaf in ipairs(root.leaves) do
    for _ = 1, #leaf.values do
      sum = sum + 1
      brought[leaf.text] = (brought[leaf.text] or 0) + 1
    end
  end
  local fits = sum == wanted
  for line, count in pairs(brought) do
    fits = fits and count == count_word(line, root.key)
  end
  return fits
end

local wrong, seen = {}, 0
for output = 1, 6 do
  for _, batch in ipairs(run:batches()) do
    for _, result in ipairs(run:results(batch.time, output - 1)) do
      local built = model.build(run, {batch = batch.number, key = result.key,
        output = output})
      for _, root in ipairs(built.trees) do
        seen = seen + 1
        -- mapWithState returned it in the middle of its batch, perhaps of its record.
        local wanted = math.tointeger(tonumber(root.text:match(",(%d+)%)$")))
        if output ~= 5 and not check_root(root, wanted) then
          wrong[#wrong + 1] = ("output %d, batch %d: %s"):format(output, batch.number,
            root.text)
        end
      end
    end
  end
end
tap.none(wrong, "each count is the number of its records' words")
tap.ok(seen > 60, "of many results")

-- Pictures ----------------------------------------------------------------------------

local page = pictures.read(viz.draw(run, "why:batch=4:key=be:output=2"))
tap.is(pictures.text_of(page, "headline"),
  "(be,3) at 4 s comes from 3 records of batches 2 and 3", "a picture has a headline")
tap.is(page.alt, "(be,3) in batch 4 (4000 ms), output 2, window of batches 2 to 4, "
  .. "partition 1, comes from \\\"be quick\\\" of batch 2, partition 1, "
  .. "\\\"be late\\\" of batch 3, partition 0 and \\\"to be\\\" of batch 3, "
  .. "partition 1.", "and is told in words")
tap.like(page.boxes["record-3"].class, "^record batch%-2 from%-2000 f%-wash$",
  "a record has the id that it has everywhere")
tap.like(page.boxes["result-4-2"].class, "^result batch%-4 from%-4000 ",
  "the result is not seen before its batch")
for output = 1, 11 do
  for _, key in ipairs({"be", "cat", "3"}) do
    for _, theme in ipairs(style.themes) do
      local spec = ("why:key=%s:output=%d:theme=%s"):format(key, output, theme)
      local drawn, dot = pcall(viz.draw, run, spec)
      if drawn then
        tap.none(pictures.problems(dot, theme), spec)
      else
        tap.is(dot.name, "usage", spec .. ": no such result")
      end
    end
  end
end

-- Many records ------------------------------------------------------------------------

-- A run of one batch in which a key comes from many records of two partitions.
local function many(count)
  local list = traces.queue()
  local function add(fields)
    fields.at, fields.kind = 1100000, fields.kind or "origin"
    list[#list + 1] = fields
  end
  add({kind = "rdd", rdd = 101, op = "queueStream", stream = 0, batch = 1000000,
    partitions = 1, parents = {}, wide = false, type = "ParallelCollectionRDD",
    line = 1, shuffles = {}})
  add({kind = "rdd", rdd = 102, op = "reduceByKey", stream = 1, batch = 1000000,
    partitions = 1, parents = {101}, wide = true, type = "ShuffledRDD", line = 2,
    shuffles = {0}})
  add({kind = "job-started", job = 90, batch = 1000000, output = 0, action = "print",
    rdd = 102, partitions = {0}, stages = {}})
  local from = {}
  for i = 1, count do
    add({node = i, what = "read", job = 90, rdd = 101, partition = 0, shuffle = -1,
      map = -1, index = i - 1, from = {},
      text = ("a record of many words, so that it is long, %d"):format(i)})
    from[i] = {i, "1"}
  end
  add({node = 900, what = "key", job = 90, rdd = 102, partition = 0, shuffle = -1,
    map = -1, index = -1, key = "a", from = from})
  add({node = 901, what = "gave", job = 90, rdd = 102, partition = 0, shuffle = -1,
    map = -1, index = 0, key = "a", text = ("(a,%d)"):format(count), from = {{900}}})
  return trace.new(list)
end

local large = many(40)
local lines = viz.draw(large, "why:key=a", {format = "text", columns = 80})
tap.like(lines,
  "\n├─ … 34 more\n└─ 1 from batch 1, p0 ← record 40 of queueStream ← \"a",
  "of many records the first ones and the last one")
for line in lines:gmatch("[^\n]+") do
  tap.ok(utf8.len(line) <= 80, "a line that fits")
end
tap.is(select(2, viz.draw(large, "why:key=a:detail=all", {format = "text",
  columns = 80}):gsub("\n", "")), 41, "detail=all has all of them")
for _, spec in ipairs({"why:key=a", "why:key=a:detail=all", "why:key=a:title=off"}) do
  tap.none(pictures.problems(viz.draw(large, spec)), "a picture of them, " .. spec)
end
local cut = pictures.read(viz.draw(large, "why:key=a"))
tap.ok(pictures.says(cut, "29 records not shown (detail=all)"),
  "which says what it leaves out")

-- What cannot be answered -------------------------------------------------------------

local function refused(made, spec, message, try)
  local ok, problem = pcall(viz.draw, made, spec)
  tap.is(not ok and problem.message, message, spec)
  tap.is(not ok and problem.try, try, "and what to do")
end

refused(run, "why:batch=3:key=bee:output=1", "output 1 of batch 3 (3000 ms) gave "
  .. "nothing for the key \"bee\"; did you mean \"be\"?", "key=be")
refused(run, "why:batch=4:key=be:output=1",
  "output 1 of batch 4 (4000 ms) gave no record", "another batch")
refused(run, "why:key=be:output=15", "output 15: the program has 14 outputs",
  "output=1")
refused(run, "why:batch=3:output=1", "why wants the key of a result", "key=late")
refused(run, "why:batch=9:key=be", "the trace has no batch 9; it has batches 1 to 5, "
  .. "from 1 s to 5 s", "batch=5")
refused(trace.new(traces.file("tests/golden/own/demo.jsonl")), "why:key=be",
  "this trace does not say where records came from",
  "sluice run --provenance --trace FILE, which follows every record")

tap.is(require("viz.options").parse("key=a%3Ab%2C%25", "why", {"key"}).key, "a:b,%",
  "signs that stand between options may be in a key")
tap.is(require("viz.options").escape("a:b,%"), "a%3Ab%2C%25", "as their codes")

tap.done()
