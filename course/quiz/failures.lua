-- course.quiz.failures: questions about states, failures and delays.
-- SPDX-License-Identifier: MIT
local p = require("course.quiz.program")
local words = require("sluice.words")

local NAMES <const> = {"ann", "bob", "cy", "dee"}

local UPDATE <const> = "ssc:checkpoint(\"checkpoint\")\n"
  .. "local function total(values, old)\n"
  .. "  local sum = old or 0\n"
  .. "  for _, v in ipairs(values) do sum = sum + v end\n"
  .. "  return sum\nend\n"
  .. p.SOCKET .. "\n  :map(function(name) return name, 1 end)\n"
  .. "  :updateStateByKey(total):print()"

-- When whom: names by batch.
local function arrivals(batches)
  local list = {}
  for batch, names in ipairs(batches) do
    for i, name in ipairs(names) do
      list[#list + 1] = {at = batch * 1000 - 900 + 25 * i, text = name}
    end
  end
  return p.world(list)
end

local function told(batches)
  local parts = {}
  for batch, names in ipairs(batches) do
    parts[batch] = ("%s in batch %d"):format(p.join(names), batch)
  end
  return table.concat(parts, "; ")
end

local function keeper(run)
  for _, stream in ipairs(run:streams()) do
    if #run:states({stream = stream.number}) > 0 then
      return stream.number
    end
  end
  return nil
end

-- 24: calls of the update function.
local asked = {number = 24, title = "how often a state is asked", view = "state"}

function asked.draw(draw)
  local batches = {}
  for batch = 1, 3 do
    batches[batch] = draw:some(NAMES, draw:number(batch == 1 and 2 or 1, 3))
  end
  return {batches = batches, end_ms = 3000}
end

function asked.shown()
  return UPDATE
end

function asked.program()
  return p.whole("local[2]", 1000, UPDATE)
end

function asked.world(v)
  return arrivals(v.batches)
end

function asked.ask(v)
  return ("The program keeps a total for each name. Names come: %s. How often does "
    .. "`total` "
    .. "run in batch 3?"):format(told(v.batches))
end

function asked.answer(run)
  return run:state(keeper(run), 3000).visited
end

function asked.wrong(_, v)
  local all = 0
  for _, names in ipairs(v.batches) do
    all = all + #names
  end
  return {
    {#v.batches[3], "it runs for every key that is known, not for those with data "
      .. "only"},
    {all, "it runs once for a key, with all values of the batch"},
    {#NAMES, "a name that never came is not known"},
    {0, "it runs in each batch"},
  }
end

function asked.why(run)
  local keys = run:state(keeper(run), 3000).keys
  return ("%s %s known by then, and it runs once for each"):format(
    words.count(keys, "name"), keys == 1 and "is" or "are")
end

-- 25: a key that goes.
local idle = {number = 25, title = "a key that goes", view = "state"}

function idle.draw(draw)
  local silent, last = draw:number(2, 3), draw:number(1, 3)
  return {silent = silent, last = last, end_ms = 8000}
end

function idle.shown(v)
  return ("ssc:checkpoint(\"checkpoint\")\n"
    .. "%s\n  :map(function(name) return name, 1 end)\n"
    .. "  :updateStateByKey(function(values, idle)\n"
    .. "    if #values > 0 then return 0 end\n"
    .. "    if idle + 1 == %d then return nil end\n"
    .. "    return idle + 1\n  end):print()"):format(p.SOCKET, v.silent)
end

function idle.program(v)
  return p.whole("local[2]", 1000, idle.shown(v))
end

function idle.world(v)
  local batches = {}
  for batch = 1, 7 do
    batches[batch] = {"dee", batch == v.last and "ann" or nil}
  end
  return arrivals(batches)
end

function idle.ask(v)
  return ("The state of a name counts the batches without it. `dee` comes in each "
    .. "batch, "
    .. "`ann` in batch %d only. In which batch is the state of `ann` "
    .. "gone?"):format(v.last)
end

function idle.answer(run)
  local stream = keeper(run)
  for _, batch in ipairs(run:batches()) do
    for _, key in ipairs(run:stateKeys(stream, batch.time)) do
      if key.key == "ann" and key.what == "removed" then
        return batch.number
      end
    end
  end
  return nil
end

function idle.wrong(_, v)
  return {
    {v.last + 1, "one batch without her is not enough"},
    {v.last + v.silent + 1, ("batch %d is the first without her, and it counts"):format(
      v.last + 1)},
    {v.last + v.silent - 1, ("batch %d is the first without her, since she is in "
      .. "batch %d")
      :format(v.last + 1, v.last)},
    {"never", "a function that returns nil removes the key"},
  }
end

function idle.why(_, v)
  return ("batch %d is batch number %d without her, so the function returns "
    .. "nil"):format(
    v.last + v.silent, v.silent)
end

-- 26: a time-out.
local timeout = {number = 26, title = "a time-out", view = "state"}

function timeout.draw(draw)
  return {timeout = draw:number(2, 4), last = draw:number(1, 9), end_ms = 20500}
end

function timeout.shown(v)
  return ("ssc:checkpoint(\"checkpoint\")\n"
    .. "local spec = StateSpec(function(name, value, state)\n"
    .. "  if state:isTimingOut() then return name .. \" silent\" end\n"
    .. "  state:update(value)\n  return name\nend):timeout(Seconds(%d))\n"
    .. "%s\n  :map(function(name) return name, 1 "
    .. "end):mapWithState(spec):print()"):format(
    v.timeout, p.SOCKET)
end

function timeout.program(v)
  return p.whole("local[2]", 1000, timeout.shown(v))
end

function timeout.world(v)
  return p.world({{at = v.last * 1000 - 875, text = "ann"}})
end

function timeout.ask(v)
  return ("Batches are 1 s. The only record of `ann` is in batch %d. In which batch "
    .. "comes "
    .. "her time-out?"):format(v.last)
end

function timeout.answer(run)
  for _, batch in ipairs(run:batches()) do
    if batch.output:find("silent", 1, true) then
      return batch.number
    end
  end
  return "never"
end

function timeout.wrong(_, v)
  local silent = ("at 10 s she has been silent for %d s, and the time-out is %d s")
    :format(10 - v.last, v.timeout)
  return {
    {10, silent .. ": it has to be longer"},
    {20, silent},
    {v.last + v.timeout, "time-outs are looked for in every tenth batch only"},
    {"never", "a time-out needs no record"},
    {v.last + v.timeout + 1, "time-outs are looked for in every tenth batch only"},
  }
end

function timeout.why()
  return "all keys are looked at with every tenth batch; those that were silent for "
    .. "longer than the time-out go then"
end

-- 27: records that are lost.
local lost = {number = 27, title = "records that are lost", view = "storage"}

function lost.draw(draw)
  return {level = draw:one({"MEMORY_ONLY", "MEMORY_ONLY_2"}), every = 50,
    at = 2000 + 200 * draw:number(2, 4) + 100, end_ms = 3500}
end

function lost.shown(v)
  return ("ssc:socketTextStream(\"localhost\", 9999, StorageLevel.%s)\n"
    .. "  :count():print()"):format(v.level)
end

function lost.program(v)
  return p.whole("local-cluster[3,2,1024]", 1000, lost.shown(v))
end

function lost.world(v)
  return p.steady(v.every, v.at) .. ("%dms kill executor of receiver 0\n"):format(v.at)
end

function lost.ask(v)
  return ("Batches are 1 s, blocks 200 ms; the cluster has 3 executors. A record comes "
    .. "every 50 ms until %s, and at that moment the executor of the receiver dies. "
    .. "How "
    .. "many of the %d records are counted in no batch?"):format(p.time(v.at),
    v.at // v.every)
end

-- In no block, or in one that no copy is left of when its batch comes.
local function is_lost(block, death)
  return not block
    or (not block.batch or block.batch > death) and #block.removed >= block.replicas
end

function lost.answer(run, v)
  local count = 0
  for _, record in ipairs(run:records()) do
    count = count + (is_lost(record.block, v.at) and 1 or 0)
  end
  return count
end

function lost.wrong(run, v)
  local has_copy = v.level == "MEMORY_ONLY_2"
  local in_buffer, since_tick = 0, 0
  for _, record in ipairs(run:records()) do
    local is_unsent = not record.block
    in_buffer = in_buffer + (is_unsent and 1 or 0)
    since_tick = since_tick + (record.time >= 2000 - 200 and 1 or 0)
  end
  return {
    {0, "what is in no block yet is in one buffer only"},
    {in_buffer, "a block of one copy dies with its executor"},
    {since_tick, "a second copy of a block is on another executor"},
    {(v.at - 2000) // v.every, has_copy and "a second copy of a block is on another "
      .. "executor" or "the block that was cut at 2 s belongs to batch 3, and is "
      .. "lost, too"},
    {#run:records(), "what was in a batch before is computed already"},
  }
end

function lost.why(_, v)
  return v.level == "MEMORY_ONLY_2" and ("the blocks have a second copy; the buffer of "
    .. "what came since %s has none"):format(p.time(v.at - 100))
    or ("the blocks that were cut at 2 s and later have one copy, which dies with its "
    .. "executor; so does the buffer of what came since %s"):format(p.time(v.at - 100))
end

-- 28: batches that run again.
local again = {number = 28, title = "batches that run again", view = "timeline"}

function again.draw(draw)
  local interval = draw:one({1000, 2000})
  local death = interval * draw:number(2, 3) + interval // 2
  return {interval = interval, death = death,
    back = death + interval * draw:number(1, 2) + interval // 4,
    end_ms = death + 5 * interval}
end

function again.shown(v)
  return again.program(v):match("^(.-)\nssc:start")
end

function again.program(v)
  return ("local function create()\n  local ssc = StreamingContext(\"local[2]\", "
    .. "\"quiz\", "
    .. "%s)\n  ssc:checkpoint(\"checkpoint\")\n  "
    .. "ssc:textFileStream(\"inbox\"):print()\n"
    .. "  return ssc\nend\nlocal ssc = StreamingContext.getOrCreate(\"checkpoint\", "
    .. "create)\nssc:start()\nssc:awaitTermination()\n"):format(p.duration(v.interval))
end

function again.world(v)
  local lines = {}
  for i = 1, v.end_ms // v.interval do
    lines[i] = ("%dms inbox/f%d.txt tea"):format(i * v.interval - v.interval // 2, i)
  end
  lines[#lines + 1] = ("%dms kill driver"):format(v.death)
  lines[#lines + 1] = ("%dms start driver"):format(v.back)
  return table.concat(lines, "\n") .. "\n"
end

function again.ask(v)
  return ("Batches are %s, and each is done within some milliseconds. The driver dies "
    .. "at "
    .. "%s and is back at %s, from its checkpoint. Which batches does it run at once?")
    :format(p.time(v.interval), p.time(v.death), p.time(v.back))
end

-- Those that are formed again, and those of ticks without a driver.
function again.answer(run, v)
  local list = {}
  for _, batch in ipairs(run:batches({to = v.back})) do
    local is_formed_late = batch.run == 2 or batch.time > v.death
    list[#list + 1] = is_formed_late and batch.number or nil
  end
  return p.join(list)
end

local function range(from, to)
  local list = {}
  for number = from, to do
    list[#list + 1] = number
  end
  return p.join(list)
end

function again.wrong(_, v)
  local died, back = v.death // v.interval, v.back // v.interval
  return {
    {range(died + 1, back), "the checkpoint was written before its batch was done, so "
      .. "the "
      .. "last one runs again"},
    {range(died, died), "the ticks while the driver was dead are made up for, too"},
    {range(1, back), "batches before the last checkpoint stay done"},
    {"none", ("batch %d is next, but what was missed is made up for first"):format(
      back + 1)},
  }
end

function again.why(_, v)
  return ("batch %d, whose checkpoint is the last one, and each tick that was missed")
    :format(v.death // v.interval)
end

-- 29: a delay.
local delay = {number = 29, title = "a scheduling delay", view = "stats"}

function delay.draw(draw)
  return {cost = 100 * draw:number(6, 14), batch = draw:number(3, 6), end_ms = 6000}
end

function delay.program(v)
  return p.whole("local[2]", 1000, ("%s:map(function(line) return line end)\n"
    .. "  :cost(Milliseconds(%d)):count():print()"):format(p.SOCKET, v.cost))
end

function delay.world(v)
  local list = {}
  for batch = 1, v.end_ms // 1000 do
    list[batch] = {at = batch * 1000 - 875, text = "x"}
  end
  return p.world(list)
end

delay.conf = {{"sluice.cost.job", "0"}, {"sluice.cost.task", "0"}}

function delay.ask(v)
  return ("Batches are 1 s, one core is free for tasks, and the work of each batch "
    .. "takes "
    .. "%s. What is the scheduling delay of batch %d?"):format(p.time(v.cost), v.batch)
end

function delay.answer(run, v)
  return ("%d ms"):format(run:batch(v.batch * 1000).schedulingDelay)
end

function delay.wrong(_, v)
  local over = v.cost - 1000
  if over <= 0 then
    local in_time = "each batch is done before the next one is formed, or just then"
    return {
      {("%d ms"):format(v.cost), in_time},
      {("%d ms"):format(-over), "a core that has nothing to do makes nobody wait"},
      {("%d ms"):format(v.cost * (v.batch - 1)), in_time},
    }
  end
  return {
    {"0 ms", "a batch waits until the one before is done"},
    {("%d ms"):format(over), "the delay adds up from batch to batch"},
    {("%d ms"):format(over * v.batch), "the first batch does not wait"},
  }
end

function delay.why(_, v)
  return v.cost > 1000 and ("each batch before it adds %d ms, and there are %d"):format(
    v.cost - 1000, v.batch - 1)
    or "a batch takes no longer than the interval, so nothing waits"
end

-- 30: a rate.
local rate = {number = 30, title = "what back-pressure asks for", view = "stats"}

function rate.draw(draw)
  return {cost = 250 * draw:number(11, 20), every = 2, end_ms = 7000}
end

rate.conf = {{"sluice.cost.job", "0"}, {"sluice.cost.task", "0"}}

function rate.program(v)
  return ("local conf = SparkConf():setMaster(\"local[2]\"):setAppName(\"quiz\")\n"
    .. "  :set(\"spark.streaming.backpressure.enabled\", \"true\")\n"
    .. "local ssc = StreamingContext(conf, Seconds(1))\n"
    .. "%s:filter(function(line) return line ~= \"\" end)\n"
    .. "  :cost(Microseconds(%d)):count():print()\nssc:start()\n"
    .. "ssc:awaitTermination()\n"):format(p.SOCKET, v.cost)
end

function rate.world(v)
  return p.steady(v.every, v.end_ms)
end

-- The first rate that was asked for.
local function asked_for(run)
  for _, one in ipairs(run:rates()) do
    if one.batch and one.rate then
      return one
    end
  end
  return nil
end

function rate.ask(_, run)
  local one = asked_for(run)
  return ("Back-pressure is on, batches are 1 s. It asks for the records a second "
    .. "that the "
    .. "last batch managed, less a fifth of them for each batch interval that the "
    .. "batch "
    .. "had waited. A batch of %d records took %s and had waited %s. How many records "
    .. "a "
    .. "second does it ask for?"):format(one.elements, p.time(one.processingTime),
    p.time(one.schedulingDelay))
end

function rate.answer(run)
  local one = asked_for(run)
  return one and one.schedulingDelay > 0 and one.rate or nil
end

local function managed(one)
  return one.elements * 1000 / one.processingTime
end

function rate.wrong(run)
  local one = asked_for(run)
  local waited = one.schedulingDelay / 1000
  return {
    {managed(one) // 1 | 0, "what waited has to be worked off, too"},
    {managed(one) * 4 // 5 | 0, ("a fifth goes for a whole interval, and it waited %s")
      :format(p.time(one.schedulingDelay))},
    {one.elements, "it goes by how fast the batch was, not by what came"},
    {managed(one) * (1 + 0.2 * waited) // 1 | 0, "a batch that waited makes it ask for "
      .. "less, not for more"},
  }
end

function rate.why(run)
  local one = asked_for(run)
  return ("%d records in %s are %.4g a second, and a fifth of %g intervals is %g "
    .. "%%"):format(
    one.elements, p.time(one.processingTime), managed(one), one.schedulingDelay / 1000,
    one.schedulingDelay / 50)
end

return {asked, idle, timeout, lost, again, delay, rate}
