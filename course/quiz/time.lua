-- course.quiz.time: questions about batches and their times.
-- SPDX-License-Identifier: MIT
local p = require("course.quiz.program")

local BLOCK <const> = 200

local function print_lines(master, interval)
  return p.whole(master, interval, p.SOCKET .. ":print()")
end

-- 1: the batch of a record.
local record = {number = 1, title = "the batch of a record", view = "timeline"}

function record.draw(draw)
  local interval = draw:one({500, 1000, 2000})
  local at = draw:moment(interval // 2, 3 * interval)
  return {interval = interval, at = at, end_ms = 5 * interval}
end

function record.program(v)
  return print_lines("local[2]", v.interval)
end

function record.world(v)
  return p.world({{at = v.at, text = "here"}})
end

function record.ask(v)
  return ("A program prints each batch of a socket stream. The batch interval is %s, "
    .. "blocks are cut every %s. A record arrives at %s. Under which `Time:` is it "
    .. "printed?"):format(p.time(v.interval), p.time(BLOCK),
    p.time(v.at))
end

function record.answer(run)
  return ("%d ms"):format(run:records()[1].block.batch)
end

local function cut_of(v)
  return v.at // BLOCK * BLOCK + BLOCK
end

function record.wrong(_, v)
  local start = v.at // v.interval * v.interval
  local tick, cut = start + v.interval, cut_of(v)
  local late = cut == tick and "and what is cut at a tick is in the next batch"
    or "when that batch has been formed already"
  return {
    {("%d ms"):format(tick), ("its block is cut at %s, %s"):format(p.time(cut), late)},
    {("%d ms"):format(start), "a batch is named after its end, not after its start"},
    {("%d ms"):format(tick + v.interval), ("its block is cut at %s, so it is there "
      .. "when "
      .. "the batch of %s is formed"):format(p.time(cut), p.time(tick))},
    {("%d ms"):format(v.at), "a record has no batch of its own"},
  }
end

function record.why(_, v)
  return ("its block is cut at %s; a batch takes the blocks that were cut before its "
    .. "tick, and one that is cut at the tick comes too late"):format(p.time(cut_of(v)))
end

-- 2: how many batches.
local formed = {number = 2, title = "how many batches", view = "timeline"}

function formed.draw(draw)
  local interval = draw:one({500, 1000, 2000, 5000})
  local at = interval * draw:number(2, 6) + interval * draw:number(1, 4) // 5
  return {interval = interval, at = at, end_ms = at, records = draw:number(3, 9)}
end

function formed.program(v)
  return print_lines("local[2]", v.interval)
end

function formed.world(v)
  local list = {}
  for i = 1, v.records do
    list[i] = {at = 25 + 50 * i, text = "r" .. i}
  end
  return p.world(list)
end

function formed.ask(v)
  return ("The batch interval is %s; %d records arrive, all in the first second. How "
    .. "many batches have been formed by %s?"):format(p.time(v.interval), v.records,
    p.time(v.at))
end

function formed.answer(run, v)
  return #run:batches({to = v.at})
end

function formed.wrong(_, v)
  return {
    {v.records, "batches are made by time, not by records"},
    {1, "a batch is formed at each tick, also when nothing came"},
    {v.at // v.interval + 1, "the batch that is still being filled is formed at its "
      .. "end"},
    {v.at // v.interval - 1, ("at %s, the first tick, there is a batch, too"):format(
      p.time(v.interval))},
  }
end

function formed.why(_, v)
  return ("one is formed at each multiple of %s, up to %s"):format(p.time(v.interval),
    p.time(v.at // v.interval * v.interval))
end

-- 3: empty batches.
local empty = {number = 3, title = "batches without records", view = "timeline"}

function empty.draw(draw)
  local first = draw:number(2, 3)
  local last = first + draw:number(1, 2)
  return {interval = 1000, first = first, last = last, end_ms = (last + 2) * 1000}
end

function empty.program(v)
  return p.whole("local[2]", v.interval, p.SOCKET
    .. ":foreachRDD(function(rdd, time)\n  print(time, rdd:getNumPartitions())\nend)")
end

function empty.world(v)
  local quiet, again = (v.first - 1) * 1000 - 200, v.last * 1000 - 200
  return p.steady(100, quiet - 1) .. p.steady(100, v.end_ms, 9999, again)
end

function empty.ask(v)
  return ("The batch interval is 1 s, blocks are cut every 200 ms. A record comes "
    .. "every "
    .. "100 ms, but none from %s to %s. Which batches are empty, and have they an RDD?")
    :format(p.time((v.first - 1) * 1000 - 200), p.time(v.last * 1000 - 200))
end

local function numbers(first, last)
  local list = {}
  for number = first, last do
    list[#list + 1] = number
  end
  return p.join(list)
end

function empty.answer(run)
  local list = {}
  for _, batch in ipairs(run:batches()) do
    list[#list + 1] = batch.records == 0 and batch.number or nil
  end
  return p.join(list) .. "; yes, without partitions"
end

function empty.wrong(_, v)
  local which = numbers(v.first, v.last)
  return {
    {which .. "; no", "a DStream has an RDD for each batch, also for an empty one"},
    {numbers(v.first, v.last - 1) .. "; yes, without partitions",
      ("what comes from %s on is in the block that is cut at %s, and that one is in "
      .. "batch %d"):format(p.time(v.last * 1000 - 200), p.time(v.last * 1000),
      v.last + 1)},
    {which .. "; yes, with one partition", "a partition is a block, and no block was "
      .. "cut"},
    {"none, since a batch needs a record", "a batch is formed at each tick"},
  }
end

function empty.why()
  return "a batch is formed at each tick; its RDD has as many partitions as it has "
    .. "blocks: none"
end

return {record, formed, empty}
