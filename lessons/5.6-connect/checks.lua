-- Checks of 5.6.
-- SPDX-License-Identifier: MIT

-- Batches that were worked on to their end.
local function done(run)
  local list = {}
  for _, batch in ipairs(run:batches()) do
    list[#list + 1] = batch.processingTime and batch or nil
  end
  return list
end

local function openings(run, batch)
  local in_tasks, on_driver = 0, 0
  for _, one in ipairs(run:stores{op = "open", batch = batch.time}) do
    if one.task then
      in_tasks = in_tasks + 1
    else
      on_driver = on_driver + 1
    end
  end
  return in_tasks, on_driver
end

check("all written", {points = 2}, function(run)
  local written, missing = rows(run, "readings"), {}
  for _, record in ipairs(run:records()) do
    local block = record.block
    local time = block and block.batch
    if time and run:batch(time).processingTime and not written[record.text] then
      missing[#missing + 1] = {time = time, text = record.text}
    end
  end
  expect(#done(run) > 0):says("no batch was done")
  expect(count(written) > 0):says("the store `readings` has no row")
  always(missing, function(one)
    return false, one.text, #missing
  end):says("{batch} had the reading {got}, and no row has that name; {want} are missing")
end)

check("in time", {after = "all written"}, function(run)
  always(done(run), function(batch)
    local n = openings(run, batch)
    return batch.processingTime < 1000, batch.processingTime, nil, n
  end):says("{batch} took {got} ms of every 1000, with {key} openings of 20 ms: open less "
    .. "often")
end)

check("one a partition", {after = "in time"}, function(run)
  local driver_opens, empty = 0, false
  always(done(run), function(batch)
    local in_tasks, on_driver = openings(run, batch)
    driver_opens, empty = on_driver, batch.partitions == 0
    return in_tasks <= batch.partitions and on_driver == 0, in_tasks + on_driver,
      batch.partitions
  end)
    :says("in {batch} the driver opened the store: all readings travelled to it first. "
      .. "Open where the readings are", driver_opens > 0)
    :says("{batch} has no reading, and opened the store all the same, {got} times",
      empty)
    :says("{batch} opened the store {got} times, for {want} partitions")
end)

reply("Task not serializable",
  "`store` is an open connection of the driver, and a connection cannot travel: open "
  .. "it on the executor")

hidden{world = "gaps"}
hidden{world = "bursts"}
