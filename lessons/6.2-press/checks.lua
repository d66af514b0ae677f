-- Checks of 6.2.
-- SPDX-License-Identifier: MIT
local WORK <const> = 2500 -- microseconds for a line

local function counts(run)
  local total = 0
  for _, batch in ipairs(run:batches()) do
    for _, line in ipairs(lines(run, batch)) do
      total = total + (tonumber(line:match("^%d+ ms%s+(%d+)$")) or 0)
    end
  end
  return total
end

check("same machine", function(run)
  local cores = sum(run:executors(), "cores")
  expect(cores <= 2, {got = cores})
    :says("you use {got} cores; this machine has two")
  expect(sum(run:batches(), "records") > 0):says("no line came into a batch")
  always(run:batches(), function(batch)
    local work = sum(run:tasks{batch = batch.time}, "cost_records")
    return not batch.processingTime or work >= batch.records * WORK, work // 1000,
      batch.records * WORK // 1000
  end):says("{batch} worked {got} ms on its lines, wanted {want}: the work itself stays")
end)

check("nothing dropped", {after = "same machine", points = 2}, function(run)
  local list = run:batches()
  local got, want = counts(run), #run:arrivals()
  local facts = {got = got, want = want, key = list[#list].waiting}
  expect(got == want, facts)
    :says("{want} lines were sent, {got} are counted, and {key} still wait at the source "
      .. "in the end: the limit is lower than what comes", facts.key > 0)
    :says("{want} lines were sent, {got} are counted")
end)

check("nobody waits", {after = "nothing dropped", points = 2}, function(run)
  local limit = tonumber(run:run().conf["spark.streaming.receiver.maxRate"])
  always(run:batches(), function(batch)
    return (batch.schedulingDelay or 0) < 1000, batch.schedulingDelay, nil, limit
  end)
    :says("{batch} waited {got:s}: {key} lines a second are allowed, and that is more "
      .. "than the core can do", limit ~= nil)
    :says("{batch} waited {got:s}: the lines of the burst wait as records, and nobody "
      .. "asked the source to be slower")
end)

hidden{world = "slow", says = "on a machine a fifth slower, where a fixed number does not fit"}
hidden{world = "steps", says = "where two bursts come"}
