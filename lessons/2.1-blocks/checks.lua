-- Ten blocks a second, where records come all the time; nothing is moved.
-- SPDX-License-Identifier: MIT

local BLOCK = 100 -- ms

-- Records that came from the source from `from` to `to`, in ms.
local function arrived(run, from, to)
  local list = {}
  for _, arrival in ipairs(run:arrivals{lost = false}) do
    if arrival.time >= from and arrival.time < to then
      list[#list + 1] = arrival
    end
  end
  return list
end

-- Of how many block intervals the records of a batch are: those that end at the tick
-- before, or later, but before its own tick.
local function intervals(run, batch)
  local first = batch.number == 1 and 0 or batch.time - 1000 - BLOCK
  local seen = {}
  for _, arrival in ipairs(arrived(run, first, batch.time - BLOCK)) do
    seen[arrival.time // BLOCK] = true
  end
  local n = 0
  for _ in pairs(seen) do
    n = n + 1
  end
  return n
end

-- A setting of the program that differs from a name in capitals or the like only.
local function near(run, name)
  local function letters(text)
    return (text:lower():gsub("%A", ""))
  end
  for key in pairs(run:run().conf) do
    if key ~= name and letters(key) == letters(name) then
      return key
    end
  end
  return nil
end

check("batch interval kept", function(run)
  local interval = run:run().interval
  expect(interval == 1000, {got = interval, want = 1000})
    :says("a batch is {got} ms now; keep it at {want} ms and make the blocks shorter")
end)

check("ten blocks", {after = "batch interval kept"}, function(run)
  local batches = run:batches{from = 2000}
  expect(#batches >= 3, {got = #batches})
    :says("there are {got} batches from 2 s on, wanted 3: let the program run on")

  local cut = run:run().blockInterval
  local misspelt = near(run, "spark.streaming.blockInterval")
  always(batches, function(batch)
    return #batch.blocks == intervals(run, batch), #batch.blocks, intervals(run, batch)
  end):says("{batch} has {got} blocks, wanted {want}: you dealt their records out "
      .. "again, over the network", uses(run, "repartition"))
    :says("{batch} has {got} blocks, wanted {want}: there are " .. #run:receivers()
      .. " receivers, and each takes in every record", #run:receivers() > 1)
    :says("{batch} has {got} blocks, wanted {want}: a block is cut every " .. cut
      .. " ms, if anything came; below 50 ms, tasks cost more than they do", cut < 50)
    :says("{batch} has {got} blocks, wanted {want}: Spark has no setting `"
      .. tostring(misspelt) .. "`, and does not say so; its name is "
      .. "spark.streaming.blockInterval", misspelt)
    :says("{batch} has {got} blocks, wanted {want}: a block is still cut every 200 ms; "
      .. "cores decide how many tasks run at once, not how many there are",
      cut == 200 and run:run().master ~= "local[2]")
    :says("{batch} has {got} blocks, wanted {want}: a block is still cut every 200 ms; "
      .. "the block interval decides, nothing else", cut == 200)
    :says("{batch} has {got} blocks, wanted {want}: a block is cut every " .. cut
      .. " ms; how many of them fit into 1 s?")

  always(batches, function(batch)
    return batch.partitions == #batch.blocks, batch.partitions, #batch.blocks
  end):says("{batch} has {got} partitions of {want} blocks; let each block be one")
end)

check("no shuffle", {after = "ten blocks"}, function(run)
  always(run:batches(), function(batch)
    return batch.shuffles == 0 and batch.stages <= #batch.jobs, batch.shuffles
  end):says("{batch} moved its records over the network; a block is a partition "
    .. "already")

  always(run:batches{from = 2000}, function(batch)
    return #batch.jobs > 0 or batch.records == 0
  end):says("{batch} ran no job; let the program count its records")
end)

hidden{world = "quiet", says = "where nothing arrives from 1.2 to 1.8 s"}
hidden{world = "bursts", seed = 5, says = "where records come in bursts"}
