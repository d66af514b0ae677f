-- The first two lines come out in different batches; nothing is lost on the way.
-- SPDX-License-Identifier: MIT

-- How often a line was printed, in all batches.
local function printed(run, text)
  local times = 0
  for _, batch in ipairs(run:batches()) do
    for _, line in ipairs(lines(run, batch.time)) do
      times = times + (line == text and 1 or 0)
    end
  end
  return times
end

-- Whether a batch printed a line.
local function has(run, batch, text)
  for _, line in ipairs(lines(run, batch.time)) do
    if line == text then
      return true
    end
  end
  return false
end

local function length(ms)
  return ms < 1000 and ms .. " ms" or ("%g s"):format(ms / 1000)
end

local function named(arrival)
  return ("`%s` of %g s"):format(arrival.text, arrival.time / 1000)
end

check("apart", function(run)
  local first, second = run:arrivals()[1], run:arrivals()[2]
  local interval = length(run:run().interval)
  expect(#run:batches() > 0)
    :says("no batch was formed: one of " .. interval
      .. " does not end while the program runs")

  local both = "{batch} has both, " .. named(first) .. " and " .. named(second)
  never(run:batches(), function(batch)
    return has(run, batch, first.text) and has(run, batch, second.text)
  end):says(both .. ": it prints what came in other batches, too",
      uses(run, "window"))
    :says(both .. ": its " .. interval .. " hold them both")
end)

check("none lost", {after = "apart"}, function(run)
  always(run:arrivals(), function(arrival)
    local times = printed(run, arrival.text)
    return times > 0, times, 1, named(arrival)
  end):says("{key} arrived and is printed in no batch")
  always(run:arrivals(), function(arrival)
    local times = printed(run, arrival.text)
    return times == 1, times, 1, named(arrival)
  end):says("{key} arrived once and is printed {got} times")
end)

check("not too fine", {after = "none lost"}, function(run)
  local interval = run:run().interval
  local empty = 0
  for _, batch in ipairs(run:batches()) do
    if batch.records == 0 then
      empty = empty + 1
    end
  end
  expect(interval >= 500, {got = empty, want = #run:batches()})
    :says("{got} of the {want} batches are empty, and each costs the driver work; "
      .. "stay at half a second or more")
end)

reply("Seconds wants a whole number", "a Duration in Spark is a whole number: write it "
  .. "in milliseconds")
reply("StreamingContext wants a Duration",
  "a bare number does not say whether it means seconds or milliseconds")

hidden{world = "names", says = "where other words come at the same times"}
hidden{world = "more", says = "where more words come"}
hidden{world = "late", says = "where the second word comes just before a tick"}
