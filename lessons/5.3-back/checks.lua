-- Checks of 5.3. In every world a file appears 1 s before each batch time; each file of
-- a world has the same lines.
-- SPDX-License-Identifier: MIT
local FILES = {
  shown = {tea = 1},
  early = {tea = 2, milk = 1},
  inside = {rice = 1, beans = 3},
}

-- What batch `n` has to print: the totals of the first n files.
local function wanted(run, batch)
  local n = batch.time // run:run().interval
  local list = {}
  for word, count in pairs(FILES[run.world or "shown"]) do
    list[#list + 1] = ("(%s,%d)"):format(word, n * count)
  end
  return table.concat(sorted(list), " ")
end

-- A batch that ran again is two objects, each with its own lines.
local function printed(run, batch)
  local list = lines(run, batch)
  return #list > 0 and table.concat(sorted(list), " ") or "nothing"
end

-- Whether a batch was cut short by a death: then another run of it follows.
local function is_whole(batch)
  return batch.processingTime ~= nil
end

local function looks_elsewhere(run)
  local text = run:source().text
  local reads, writes = text:match('getOrCreate%s*%(%s*"([^"]*)"'),
    text:match(':checkpoint%s*%(%s*"([^"]*)"')
  return reads and writes and reads ~= writes
end

check("totals go on", function(run)
  expect(#run:batches() > 0):says("no batch ran: nothing was started")
  always(run:batches(), function(batch)
    local got, want = printed(run, batch), wanted(run, batch)
    return got == want or not is_whole(batch) and batch.run < batch.runs, got, want
  end)
    :says("{batch} prints {got}, wanted {want}: getOrCreate looks into another folder "
      .. "than ssc:checkpoint writes to, and finds no checkpoint", looks_elsewhere(run))
    :says("{batch} prints {got}, wanted {want}: the second life began anew",
      not run:source().text:find("getOrCreate"))
    :says("{batch} prints {got}, wanted {want}: the totals of all files up to it")
end)

check("no hole", {after = "totals go on"}, function(run)
  local interval, there = run:run().interval, {}
  local batches = run:batches()
  for _, batch in ipairs(batches) do
    there[batch.time] = true
  end
  local times = {}
  for time = interval, batches[#batches].time, interval do
    times[#times + 1] = time
  end
  always(times, function(time)
    return there[time], time
  end):says("no batch has the time {got} ms, and later ones have run: what came for it "
    .. "while the driver was dead is in no batch")
end)

check("same zero", {after = "totals go on"}, function(run)
  local interval = run:run().interval
  always(run:batches(), function(batch)
    return batch.number * interval == batch.time, batch.number, batch.time // interval
  end):says("the batch of {time} ms is number {got}, wanted {want}: it is counted from "
    .. "the second start")
end)

check("dies again", {after = {"no hole", "same zero"}, hidden = false}, function(run)
  local deaths = crash{"driver", at = {2300, 4010, 6020, 16015, 18000}, back = 1500}
  always(deaths, function(other)
    for _, batch in ipairs(other:batches()) do
      local got, want = printed(other, batch), wanted(other, batch)
      if got ~= want and (is_whole(batch) or batch.run == batch.runs) then
        return false, ("batch %d prints %s"):format(batch.number, got), want,
          other.killed
      end
    end
    return other:batches()[#other:batches()].time == run:batches()[#run:batches()].time,
      "the last batches are missing", "all of them", other.killed
  end):says("one more death, at {key:s}: {got}, wanted {want}")
end)

reply("has not been initialized",
  "the second life made a stream that the checkpoint does not know: what is outside of "
  .. "create is described twice, and only what is inside is saved as a whole")
reply("The checkpoint directory has not been set",
  "a total needs a folder for its checkpoints: ssc:checkpoint stays inside create")
reply("the program has changed",
  "the checkpoint tells of streams or outputs that create does not make: all of them "
  .. "belong into create, and nothing is left outside")
reply("attempt to index a nil value (local 'ssc')",
  "create has to give back the context that it made: its last line is `return ssc`")

hidden{world = "early"}
hidden{world = "inside"}
