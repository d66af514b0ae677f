-- Checks of 5.1.
-- SPDX-License-Identifier: MIT
local HANG_UPS = {shown = {2300}, two = {1250, 3770}}

-- The state that a receiver was in at a time, and the first `started` after it.
local function around(run, time)
  local at, back
  for _, receiver in ipairs(run:receivers()) do
    for _, state in ipairs(receiver.states) do
      if state.time == time then
        at = state
      elseif state.time > time and state.state == "started" and not back then
        back = state.time
      end
    end
  end
  return at, back
end

-- How the receiver took the hang-up of a time: restarted, late, dry (it is over), stop
-- or nothing; and when it was back.
local function answer(run, time)
  local at, back = around(run, time)
  if not at then
    return "nothing"
  elseif not (at.state == "stopped" and at.text:find("^Restarting receiver")) then
    return at.state == "dry" and "dry" or "stop", back
  end
  return back and back - time <= 2000 and "restarted" or "late", back
end

check("restarted", {points = 2}, function(run)
  expect(#run:receivers() > 0):says("no receiver ran")
  local hang_ups = HANG_UPS[run.world or "shown"]
  local first, back_at
  local all = always(hang_ups, function(time)
    local what, back = answer(run, time)
    first, back_at = what, back
    return what == "restarted", back or "never", nil, time
  end)
  all:says("at {key:s} the sensor hung up; your receiver dealt with it alone, and "
      .. "nobody was told. Ask with rx:restart, then the driver knows of it",
      first == "nothing")
    :says("at {key:s} the sensor hung up and your receiver was over: it left without "
      .. "asking for a restart, and later batches count 0", first == "dry")
    :says("at {key:s} your receiver was stopped for good; what came at {got:s} is a "
      .. "fresh copy, after a new search for a core", first == "stop")
    :says("the sensor hung up at {key:s}; the receiver is back at {got:s}, wanted 2 s "
      .. "later at most", back_at ~= nil)
    :says("the sensor hung up at {key:s}, and the receiver never came back")
end)

check("every second", {after = "restarted"}, function(run)
  always(run:batches(), function(batch)
    local got = lines(run, batch.time)
    return #got == 1 and tonumber(got[1]), #got == 0 and "nothing" or got[1], 1
  end):says("{batch} prints {got}, wanted a count, also where it is 0")
end)

check("counts", {after = "every second"}, function(run)
  always(run:batches(), function(batch)
    local got = tonumber(lines(run, batch.time)[1])
    return got == batch.records, got, batch.records
  end):says("{batch} prints {got}, but {want} readings are in its blocks")
  local sent, received = #run:arrivals{lost = false}, #run:records()
  expect(received == sent, {got = received, want = sent})
    :says("{want} readings came while you were connected; you stored {got}")
end)

reply("Task not serializable",
  "`wire` is an open connection of the driver; open it where it is used, in the "
  .. "receiver's function")
reply("which has hung up",
  "connected to nothing since the hang-up: read gives nil at once, again and again, "
  .. "and no time passes. Ask for a restart, and leave")
reply("tries to connect",
  "rx:restart waits 2 s for you")
reply("rx:store wants a record",
  "read gave nil, because the sensor hung up, and nil was stored: leave the function "
  .. "before that")

hidden{world = "two"}
