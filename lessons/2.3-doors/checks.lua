-- Four partitions in each batch, with all cars of both doors, by one shuffle.
-- SPDX-License-Identifier: MIT

local PARTITIONS = 4
local TIMES = {[0] = "not at all", "once", "twice"}

-- The RDD that the last job of a batch worked on, or nil.
local function result(run, batch)
  local job = batch.jobs[#batch.jobs]
  return job and run:rdd(job.rdd)
end

-- How often the records of each input stream get into an RDD: a table by stream.
local function sources(run, rdd)
  local times, open = {}, {rdd}
  while #open > 0 do
    local one = table.remove(open)
    if one.blocks then
      times[one.stream] = (times[one.stream] or 0) + 1
    end
    for _, parent in ipairs(one.parents) do
      open[#open + 1] = run:rdd(parent)
    end
  end
  return times
end

-- The doors through which cars of a batch came: the streams of its receivers.
local function doors(run, batch)
  local list, seen = {}, {}
  for _, block in ipairs(batch.blocks) do
    seen[block.receiver] = true
  end
  for _, receiver in ipairs(run:receivers()) do
    if seen[receiver.number] then
      list[#list + 1] = {stream = receiver.stream, place = receiver.states[1].text}
    end
  end
  return list
end

check("batches are counted", function(run)
  local interval = run:run().interval
  expect(interval == 1000, {got = interval, want = 1000})
    :says("a batch is {got} ms now; keep it at {want} ms")
  expect(#run:batches() > 0)
    :says("the program was over before its first batch")
  always(run:batches(), function(batch)
    return batch.completed_us ~= nil
  end):says("{batch} does not end: two receivers hold two cores, and tasks need one")
  always(run:batches(), function(batch)
    return #batch.jobs > 0
  end):says("{batch} runs no job; let the program count the cars")
end)

check("four", {after = "batches are counted"}, function(run)
  local repartitions = uses(run, "repartition")
  always(run:batches(), function(batch)
    local n = result(run, batch).partitions
    return n == PARTITIONS, n, PARTITIONS, batch.records
  end):says("{batch} has {got} partitions, wanted {want}: coalesce puts partitions "
      .. "together, it makes none where none are", uses(run, "coalesce"))
    :says("{batch} has {got} partitions, wanted {want}: blocks follow the clock and "
      .. "the traffic, repartition does not", not repartitions)
    :says("{batch} has {got} partitions, wanted {want}: `repartition` makes another "
      .. "stream, and nobody counts its cars", #run:rdds{op = "repartition"} == 0)
    :says("{batch} has {got} partitions, wanted {want}: union adds up what repartition "
      .. "made at each door", run:stream(#run:streams() - 1).op == "union")
    :says("{batch} has {got} partitions, wanted {want}")
end)

check("every car once", {after = "four"}, function(run)
  local came, sent = #run:records(), #run:arrivals()
  expect(came == sent, {got = came, want = sent})
    :says("{got} cars came in, and {want} were sent through both doors")

  local wrong -- times of the door that was looked at last
  always(run:batches(), function(batch)
    local times = sources(run, result(run, batch))
    for _, door in ipairs(doors(run, batch)) do
      wrong = times[door.stream] or 0
      if wrong ~= 1 then
        return false, TIMES[wrong] or wrong .. " times", nil, door.place
      end
    end
    return true
  end):says("{batch} counts the cars of {key} {got}; each should be there once")

  always(run:batches(), function(batch)
    local said = lines(run, batch.time)[1] or ""
    return tonumber(said:match("(%d+)%s*$")) == batch.records, said:gsub("\t", " "),
      batch.records
  end):says("{batch} prints `{got}`, and {want} cars came; let the last number be that "
    .. "of the cars")
end)

check("one shuffle", {after = "every car once"}, function(run)
  always(run:batches(), function(batch)
    return batch.shuffles == 1, batch.shuffles, 1
  end):says("{batch} has {got} shuffles, wanted {want}: each moves all cars once more")
end)

hidden{world = "pause", says = "where half a second is silent"}
hidden{world = "rush", seed = 8, says = "where cars come by chance"}
