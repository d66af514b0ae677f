-- tests/lua/test_viz_storage.lua -- copies of blocks as a picture and as text.
-- SPDX-License-Identifier: MIT
local clusters = require("clusters")
local pictures = require("pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local text_of = pictures.text_of

local function read(run, spec)
  return pictures.read(viz.draw(run, spec or "storage"))
end

local function text(run, spec, how)
  how = how or {}
  how.format = "text"
  return viz.draw(run, spec or "storage", how)
end

-- Runs --------------------------------------------------------------------------------

-- Adds records to those of a run, in the order of time.
local function with(run, more)
  local list = {}
  for _, record in ipairs(run) do
    while more[1] and more[1].at < record.at do
      list[#list + 1] = table.remove(more, 1)
    end
    list[#list + 1] = record
  end
  return list
end

-- All blocks of a part of a run, cut at its end: as if their receiver had stored them.
local function together(run, from, to)
  for _, record in ipairs(run) do
    if record.kind == "block" and record.at > from and record.at <= to then
      record.at = to
    end
  end
  return run
end

local function cluster(executors, batches)
  return clusters.make {executors = executors, cores = 2, batches = batches, maps = 2,
    results = 1}
end

-- A block of receiver 0, with copies on executor 0 and on another one.
local function block(list, at, other, place)
  local id = ("input-0-%d"):format(at // 1000 - 200)
  local function add(record)
    record.at, record.block = at, id
    list[#list + 1] = record
  end
  if place == "disk" then
    add({kind = "block-copy", executor = 0, place = "disk", bytes = 40, why = "stored"})
  end
  if other then
    add({kind = "block-copy", executor = other, place = "memory", bytes = 40,
      why = "replicated"})
  end
  add({kind = "block", receiver = 0, from = at - 200000, records = 4, bytes = 40,
    executor = 0, level = other and "MEMORY_AND_DISK_SER_2" or "MEMORY_ONLY"})
  return id
end

local function remove(list, at, id, executor, why)
  list[#list + 1] = {at = at, kind = "block-removed", block = id, executor = executor,
    why = why}
end

-- Four blocks with two copies each, one of them on disk; executor 0 dies at 0.9 s, with
-- two records in its buffer. A fifth block has one copy, if `single`.
local function loss(single)
  local list, ids = {}, {}
  for i = 1, 4 do
    ids[i] = block(list, i * 200000, not (single and i == 3) and 1 + i % 2 or nil,
      i == 2 and "disk" or nil)
  end
  for number = 0, 1 do
    list[#list + 1] = {at = 850000 + number, kind = "record", receiver = 0,
      number = number, text = "late", bytes = 8}
  end
  for _, id in ipairs(ids) do
    remove(list, 900000, id, 0, "lost")
  end
  list[#list + 1] = {at = 900000, kind = "executor", executor = 0, host = "node-0",
    cores = 2, state = "lost", text = "killed", memory = 1000}
  list[#list + 1] = {at = 900000, kind = "receiver", receiver = 0, stream = 0,
    state = "waiting", executor = -1, core = -1, lost = 2}
  return with(cluster(3, 3), list)
end

-- Partitions of an RDD fill the memory of executor 1: one goes to disk, one is dropped.
local function full()
  local list = {{at = 1000000, kind = "rdd", rdd = 7, op = "map", stream = 0,
    batch = 1000000, partitions = 6, parents = {}, wide = false}}
  for partition = 0, 5 do
    list[#list + 1] = {at = 1100000 + partition, kind = "cached", rdd = 7, records = 9,
      block = "rdd_7_" .. partition, partition = partition, bytes = 240,
      executor = 1 + partition // 4, level = "MEMORY_AND_DISK"}
  end
  list[#list + 1] = {at = 1500000, kind = "block-copy", block = "rdd_7_0", executor = 1,
    place = "disk", bytes = 240, why = "evicted"}
  remove(list, 1500000, "rdd_7_1", 1, "evicted")
  return with(cluster(3, 3), list)
end

-- The picture -------------------------------------------------------------------------

local lost = trace.new(loss())
local page = read(lost)
tap.is(text_of(page, "headline"), "Executor 0 is lost at 0.9 s: every block keeps a "
  .. "copy, 2 records no block yet", "the headline is the finding")
tap.ok(page.boxes["copy-200-0-before"] and page.boxes["copy-200-0"], "before and after")
tap.is(text_of(page, "copy-200-0-before-label"), "M", "a copy in memory")
tap.is(text_of(page, "copy-400-0-before-label"), "D", "one on disk")
tap.is(text_of(page, "copy-400-0-label"), "\u{d7} D", "which is gone")
tap.is(text_of(page, "copy-200-2-label"), "M", "the other copy stays")
tap.like(page.boxes["copy-200-0"].class, "s%-badline", "what is gone is marked")
tap.ok(pictures.says(page, "\u{d7} 2 rec"), "records of the buffer")
tap.ok(pictures.says(page, "lost at 0.9 s"), "the executor")
tap.like(text_of(page, "footnote"), "D disk %(thick foot%)", "what the letters mean")
tap.like(page.alt, "Executor 1: 2 blocks in memory, 0 on disk, 80 B of memory in use",
  "alternative text")
tap.is(text_of(read(trace.new(loss(true))), "headline"), "Executor 0 is lost at 0.9 s: "
  .. "1 of 4 blocks had no other copy, 2 records no block yet", "a block with one copy")

local evicted = trace.new(full())
page = read(evicted)
tap.is(text_of(page, "headline"),
  "Memory of executor 1 is full at 1.5 s: rdd_7_0 leaves it for the disk", "full memory")
tap.is(text_of(page, "copy-rdd_7_0-1-label"), "D", "a partition that went to disk")
tap.is(text_of(page, "copy-rdd_7_1-1-label"), "\u{d7} M", "one that was dropped")
tap.like(page.boxes["copy-rdd_7_0-1"].class, "batch%-1", "it belongs to its batch")
tap.ok(pictures.says(page, "1000 B"), "the ceiling is drawn where memory comes near it")

-- A moment
local early = read(lost, "storage:at=0.5s")
tap.is(text_of(early, "headline"), "At 0.5 s: 2 blocks with 2 copies each, 120 B in "
  .. "memory", "a moment")
tap.is(early.boxes["copy-600-0"], nil, "later blocks are not there yet")
tap.is(text_of(read(lost, "storage:at=0.1s"), "headline"),
  "At 0.1 s: no block is stored", "no block yet")
tap.raises(function() read(lost, "storage:at=9s") end, "the run ends at 4 s",
  "a moment behind the end")
tap.raises(function() read(lost, "storage:at=x") end, "at wants a time", "no time")
tap.is(text_of(read(lost, "storage:2s..3s"), "headline"):match("^At"), "At",
  "a range without the loss shows a moment of its own")

-- With the driver all copies are gone.
local dead = loss()
table.insert(dead, #dead, {at = 840000, kind = "driver", state = "killed"})
for i = #dead, 1, -1 do
  if dead[i].at >= 900000 and dead[i].kind ~= "stopped" then
    table.remove(dead, i)
  end
end
dead = read(trace.new(dead))
tap.is(text_of(dead, "headline"),
  "The driver dies at 0.84 s, and all copies with it: 4 blocks", "a dead driver")

-- Detail ------------------------------------------------------------------------------

local function many_blocks()
  local list = {}
  for i = 1, 99 do
    block(list, i * 200000, 1)
  end
  return with(cluster(2, 20), list)
end

local function many_rdds()
  local list = {}
  for rdd = 1, 60 do
    for partition = 0, 2 do
      list[#list + 1] = {at = 1000000 + rdd, kind = "cached", rdd = rdd, records = 9,
        block = ("rdd_%d_%d"):format(rdd, partition), partition = partition, bytes = 5,
        executor = partition % 2, level = "MEMORY_ONLY"}
    end
  end
  return with(cluster(2, 3), list)
end

local function many_executors()
  local list = {}
  for i = 1, 4 do
    block(list, i * 200000, 100 + i)
  end
  return with(cluster(1000, 3), list)
end

local kinds = {
  {"loss", loss()}, {"single", loss(true)}, {"full", full()},
  {"many blocks", many_blocks()}, {"many RDDs", many_rdds()},
  {"many executors", many_executors()},
  {"demo", traces.demo()}, {"queue", traces.queue()}, {"wall", traces.wall()},
  {"two receivers", traces.two_receivers()}, {"silent", traces.silent()},
  {"a long run", traces.long(1000)}, {"no block", cluster(2, 2)},
}
for _, kind in ipairs(kinds) do
  local name, run = kind[1], trace.new(kind[2])
  for _, spec in ipairs({"storage", "storage:at=1s", "storage:theme=print:title=off",
    "storage:batches=1..2:theme=dark"}) do
    tap.none(pictures.problems(viz.draw(run, spec), spec:match("theme=(%a+)")),
      name .. ", " .. spec)
  end
  for _, ascii in ipairs({false, true}) do
    local widest, foreign = 0, false
    for line in text(run, nil, {ascii = ascii, columns = 80}):gmatch("[^\n]+") do
      widest = math.max(widest, utf8.len(line))
      foreign = foreign or ascii and line:find("[^ -~]") ~= nil
    end
    tap.ok(widest <= 80 and not foreign, ("%s, %s: %d columns"):format(name,
      ascii and "ASCII" or "Unicode", widest))
  end
end

tap.like(text_of(read(trace.new(many_blocks())), "subline"),
  "a batch or RDD as one column", "what is together is said")
local many = read(trace.new(many_rdds()))
tap.like(text_of(many, "subline"), "%d+ batches or RDDs as one column each",
  "that of several, too")
tap.like(text_of(many, "subline"), "others as the first column", "and what is left out")
local large = read(trace.new(many_executors()))
tap.like(text_of(large, "subline"), "995 executors as one row", "a large cluster")
tap.ok(pictures.says(large, "995 others"), "and its memory")
tap.ok(#viz.draw(trace.new(traces.long(1000)), "storage") < 100000,
  "a thousand batches make a picture of bearable size")

-- Text --------------------------------------------------------------------------------

tap.like(text(lost), [[
before, just under 0.9 s
            next
            200   400   600   800
exec 0 R    M     D     M     M     2
exec 1      ·     M     ·     M
exec 2      M     ·     M     ·
copies      2     2     2     2

after, 0.9 s
            next
            200   400   600   800
exec 0      ×M    ×D    ×M    ×M    ×2  lost
exec 1      ·     M     ·     M
exec 2      M     ·     M     ·
copies      1     1     1     1
]], "a row for each executor")
tap.like(text(evicted, nil, {ascii = true}), "exec 1 +D +xM +M +M", "without UTF-8")

-- Blocks that were cut at the same time stand as the trace tells of them.
do
  local run, wanted = together(traces.demo(), 4000000, 5900000), {}
  for _, record in ipairs(run) do
    if record.kind == "block" and record.at == 5900000 then
      wanted[#wanted + 1], wanted[record.block] = record.block, true
    end
  end
  local drawn = {}
  local dot = viz.draw(trace.new(run), "storage")
  for id in dot:gmatch("\"block ([%w-]+), %d+ record") do
    drawn[#drawn + 1] = wanted[id] and id or nil
  end
  tap.ok(#wanted > 5, "several blocks are cut at the same time")
  tap.is(table.concat(drawn, " "), table.concat(wanted, " "),
    "and stand in the order of the trace")
end

tap.done()
