-- SPDX-License-Identifier: MIT

local function seconds(ms)
  return ("%g s"):format(ms / 1000)
end

-- How often each word came in the last 30 s before a time, by batches.
local function counted(run, time)
  local words, counts = {}, {}
  for _, batch in ipairs(run:batches{from = time - 29999, to = time}) do
    for _, record in ipairs(run:records{batch = batch.time}) do
      local word = record.text
      words[#words + 1] = not counts[word] and word or nil
      counts[word] = (counts[word] or 0) + 1
    end
  end
  return words, counts
end

local function tens(run)
  local list = {}
  local batches = run:batches()
  for time = 10000, batches[#batches].time, 10000 do
    list[#list + 1] = run:batch(time)
  end
  return list
end

check("30 every 10", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  local windows = run:windows()
  expect(#windows > 0):says("no window was made")
  for i, window in ipairs(windows) do
    expect(window.length == 30000, {batch = window.time, got = seconds(window.length),
      key = seconds(window.time)})
      :says("the window at {key} is {got} long, wanted 30 s: you changed the question")
    expect(window.time == i * 10000,
      {batch = window.time, got = seconds(window.time), want = seconds(i * 10000)})
      :says("a window ends at {got}, wanted one at {want}: you changed the question")
  end
end)

check("each word once", {after = "30 every 10"}, function(run)
  always(tens(run), function(batch)
    local times = {}
    for _, line in ipairs(lines(run, batch.time)) do
      local word = line:match("^%((.*),") or line
      times[word] = (times[word] or 0) + 1
    end
    for _, word in ipairs((counted(run, batch.time))) do
      if (times[word] or 0) > 1 then
        return false, times[word], 1, word
      end
    end
    return true
  end):says("{batch}: {key} stands there {got} times, once for each batch; a "
    .. "window of sums "
      .. "holds the sums of all its batches", uses(run, "reduceByKey", "countByValue"))
    :says("{batch}: {key} stands there {got} times")
end)

check("totals", {after = "each word once"}, function(run)
  always(tens(run), function(batch)
    local words, counts = counted(run, batch.time)
    local want = {}
    for _, word in ipairs(words) do
      want[#want + 1] = ("(%s,%d)"):format(word, counts[word])
    end
    local got = table.concat(sorted(lines(run, batch.time)), " ")
    want = table.concat(sorted(want), " ")
    return got == want, got == "" and "nothing" or got, want == "" and "nothing" or want
  end):says("{batch} prints {got}, wanted {want}, in any order")
end)

-- Whether an RDD is made of a window without a shuffle between.
local function is_windowed(run, number)
  local rdd = run:rdd(number)
  if not rdd or rdd.wide then
    return false
  elseif rdd.op == "window" then
    return true
  end
  for _, parent in ipairs(rdd.parents) do
    if is_windowed(run, parent) then
      return true
    end
  end
  return false
end

check("one shuffle a batch", {after = "30 every 10"}, function(run)
  always(tens(run), function(batch)
    for _, rdd in ipairs(run:rdds{batch = batch.time}) do
      for _, parent in ipairs(rdd.wide and rdd.parents or {}) do
        if is_windowed(run, parent) then
          return false
        end
      end
    end
    return true
  end):says("{batch} shuffles all words of 30 s, most of them not for the first "
    .. "time: add "
    .. "up in each batch, then over the window")
end)

hidden{world = "two_minutes", ["until"] = "120s", says = "for two minutes, other words"}

reply("The window duration of",
  "30 s is no whole number of your batches: 30 s and 10 s stay, the batch interval may "
  .. "change")
reply("The slide duration of",
  "10 s is no whole number of your batches: the batch interval must go into both, 30 s "
  .. "and 10 s")
