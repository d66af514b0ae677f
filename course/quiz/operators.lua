-- course.quiz.operators: questions about operators, shuffles and outputs.
-- SPDX-License-Identifier: MIT
local p = require("course.quiz.program")
local words_of = require("course.words")

local WORDS <const> = {"tea", "milk", "rice", "salt", "corn", "plum", "fig", "bean"}

local COUNT <const> = p.SOCKET .. ":map(function(word) return word, 1 end)\n"
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
  return p.whole("local[2]", 1000, COUNT:format(", " .. v.n, ":foreachRDD(function(rdd)\n"
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

local function hash(word)
  local value = 0
  for i = 1, #word do
    value = (31 * value + word:byte(i)) & 0xFFFFFFFF
  end
  return value < 1 << 31 and value or value - (1 << 32)
end

function placed.ask(v)
  return ("Words are counted in %d partitions. The hash of `%s` is %d. Which partition "
    .. "counts it?"):format(v.n, v.words[1], hash(v.words[1]))
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

function placed.wrong(_, v)
  local list = {}
  for i = 0, v.n - 1 do
    list[i + 1] = {i, "hash modulo number of partitions, and never negative"}
  end
  return list
end

function placed.why(_, v)
  return ("%d modulo %d is %d"):format(hash(v.words[1]), v.n, hash(v.words[1]) % v.n)
end

-- 13: the second line.
local second = {number = 13, title = "the order of what is printed",
  view = "lineage:batch=1"}

function second.draw(draw)
  return {words = draw:some(WORDS, 4), end_ms = 1000}
end

function second.program()
  return p.whole("local[2]", 1000, COUNT:format(", 1", ":print()"))
end

function second.world(v)
  return a_block_each(v.words)
end

function second.ask(v)
  return ("The words %s arrive in this order, each once, and are counted in one "
    .. "partition. Which word is printed second?"):format(p.join(v.words))
end

function second.answer(run)
  return words_of.lines(run, 1000)[2]:match("%((%w+),")
end

function second.wrong(_, v)
  local sorted = table.move(v.words, 1, 4, 1, {})
  table.sort(sorted)
  return {
    {v.words[2], "the order of coming does not survive a shuffle"},
    {sorted[2], "counting does not sort"},
    {v.words[1], "the order of coming does not survive a shuffle"},
    {v.words[3], "a key stands where its hash puts it"},
    {v.words[4], "a key stands where its hash puts it"},
  }
end

function second.why()
  return "the words stand in a hash table, each where its hash puts it"
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

function kept.program()
  return p.whole("local[2]", 1000, "local words = " .. p.SOCKET .. ":flatMap(split)\n"
    .. "local long = words:filter(function(word) return #word > 2 end)\n"
    .. "words:count():print()\nlong:count():print()")
end

function kept.world(v)
  return a_block_each(v.lines)
end

function kept.ask(v)
  return ("Batch 1 has the lines %s. How many records leave flatMap, and how many leave "
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
    {both(3, 3), "flatMap makes any number of records of one"},
    {both(all, all - long), "filter keeps where its function is true"},
    {both(3, long), "flatMap makes any number of records of one"},
    {both(all, all), "filter leaves out where its function is not true"},
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

function calls.program(v)
  local lines = {"local seen = ssc:sparkContext():longAccumulator(\"seen\")",
    "local marked = " .. p.SOCKET .. ":map(function(line)",
    "  seen:add(1)", "  return line .. \"!\"", "end)" .. (v.cached and ":cache()" or "")}
  for _ = 1, v.outputs do
    lines[#lines + 1] = "marked:foreachRDD(function(rdd) rdd:count() end)"
  end
  return p.whole("local[2]", 1000, table.concat(lines, "\n"))
end

function calls.world()
  return p.world({{at = 100, text = "x"}})
end

function calls.ask(v)
  return ("%d outputs count `marked`, which is %scached. One record arrives. How often "
    .. "does the function of map see it?"):format(v.outputs, v.cached and "" or "not ")
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
    {1, "each output computes what it needs again, if it is not cached"},
    {v.outputs, "what is cached is computed once in a batch"},
    {0, "an output makes the work happen"},
    {v.outputs + 1, "describing calls no function"},
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
  for i = 1, draw:number(2, 4) do
    clicks[i] = {user = draw:one({"ann", "bob", "cy"}), batch = draw:number(1, 2)}
  end
  for i = 1, draw:number(2, 3) do
    names[i] = {user = draw:one({"ann", "bob", "cy"}), batch = draw:number(1, 2)}
  end
  return {clicks = clicks, names = names, end_ms = 2500}
end

local TWO <const> = "local function keyed(line) return line:match(\"(%S+) (%S+)\") end\n"
  .. "local a = ssc:socketTextStream(\"localhost\", 9999):map(keyed)\n"
  .. "local b = ssc:socketTextStream(\"localhost\", 9998):map(keyed)\n"

function joined.program()
  return p.whole("local[3]", 1000, TWO .. "a:join(b):print()")
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
  return ("Keys of stream a: %s in batch 1, %s in batch 2. Keys of stream b: %s in batch "
    .. "1, %s in batch 2. How many lines does a:join(b) print in batch 2?"):format(
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

function joined.wrong(_, v)
  return {
    {fitting(v, function() return true end), "a join looks at one batch only"},
    {in_batch(v.clicks, 2), "a key without a partner gives no line"},
    {in_batch(v.clicks, 2) + in_batch(v.names, 2), "a line is a pair of both sides"},
    {fitting(v, function(_, b) return b == 2 end), "what came in batch 1 is not "
      .. "remembered"},
    {0, "keys of the same batch meet"},
  }
end

function joined.why()
  return "each pair of equal keys of the same batch gives a line"
end

return {placed, second, kept, calls, joined}
