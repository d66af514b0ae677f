-- course.quiz.operators: questions about operators, shuffles and outputs.
-- SPDX-License-Identifier: MIT
local hashcode = require("viz.hashcode")
local p = require("course.quiz.program")
local words_of = require("course.words")

-- The hashes of the last three are negative.
local WORDS <const> = {"tea", "milk", "rice", "salt", "corn", "plum", "fig", "bean",
  "banana", "orange", "walnut"}

local COUNT <const> = p.SOCKET .. "\n  :map(function(word) return word, 1 end)\n"
  .. "  :reduceByKey(function(a, b) return a + b end%s)\n  %s"

-- A word in each block interval, so that each is a partition.
local function a_block_each(words)
  local list = {}
  for i, word in ipairs(words) do
    list[i] = {at = 100 + 200 * (i - 1), text = word}
  end
  return p.world(list)
end

-- 12: the partition of a word.
local placed = {number = 12, title = "which partition counts a word",
  view = "lineage:batch=1"}

function placed.draw(draw)
  return {words = draw:some(WORDS, 4), n = draw:number(3, 4), end_ms = 1000}
end

function placed.program(v)
  return p.whole("local[2]", 1000, COUNT:format(", "
    .. "" .. v.n, ":foreachRDD(function(rdd)\n"
    .. "    rdd:mapPartitionsWithIndex(function(index, counted)\n"
    .. "      local list = {}\n"
    .. "      for i, one in ipairs(counted) do list[i] = index .. \" \" .. one._1 end\n"
    .. "      return list\n"
    .. "    end):foreach(print)\n  end)"))
end

-- What is shown asks no more than what is needed.
function placed.shown(v)
  return COUNT:format(", " .. v.n, ":print()")
end

function placed.world(v)
  return a_block_each(v.words)
end

function placed.ask(v)
  return ("The words %s arrive, and are counted in %d partitions, 0 to %d. The hash of "
    .. "`%s` is %d. Which partition counts it?"):format(p.join(v.words), v.n, v.n - 1,
    v.words[1], hashcode.string(v.words[1]))
end

function placed.answer(run, v)
  for _, one in ipairs(run:printed()) do
    local index = one.text:match("(%d+) " .. v.words[1] .. "%f[%A]")
    if index then
      return tonumber(index)
    end
  end
  return nil
end

-- The rank of the first of some words in the alphabet, from 0.
local function rank(list)
  local before = 0
  for _, word in ipairs(list) do
    before = before + (word < list[1] and 1 or 0)
  end
  return before
end

function placed.wrong(_, v)
  local n, hash = v.n, hashcode.string(v.words[1])
  return {
    {math.abs(hash) % n, "the remainder of a negative number is made positive by "
      .. "adding "
      .. "the number of partitions"},
    {hash % n + 1 < n and hash % n + 1 or 0, "partitions are counted from 0, and the "
      .. "remainder is the number"},
    {0, "which word comes first plays no part"},
    {rank(v.words) % n, "the alphabet plays no part"},
    {#v.words[1] % n, "the length of the word plays no part"},
    {n - 1, "the remainder decides, and the number of words plays no part"},
  }
end

function placed.why(_, v)
  local hash = hashcode.string(v.words[1])
  return ("the remainder of %d by %d is %d%s"):format(hash, v.n, hash % v.n,
    hash < 0 and "; a negative one is made positive" or "")
end

-- 13: the order of lines.
local order = {number = 13, title = "the order of what is printed",
  view = "lineage:batch=1"}

function order.draw(draw)
  return {words = draw:some(WORDS, 4), end_ms = 1000}
end

function order.shown()
  return COUNT:format(", 1", ":print()")
end

function order.program()
  return p.whole("local[2]", 1000, order.shown())
end

function order.world(v)
  return a_block_each(v.words)
end

function order.ask(v)
  return ("The words %s arrive in this order, each once, and are counted in one "
    .. "partition. In which of these orders are they printed?"):format(p.join(v.words))
end

-- The orders that a rule would give; one of these is no question when it comes true.
local function ruled_orders(v)
  local sorted, back = table.move(v.words, 1, 4, 1, {}), {}
  table.sort(sorted)
  for i, word in ipairs(v.words) do
    back[#v.words + 1 - i] = word
  end
  return {
    {p.join(v.words), "the order of coming does not survive a shuffle"},
    {p.join(sorted), "counting does not sort"},
    {p.join(back), "the order of coming plays no part, backwards neither"},
  }
end

function order.answer(run, v)
  local printed = p.join(p.map(words_of.lines(run, 1000), function(line)
    return line:match("%((%w+),")
  end))
  for _, ruled in ipairs(ruled_orders(v)) do
    if ruled[1] == printed then
      return nil
    end
  end
  return printed
end

function order.wrong(_, v)
  return ruled_orders(v)
end

function order.why()
  return "the words stand in a hash table, each where its hash puts it; by coming or "
    .. "by "
    .. "the alphabet there is no order"
end

-- 14: flatMap and filter.
local kept = {number = 14, title = "flatMap and filter", view = "lineage:batch=1"}

function kept.draw(draw)
  local lines = {}
  for i = 1, 3 do
    lines[i] = table.concat(draw:some({"a", "to", "river", "the", "water", "is"},
      draw:number(2, 4)), " ")
  end
  return {lines = lines, end_ms = 1000}
end

function kept.shown()
  return "local words = " .. p.SOCKET .. ":flatMap(split)\n"
    .. "local long = words:filter(function(word) return #word > 2 end)\n"
    .. "words:count():print()\nlong:count():print()"
end

function kept.program()
  return p.whole("local[2]", 1000, kept.shown())
end

function kept.world(v)
  return a_block_each(v.lines)
end

function kept.ask(v)
  return ("Batch 1 has the lines %s; `split` cuts a line into words. How many records "
    .. "leave flatMap, and how many leave "
    .. "filter?"):format(p.join(p.map(v.lines, function(line)
    return ("`%s`"):format(line)
  end)))
end

local function both(a, b)
  return ("%d and %d"):format(a, b)
end

function kept.answer(run)
  local printed = words_of.lines(run, 1000)
  return both(printed[1], printed[2])
end

local function tally(v)
  local all, long = 0, 0
  for _, line in ipairs(v.lines) do
    for word in line:gmatch("%S+") do
      all, long = all + 1, long + (#word > 2 and 1 or 0)
    end
  end
  return all, long
end

function kept.wrong(_, v)
  local all, long = tally(v)
  return {
    {both(all, all - long), "filter keeps a word where its function is true"},
    {both(3, 3), "flatMap makes a record of each word, not of each line"},
    {both(3, long), "flatMap makes a record of each word, not of each line"},
    {both(all, all), "filter leaves a word out where its function is not true"},
  }
end

function kept.why()
  return "flatMap gives a record for each word, filter keeps those it says true for"
end

-- 15: calls of a function.
local calls = {number = 15, title = "how often a function sees a record",
  view = "graph"}

function calls.draw(draw)
  return {outputs = draw:number(2, 3), cached = draw:one({true, false}), end_ms = 1000}
end

function calls.shown(v)
  local lines = {"local seen = ssc:sparkContext():longAccumulator(\"seen\")",
    "local marked = " .. p.SOCKET .. ":map(function(line)",
    "  seen:add(1)", "  return line .. "
      .. "\"!\"", "end)" .. (v.cached and ":cache()" or "")}
  for _ = 1, v.outputs do
    lines[#lines + 1] = "marked:foreachRDD(function(rdd) rdd:count() end)"
  end
  return table.concat(lines, "\n")
end

function calls.program(v)
  return p.whole("local[2]", 1000, calls.shown(v))
end

function calls.world()
  return p.world({{at = 100, text = "x"}})
end

function calls.ask(v)
  return ("%s outputs count `marked`, which is %scached. One record arrives. How often "
    .. "does the function of map see it?"):format(v.outputs == 2 and "Two" or "Three",
    v.cached and "" or "not ")
end

function calls.answer(run)
  local total = 0
  for _, task in ipairs(run:tasks()) do
    for _, one in ipairs(task.calls or {}) do
      total = total + (run:stream(one[1]).op == "map" and one[2] or 0)
    end
  end
  return total
end

function calls.wrong(_, v)
  return {
    {1, "each output computes what it needs again, since nothing is cached"},
    {v.outputs, "what is cached is computed once in a batch"},
    {0, "the outputs make the work happen"},
    {v.outputs + 1, "describing the stream calls no function, only outputs do"},
  }
end

function calls.why(_, v)
  return v.cached and "the first output computes it and keeps it for the others"
    or "each output computes it for itself"
end

-- 16: lines of a join.
local joined = {number = 16, title = "lines of a join", view = "lineage:batch=2"}

function joined.draw(draw)
  local clicks, names = {}, {}
  for i = 1, draw:number(3, 4) do
    clicks[i] = {user = draw:one({"ann", "bob", "cy"}), batch = i > 2 and 2 or i}
  end
  for i = 1, draw:number(3, 4) do
    names[i] = {user = draw:one({"ann", "bob", "cy"}), batch = i > 2 and 2 or i}
  end
  return {clicks = clicks, names = names, end_ms = 2500}
end

local TWO <const> = "local function keyed(line) return line:match(\"(%S+) (%S+)\") "
  .. "end\n"
  .. "local a = ssc:socketTextStream(\"localhost\", 9999):map(keyed)\n"
  .. "local b = ssc:socketTextStream(\"localhost\", 9998):map(keyed)\n"

function joined.shown()
  return TWO .. "a:join(b):print()"
end

function joined.program()
  return p.whole("local[3]", 1000, joined.shown())
end

function joined.world(v)
  local list = {}
  for i, one in ipairs(v.clicks) do
    list[#list + 1] = {at = one.batch * 1000 - 900 + 20 * i, text = one.user .. " page"}
  end
  for i, one in ipairs(v.names) do
    list[#list + 1] = {at = one.batch * 1000 - 900 + 20 * i, text = one.user .. " land",
      port = 9998}
  end
  return p.world(list)
end

local function told(list, batch)
  local users = {}
  for _, one in ipairs(list) do
    users[#users + 1] = one.batch == batch and one.user or nil
  end
  return p.join(users)
end

function joined.ask(v)
  return ("Keys of stream a: %s in batch 1, %s in batch 2. Keys of stream b: %s in "
    .. "batch "
    .. "1, %s in batch 2. How many lines does `a:join(b)` print in batch 2?"):format(
    told(v.clicks, 1), told(v.clicks, 2), told(v.names, 1), told(v.names, 2))
end

function joined.answer(run)
  return #words_of.lines(run, 2000)
end

-- Lines that fit by a rule.
local function fitting(v, fits)
  local count = 0
  for _, click in ipairs(v.clicks) do
    for _, name in ipairs(v.names) do
      count = count + (click.user == name.user and fits(click.batch, name.batch)
        and 1 or 0)
    end
  end
  return count
end

local function in_batch(list, batch)
  local count = 0
  for _, one in ipairs(list) do
    count = count + (one.batch == batch and 1 or 0)
  end
  return count
end

function joined.wrong(run, v)
  local clicks, lines = in_batch(v.clicks, 2), joined.answer(run)
  return {
    {fitting(v, function() return true end), "a join looks at one batch only"},
    {clicks, lines > clicks and "each pair of equal keys is a line of its own"
      or "a key without a partner gives no line"},
    {fitting(v, function(_, b) return b == 2 end), "what came in batch 1 is not "
      .. "remembered"},
    {clicks + in_batch(v.names, 2), "a line is a pair, of one record from each side"},
    {0, "equal keys of the same batch meet"},
  }
end

function joined.why()
  return "each pair of equal keys of the same batch gives a line"
end

return {placed, order, kept, calls, joined}
