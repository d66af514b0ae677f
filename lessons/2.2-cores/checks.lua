-- Two receivers and the tasks have a core each, and no core is left over.
-- SPDX-License-Identifier: MIT

-- Whether a receiver got a core and kept it until the end of the run.
local function is_running(run, receiver)
  local batches = run:batches()
  local last, started = batches[#batches].time, false
  for _, state in ipairs(receiver.states) do
    if state.state == "started" then
      started = true
    elseif state.state == "stopped" and state.time < last then
      return false
    end
  end
  return started
end

local function cores(run)
  local n = 0
  for _, executor in ipairs(run:executors()) do
    n = n + executor.cores
  end
  return n
end

local function texts(run, batch)
  local list = {}
  for _, record in ipairs(run:records{batch = batch.time}) do
    list[#list + 1] = record.text
  end
  return list
end

check("receivers run", function(run)
  local interval = run:run().interval
  expect(interval == 1000, {got = interval, want = 1000})
    :says("a batch is {got} ms now; keep it at {want} ms")
  expect(#run:batches() > 0)
    :says("the program was over before its first batch")
  local receivers = run:receivers()
  expect(#receivers == 2, {got = #receivers, want = 2})
    :says("the program has {got} of the {want} receivers: there are two ports")
  always(receivers, function(receiver)
    return is_running(run, receiver), receiver.number
  end):says("receiver {got} never gets a core: each takes one, and there is "
    .. cores(run) .. " in all")
end)

check("nobody waits", {after = "receivers run"}, function(run)
  local queued = 0
  for _, batch in ipairs(run:batches()) do
    queued = queued + (batch.started_us and 0 or 1)
  end
  always(run:batches(), function(batch)
    return batch.completed_us or not batch.started_us, queued
  end):says("{batch} is `processing` and does not end, {got} more are `queued`: "
    .. cores(run) .. " cores are held by receivers, and no task can run. Spark warns "
    .. "of one core only, not of this")
  always(run:batches(), function(batch)
    return batch.schedulingDelay and batch.schedulingDelay < 1000,
      batch.schedulingDelay or "for ever"
  end):says("{batch} waits {got} ms, before its first job begins")
  always(run:batches(), function(batch)
    local got, want = sorted(lines(run, batch.time)), sorted(texts(run, batch))
    return table.concat(got, " ") == table.concat(want, " "), #got, #want
  end):says("{batch} prints {got} of the {want} lines of both ports")
end)

check("no core too many", {after = "nobody waits"}, function(run)
  local n = cores(run)
  expect(n == 3, {got = n, want = 3})
    :says("`local[*]` takes what the machine has, here {got} cores. On one of 2 cores "
      .. "nothing comes out; say the number that you need",
      run:run().master:find("*", 1, true) ~= nil)
    :says("{got} cores, wanted {want}: one for each receiver, and one for tasks")
end)

hidden{conf = {["sluice.cluster.cores"] = "2"}, says = "on a machine of 2 cores"}
hidden{conf = {["sluice.cluster.cores"] = "8"}, says = "on a machine of 8 cores"}
hidden{world = "busy", seed = 2, says = "where cars come by chance"}
