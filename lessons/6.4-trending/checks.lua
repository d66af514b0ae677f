-- Checks of 6.4. What has to come out is counted anew, from the posts in the batches.
-- SPDX-License-Identifier: MIT
local LENGTH <const>, SLIDE <const>, MOST <const> = 30000, 10000, 5

local function table_times(run)
  local list, all = {}, run:batches()
  for time = SLIDE, all[#all].time, SLIDE do
    list[#list + 1] = time
  end
  return list
end

-- Tags by how often they were in batches later than `from`, up to `to`.
local function tags_between(run, from, to)
  local counts = {}
  for _, record in ipairs(run:records()) do
    local time = record.block and record.block.batch
    if time and time > from and time <= to then
      for tag in record.text:lower():gmatch("#%w+") do
        counts[tag] = (counts[tag] or 0) + 1
      end
    end
  end
  return counts
end

local function wanted(run, time)
  local recent, ever = tags_between(run, time - LENGTH, time), tags_between(run, 0, time)
  local list = {}
  for tag in pairs(recent) do
    list[#list + 1] = tag
  end
  table.sort(list, function(a, b)
    if recent[a] ~= recent[b] then
      return recent[a] > recent[b]
    end
    return a < b
  end)
  local parts = {}
  for i = 1, math.min(MOST, #list) do
    parts[i] = ("%s %d %d"):format(list[i], recent[list[i]], ever[list[i]])
  end
  return table.concat(parts, ", ")
end

-- The first table that is missing or wrong: its time, what it says, what it should say.
local function first_wrong(run)
  local trends = rows(run, "trends")
  for _, time in ipairs(table_times(run)) do
    local got, want = trends[("%d ms"):format(time)], wanted(run, time)
    if got ~= want then
      return {batch = time, got = got, want = want}
    end
  end
  return nil
end

-- The first post that was acknowledged a second before the last batch, and is in none.
local function first_lost(run)
  local last, there, text = run:batches()[#run:batches()].time, {}, {}
  for _, record in ipairs(run:records()) do
    local block = record.block
    there[record.text] = there[record.text] or block and block.batch and not block.lost
  end
  for _, sent in ipairs(run:arrivals{place = "posts"}) do
    text[sent.number] = sent.text
  end
  for _, ack in ipairs(run:acks{accepted = true}) do
    for _, number in ipairs(ack.time < last - 1000 and ack.numbers or {}) do
      if not there[text[number]] then
        return {key = text[number], got = ack.time}
      end
    end
  end
  return nil
end

check("one row a window", function(run)
  local trends, n = rows(run, "trends"), 0
  expect(#run:batches() > 0):says("no batch was formed")
  expect(count(trends) > 0):says("the store `trends` has no row")
  always(table_times(run), function(time)
    n = n + 1
    local name = ("%d ms"):format(time)
    return trends[name] ~= nil, name
  end):says("the store `trends` has no row of the name `{got}`")
  expect(count(trends) == n, {got = count(trends), want = n})
    :says("the store `trends` has {got} rows, wanted {want}: one every 10 s")
end)

check("nothing lost", {after = "one row a window", points = 2}, function(run)
  local lost = first_lost(run)
  expect(not lost, lost)
    :says('the post "{key}" was acknowledged at {got:s}, and is in no batch: it was in '
      .. "memory only, and died with the driver or its executor")
end)

check("top five", {after = "nothing lost", points = 2}, function(run)
  local wrong = first_wrong(run)
  expect(not wrong, wrong)
    :says('the table of {time} ms says "{got}", wanted "{want}"')
end)

check("no dead tags", {after = "top five"}, function(run)
  always(run:streams(), function(stream)
    return stream.window <= LENGTH, stream.window
  end):says("a window of {got:s} keeps every record of that time: for a total for ever "
    .. "there are states")
  for _, stream in ipairs(run:streams()) do
    local times = stream.op == "reduceByKeyAndWindow" and run:stateTimes(stream.number)
    local last = times and times[#times]
    if last then
      local keys = run:state(stream.number, last).keys
      local alive = count(tags_between(run, last - LENGTH, last))
      expect(keys <= alive, {batch = last, got = keys, want = alive})
        :says("at {time:s} the window keeps {got} tags, and {want} are in it: the others "
          .. "stay for ever with the number 0")
    end
  end
end)

check("keeps up", {after = "top five"}, function(run)
  always(run:batches(), function(batch)
    return batch.run > 1 or (batch.totalDelay or 0) <= 2 * run:run().interval,
      batch.totalDelay
  end):says("{batch} was done {got:s} after its tick, more than two intervals")
end)

check("whenever it dies", {after = {"no dead tags", "keeps up"}, points = 2,
    hidden = false}, function(run)
  for _, other in ipairs(crash{"driver", at = {9990, 33000, 54100}, back = 2500}) do
    local lost, wrong = first_lost(other), first_wrong(other)
    expect(not lost, {batch = other.killed, key = lost and lost.key})
      :says('one more death, at {time:s}: the post "{key}" is in no batch')
    expect(not wrong, {batch = other.killed, key = wrong and wrong.batch,
      got = wrong and wrong.got, want = wrong and wrong.want})
      :says('one more death, at {time:s}: the table of {key} ms says "{got}", wanted '
        .. '"{want}"')
  end
  expect(#run:drivers() > 0)
end)

reply("Some of the DStreams have different slide durations",
  "`recent` has an RDD every 10 s, `ever` one every 2 s: a window can give `ever` the "
  .. "other slide")

hidden{world = "calm", ["until"] = "120s", says = "where nothing breaks, for two minutes"}
hidden{world = "other", says = "with other tags and other deaths"}
hidden{world = "executors", master = "local-cluster[3,2,1024]",
  says = "where executors die"}
