-- Checks of 5.5.
-- SPDX-License-Identifier: MIT

-- How many lines came up to each batch that are no number, by the time of the batch.
local function bad_lines(run)
  local by_batch, total = {}, {}
  for _, record in ipairs(run:records()) do
    local time = record.block and record.block.batch
    if time and not tonumber(record.text) then
      by_batch[time] = (by_batch[time] or 0) + 1
    end
  end
  local n = 0
  for _, batch in ipairs(run:batches()) do
    n = n + (by_batch[batch.time] or 0)
    total[batch.time] = n
  end
  return total
end

-- The count in the line `1000 ms	2` of a batch.
local function count_in(run, batch)
  for _, line in ipairs(lines(run, batch)) do
    local count = line:match("^%d+ ms%s+(%S+)$")
    if count then
      return tonumber(count)
    end
  end
  return nil
end

-- What a task put into a table may be a cache; not if the count is wrong.
local function filled(run)
  for _, task in ipairs(run:tasks()) do
    if task.filled then
      return task.filled[1]
    end
  end
  return nil
end

local function changed(run)
  for _, task in ipairs(run:tasks()) do
    if task.changed then
      return task.changed, task.batch
    end
  end
  return nil
end

-- The first batch with another count than the lines of all batches so far give.
local function first_wrong(run)
  local wanted, before = bad_lines(run), 0
  for _, batch in ipairs(run:batches()) do
    local got, want = count_in(run, batch), wanted[batch.time]
    if got ~= want then
      return {batch = batch.time, got = got, want = want,
        key = changed(run) or filled(run), alone = got == want - before}
    end
    before = want
  end
  return nil
end

check("running count", {points = 2}, function(run)
  local wrong = first_wrong(run)
  local facts = wrong or {}
  expect(#run:batches() > 0):says("no batch ran")
  expect(not wrong, facts)
    :says("{batch} prints no line with its time and a number", facts.got == nil)
    :says("{batch} counts {got} bad lines so far, wanted {want}: tasks changed copies of "
      .. "`{key}`, and the driver printed its own", facts.key ~= nil)
    :says("{batch} counts {got} bad lines so far, wanted {want}: that is of this batch "
      .. "alone", facts.alone)
    :says("{batch} counts {got} bad lines so far, wanted {want}: what adds ran more than "
      .. "once for a line. The function of a stream runs for each output; add inside "
      .. "the action", facts.got and facts.got > facts.want)
    :says("{batch} counts {got} bad lines so far, wanted {want}: what the tasks add to is "
      .. "not what the driver prints")
end)

check("counted once", {after = "running count"}, function(run)
  local sums = {}
  always(run:batches(), function(batch)
    for _, line in ipairs(lines(run, batch)) do
      sums[#sums + 1] = line:match("^%d+$")
    end
    local got = sums[#sums]
    return got == tostring(batch.records), got, batch.records
  end):says("{batch} prints {got} as the count of all its lines, wanted {want}")
end)

check("stays there", {after = "running count"}, function(run)
  always(run:batches(), function(batch)
    local bytes, n = 0, batch.records
    for _, task in ipairs(run:tasks{batch = batch.time}) do
      bytes = bytes + (task.result_bytes or 0)
    end
    return bytes < 1000, bytes, n
  end):says("{batch} sent {got} bytes to the driver, its {want} lines: to count a few, "
    .. "let only numbers travel")
end)

check("no copy trusted", {after = "running count"}, function(run)
  local name, time = changed(run)
  expect(not name, {key = name, batch = time})
    :says("in {batch} a task changed its copy of `{key}`: that is thrown away when the "
      .. "task ends")
end)

reply("attempt to perform arithmetic on a nil value",
  "in a task there is only what its function captured, and what was made there")
hidden{world = "clean"}
hidden{world = "cluster", master = "local-cluster[2,2,1024]",
  says = "where an executor dies, and its tasks run again elsewhere"}
reply("no method `longAccumulator`",
  "accumulators belong to the SparkContext: `ssc:sparkContext()`")
reply("arithmetic on a Accumulator",
  "a task adds with `bad:add(1)`, and the driver reads with `bad:value()`")
