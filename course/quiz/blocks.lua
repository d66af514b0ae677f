-- course.quiz.blocks: questions about blocks, partitions, receivers and cores.
-- SPDX-License-Identifier: MIT
local p = require("course.quiz.program")
local words = require("sluice.words")

local function count_partitions(v)
  return p.whole("local[2]", v.interval, p.SOCKET
    .. "\n  :foreachRDD(function(rdd, time) print(time, rdd:getNumPartitions()) end)",
    v.block)
end

local function steady_ask(v, rest)
  return ("A record comes every %s. The batch interval is %s, the block interval %s, "
    .. "the master `local[2]`. %s"):format(p.time(v.every), p.time(v.interval),
    p.time(v.block), rest)
end

local IS_CUT_AGAIN <const> = "what arrives is cut again, every block interval"
local CORES <const> = "cores decide how many tasks run at once, not how many there are"

local function partitions_answer(run, v)
  return run:batch(v.time).partitions
end

-- 4: partitions of a batch.
local partitions = {number = 4, title = "partitions of a batch", view = "timeline"}

function partitions.draw(draw)
  local interval = draw:one({1000, 2000})
  return {interval = interval, block = draw:one({100, 200, 250, 500}), every = 50,
    time = interval * draw:number(2, 3), end_ms = 3 * interval}
end

partitions.program = count_partitions

function partitions.world(v)
  return p.steady(v.every, v.end_ms)
end

function partitions.ask(v)
  return steady_ask(v, ("How many partitions has the RDD of batch %d (%d ms)?"):format(
    v.time // v.interval, v.time))
end

partitions.answer = partitions_answer

function partitions.wrong(_, v)
  return {
    {1, IS_CUT_AGAIN},
    {2, CORES},
    {v.interval // v.every, "a record is no partition; those of a block interval are "
      .. "one"},
    {v.interval // v.block + 1, "the block that is cut at its tick is in the next "
      .. "batch"},
  }
end

function partitions.why(_, v)
  return ("%s is %d block intervals of %s; each has records, so each is a block, and a "
    .. "block is a partition"):format(p.time(v.interval), v.interval // v.block,
    p.time(v.block))
end

-- 5: partitions of the first batch.
local first = {number = 5, title = "partitions of the first batch", view = "timeline"}

function first.draw(draw)
  local interval = draw:one({1000, 2000})
  return {interval = interval, block = draw:one({100, 200, 250, 500}), every = 50,
    time = interval, end_ms = 2 * interval}
end

first.program, first.world, first.answer = count_partitions, partitions.world,
  partitions_answer

function first.ask(v)
  return steady_ask(v, "How many partitions has the RDD of the first batch?")
end

function first.wrong(_, v)
  return {
    {v.interval // v.block, "the block that is cut at the first tick is registered "
      .. "just "
      .. "after it, and is in batch 2"},
    {1, IS_CUT_AGAIN},
    {2, CORES},
    {v.interval // v.every, "a record is no partition; those of a block interval are "
      .. "one"},
  }
end

function first.why(_, v)
  local count = v.interval // v.block - 1
  return ("%s %s cut before the tick; the one that is cut at it belongs to batch 2")
    :format(words.count(count, "block"), count == 1 and "is" or "are")
end

-- 6: a silence.
local silence = {number = 6, title = "a silence", view = "timeline"}

function silence.draw(draw)
  local from = 1000 + 200 * draw:number(1, 2)
  return {interval = 1000, block = 200, every = 50, from = from,
    to = from + 200 * draw:number(1, 2), time = 2000, end_ms = 3000}
end

silence.program, silence.answer = count_partitions, partitions_answer

function silence.world(v)
  return p.steady(v.every, v.from - 1) .. p.steady(v.every, v.end_ms, 9999, v.to)
end

function silence.ask(v)
  return steady_ask(v, ("From %s to %s nothing comes. How many partitions has the RDD "
    .. "of "
    .. "batch 2 (2000 ms)?"):format(p.time(v.from), p.time(v.to)))
end

function silence.wrong(_, v)
  local quiet = (v.to - v.from) // v.block
  return {
    {5, "an interval without a record makes no block"},
    {1, IS_CUT_AGAIN},
    {quiet, "these are the intervals without a record"},
    {5 - quiet - 1, "the block that is cut at 1 s is in this batch"},
  }
end

function silence.why(run)
  local cuts = p.map(run:batch(2000).blocks, function(block)
    return ("%g"):format(block.cut / 1000)
  end)
  return ("blocks were cut at %s s"):format(p.join(cuts))
end

-- 7: just before a tick.
local before = {number = 7, title = "just before a tick", view = "timeline"}

function before.draw(draw)
  local tick = 1000 * draw:number(1, 3)
  return {tick = tick, at = tick - draw:one({25, 75, 125, 175, 225, 325, 375}),
    end_ms = tick + 1500}
end

function before.program()
  return p.whole("local[2]", 1000, p.SOCKET .. ":print()")
end

function before.world(v)
  return p.world({{at = v.at, text = "late"}})
end

function before.ask(v)
  return ("Batches are 1 s, blocks 200 ms. A record arrives at %s. When is its block "
    .. "cut, and which batch has it?"):format(p.time(v.at))
end

local function block_of(cut, batch)
  return ("cut at %s, in batch %d"):format(p.time(cut), batch)
end

function before.answer(run)
  local block = run:records()[1].block
  return block_of(block.cut, block.batch // 1000)
end

local function cut_of(v)
  return v.at // 200 * 200 + 200
end

function before.wrong(_, v)
  local batch, cut = v.tick // 1000, cut_of(v)
  local is_late = cut == v.tick
  return {
    is_late and {block_of(cut, batch), "at the tick, the batch is formed first, then "
      .. "the "
      .. "block is cut"}
      or {block_of(cut, batch + 1), ("the block is there when batch %d is formed, at "
        .. "%s")
        :format(batch, p.time(v.tick))},
    {block_of(v.at, batch), "a block is cut at the end of a block interval, not with "
      .. "each "
      .. "record"},
    {block_of(cut + 200, batch + 1), ("the block interval of the record ends at %s")
      :format(p.time(cut))},
  }
end

function before.why(_, v)
  return cut_of(v) == v.tick
    and "at one moment a batch is formed first and a block is cut after it"
    or ("the block interval ends at %s, before the tick"):format(p.time(cut_of(v)))
end

-- 8: cores that are free.
local free = {number = 8, title = "cores for tasks", view = "cluster"}

local function sockets(count)
  local lines, names = {}, {}
  for i = 1, count do
    names[i] = "s" .. i
    lines[i] = ("local s%d = ssc:socketTextStream(\"localhost\", %d)"):format(i,
      10000 - i)
  end
  lines[#lines + 1] = count == 1 and "s1:count():print()"
    or ("ssc:union({%s}):count():print()"):format(table.concat(names, ", "))
  return table.concat(lines, "\n")
end

local function all_ports(v)
  local lines = {}
  for i = 1, v.receivers do
    lines[i] = p.steady(100, v.end_ms, 10000 - i)
  end
  return table.concat(lines)
end

function free.draw(draw)
  local receivers = draw:number(1, 3)
  return {receivers = receivers, cores = receivers + draw:number(1, 3), end_ms = 2000}
end

function free.program(v)
  return p.whole(("local[%d]"):format(v.cores), 1000, sockets(v.receivers))
end

free.world = all_ports

function free.ask(v)
  return ("A program has %s and runs on `local[%d]`. How many tasks can run at one "
    .. "time?"):format(words.count(v.receivers, "socket stream"), v.cores)
end

local function running_receivers(run)
  local count = 0
  for _, receiver in ipairs(run:receivers()) do
    count = count + (receiver.core and 1 or 0)
  end
  return count
end

function free.answer(run, v)
  return v.cores - running_receivers(run)
end

function free.wrong(_, v)
  return {
    {v.cores, "a receiver holds a core for as long as it lives"},
    {v.cores - 1, "each receiver holds a core, not all of them one"},
    {v.receivers, "receivers take cores away, they do not bring any"},
    {1, "each core that is left runs a task"},
    {0, "a receiver holds one core, not all of them"},
  }
end

function free.why(_, v)
  return ("%d of %d cores %s held by %s"):format(v.receivers, v.cores,
    v.receivers == 1 and "is" or "are", words.count(v.receivers, "receiver"))
end

-- 9: batches that get done.
local done = {number = 9, title = "batches that get done", view = "cluster"}

function done.draw(draw)
  local receivers = draw:number(1, 3)
  return {receivers = receivers, cores = receivers + draw:number(0, 1),
    batches = draw:number(3, 5), end_ms = 6500}
end

done.program, done.world = free.program, all_ports

function done.shown(v)
  return sockets(v.receivers)
end

function done.ask(v)
  return ("This program runs on `local[%d]`, and batches are 1 s. Records come all the "
    .. "time from %s; the work of a batch takes some milliseconds. How many batches "
    .. "are "
    .. "done by %d.5 s?"):format(v.cores, words.count(v.receivers, "source"), v.batches)
end

function done.answer(run, v)
  local count = 0
  for _, batch in ipairs(run:batches({to = v.batches * 1000})) do
    local total = batch.totalDelay
    local is_done = total and batch.time + total <= v.batches * 1000 + 500
    count = count + (is_done and 1 or 0)
  end
  return count
end

function done.wrong(_, v)
  if v.cores > v.receivers then
    return {
      {0, "one core is left, and that is enough for these tasks"},
      {v.batches - 1, ("batch %d is formed at %d s, and needs some "
        .. "milliseconds"):format(
        v.batches, v.batches)},
      {1, "each batch is done long before the next tick"},
    }
  end
  return {
    {v.batches, "the receivers hold every core, so no task can run"},
    {v.batches - 1, "a batch that finds no core is not late only: a receiver never "
      .. "ends"},
    {1, "batch 1 has records, too, and finds no core for its tasks"},
  }
end

function done.why(_, v)
  return v.cores > v.receivers and "one core is left for tasks"
    or "every core is held by a receiver: batches are formed, and wait"
end

-- 10 and 11: union, repartition.
local union = {number = 10, title = "partitions of a union", view = "lineage:batch=2"}

function union.draw(draw)
  return {left = draw:one({50, 100, 500}), right = draw:one({100, 500, 1000}),
    end_ms = 3000}
end

local TWO <const> = "local a = ssc:socketTextStream(\"localhost\", 9999)\n"
  .. "local b = ssc:socketTextStream(\"localhost\", 9998)\n"

function union.shown()
  return TWO .. "a:union(b):foreachRDD(function(rdd, time)\n"
    .. "  print(time, rdd:getNumPartitions(), rdd:count())\nend)"
end

function union.program()
  return p.whole("local[4]", 1000, union.shown())
end

function union.world(v)
  return p.steady(v.left, v.end_ms, 9999) .. p.steady(v.right, v.end_ms, 9998)
end

function union.ask(v)
  return ("Batches are 1 s, blocks 200 ms, the master is `local[4]`. A record comes "
    .. "every %s at port 9999, and every %s at port 9998, each to `a` or `b`. How many "
    .. "partitions has the union in batch 2?"):format(
    p.time(v.left), p.time(v.right))
end

local function shares(run, time)
  local counts = {}
  for _, block in ipairs(run:batch(time).blocks) do
    counts[block.receiver + 1] = (counts[block.receiver + 1] or 0) + 1
  end
  return counts[1] or 0, counts[2] or 0
end

function union.answer(run)
  return tonumber(run:batch(2000).output:match("(%d+)%s+%d+%s*$"))
end

function union.wrong(run)
  local left, right = shares(run, 2000)
  return {
    {math.max(left, right), "partitions are not merged pair by pair"},
    {10, "where nothing comes in a block interval there is no block"},
    {4, CORES},
    {2, "a stream is not one partition"},
    {5, left + right < 5 and "a block interval without a record makes no block"
      or "both streams bring their blocks"},
  }
end

function union.why(run)
  return ("union puts the partitions of both streams side by side: %d + %d"):format(
    shares(run, 2000))
end

local spread = {number = 11, title = "tasks behind a repartition",
  view = "lineage:batch=2"}

function spread.draw(draw)
  return {n = draw:number(2, 4), every = draw:one({100, 200, 500}), end_ms = 3000}
end

function spread.shown(v)
  return ("%s:repartition(%d)\n  :foreachRDD(function(rdd) rdd:count() end)"):format(
    p.SOCKET, v.n)
end

function spread.program(v)
  return p.whole("local[4]", 1000, spread.shown(v))
end

function spread.world(v)
  return p.steady(v.every, v.end_ms)
end

function spread.ask(v)
  return ("Batches are 1 s, blocks 200 ms, the master is `local[4]`, and a record "
    .. "comes "
    .. "every %s. How many tasks run for batch 2?"):format(p.time(v.every))
end

function spread.answer(run)
  return #run:tasks({batch = 2000})
end

function spread.wrong(run, v)
  local blocks = #run:batch(2000).blocks
  return {
    {v.n, "the blocks have to be read and dealt out first: a task for each"},
    {blocks, "behind the shuffle there is a task for each new partition"},
    {blocks * v.n, "each block is read once"},
    {4, CORES},
  }
end

function spread.why(run, v)
  return ("%d tasks read the blocks, %d work behind the shuffle"):format(
    #run:batch(2000).blocks, v.n)
end

return {partitions, first, silence, before, free, done, union, spread}
