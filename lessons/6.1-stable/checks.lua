-- Checks of 6.1.
-- SPDX-License-Identifier: MIT
local WORK <const> = 12000 -- microseconds for a line

local function done(run)
  local list = {}
  for _, batch in ipairs(run:batches()) do
    list[#list + 1] = batch.processingTime and batch or nil
  end
  return list
end

local function cores(run)
  return sum(run:executors(), "cores")
end

check("every line", {points = 1}, function(run)
  expect(#done(run) > 0)
    :says("no batch was done: the receiver holds the only core", cores(run) == 1)
    :says("no batch was done")
  local last, sent = run:batches()[#run:batches()].time, 0
  for _, line in ipairs(run:arrivals()) do
    sent = sent + (line.time < last - 500 and 1 or 0)
  end
  local got = sum(run:batches(), "records")
  expect(got >= sent, {got = got, want = sent})
    :says("{got} lines are in batches, wanted {want}: all that were sent")
  always(done(run), function(batch)
    local work = sum(run:tasks{batch = batch.time}, "cost_records")
    return work >= batch.records * WORK, work // 1000, batch.records * WORK // 1000
  end):says("{batch} worked {got} ms on its lines, wanted {want}: 12 ms for each line. "
    .. "The work itself stays")
end)

check("stable", {after = "every line", points = 2}, function(run)
  local interval, free = run:run().interval, cores(run) - 1
  local list, late = done(run), {}
  for i = 6, #list do
    late[#late + 1] = list[i]
  end
  expect(#run:batches() >= 8):says("too few batches ran to judge")
  always(late, function(batch)
    return batch.totalDelay <= 2 * interval, batch.totalDelay, interval, batch.processingTime
  end)
    :says("{batch} was done {got:s} after its tick. A longer interval brings more lines: "
      .. "{key:s} of work every {want:s}, and every batch waits longer", interval > 1000)
    :says("{batch} was done {got:s} after its tick: still one free core, and 1.2 s of "
      .. "work for it in each second", free <= 1)
    :says("{batch} was done {got:s} after its tick, more than two intervals")
end)

check("not growing", {after = "stable"}, function(run)
  local rises, before = 0, 0
  always(run:batches(), function(batch)
    local delay = batch.schedulingDelay
    if not delay then
      return true
    end
    rises = delay > before and rises + 1 or 0
    before = delay
    return rises < 5, delay
  end):says("up to {batch} the scheduling delay rose five times in a row, to {got:s}")
end)

check("no core too many", {after = "stable"}, function(run)
  expect(cores(run) <= 3, {got = cores(run), want = 3})
    :says("you use {got} cores, and {want} are enough: one for the receiver, two to work")
end)

hidden{world = "long", ["until"] = "60s", says = "for a minute"}
hidden{world = "uneven", seed = 5, says = "where lines come unevenly"}
