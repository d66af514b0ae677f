-- course.quiz.failures: questions about states, failures and delays.
-- SPDX-License-Identifier: MIT
local p = require("course.quiz.program")

local NAMES <const> = {"ann", "bob", "cy", "dee"}

local UPDATE <const> = "ssc:checkpoint(\"checkpoint\")\n"
  .. "local function total(values, old)\n"
  .. "  local sum = old or 0\n"
  .. "  for _, v in ipairs(values) do sum = sum + v end\n"
  .. "  return sum\nend\n"
  .. p.SOCKET .. ":map(function(name) return name, 1 end)\n"
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
    batches[batch] = draw:some(NAMES, draw:number(1, 3))
  end
  return {batches = batches, end_ms = 3000}
end

function asked.program()
  return p.whole("local[2]", 1000, UPDATE)
end

function asked.world(v)
  return arrivals(v.batches)
end

function asked.ask(v)
  return ("updateStateByKey keeps a total for each name. They come: %s. How often does its "
    .. "function run in batch 3?"):format(told(v.batches))
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
    {#v.batches[3], "it is asked for every key that is known, not for those with data "
      .. "only"},
    {all, "it is asked once for a key, with all values of the batch"},
    {0, "it is asked in each batch"},
    {#NAMES, "a key that never came is not known"},
  }
end

function asked.why(run)
  return ("%d keys are known"):format(run:state(keeper(run), 3000).keys)
end

-- 25: a key that goes.
local idle = {number = 25, title = "a key that goes", view = "state"}

function idle.draw(draw)
  local silent, last = draw:number(2, 3), draw:number(1, 3)
  return {silent = silent, last = last, end_ms = 8000}
end

function idle.program(v)
  return p.whole("local[2]", 1000, ("ssc:checkpoint(\"checkpoint\")\n"
    .. "%s:map(function(name) return name, 1 end)\n"
    .. "  :updateStateByKey(function(values, idle)\n"
    .. "    if #values > 0 then return 0 end\n"
    .. "    if idle + 1 == %d then return nil end\n"
    .. "    return idle + 1\n  end):print()"):format(p.SOCKET, v.silent))
end

function idle.world(v)
  local batches = {}
  for batch = 1, 7 do
    batches[batch] = {"dee", batch == v.last and "ann" or nil}
  end
  return arrivals(batches)
end

function idle.ask(v)
  return ("The state of a name counts batches without it, and the function returns nil "
    .. "when it would be %d. `ann` comes in batch %d and never again. In which batch is "
    .. "she gone?"):format(v.silent, v.last)
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
    {v.last, "in her own batch values came"},
    {v.last + 1, "one silent batch is not enough"},
    {v.last + v.silent + 1, "count the silent batches from the first one behind hers"},
    {v.last + v.silent - 1, "count the silent batches from the first one behind hers"},
    {"never", "a function that returns nil removes the key"},
  }
end

function idle.why(_, v)
  return ("batch %d is silent batch number %d"):format(v.last + v.silent, v.silent)
end

-- 26: a time-out.
local timeout = {number = 26, title = "a time-out", view = "state"}

function timeout.draw(draw)
  return {timeout = draw:number(2, 4), last = draw:number(1, 9), end_ms = 20500}
end

function timeout.program(v)
  return p.whole("local[2]", 1000, ("ssc:checkpoint(\"checkpoint\")\n"
    .. "local spec = StateSpec(function(name, value, state)\n"
    .. "  if state:isTimingOut() then return name .. \" silent\" end\n"
    .. "  state:update(value)\n  return name\nend):timeout(Seconds(%d))\n"
    .. "%s:map(function(name) return name, 1 end):mapWithState(spec):print()"):format(
    v.timeout, p.SOCKET))
end

function timeout.world(v)
  return p.world({{at = v.last * 1000 - 875, text = "ann"}})
end

function timeout.ask(v)
  return ("mapWithState has a time-out of %d s; batches are 1 s. The last record of ann is "
    .. "in batch %d. In which batch comes her time-out?"):format(v.timeout, v.last)
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
  return {
    {v.last + v.timeout, "time-outs are looked for in every tenth batch only"},
    {v.last + v.timeout + 1, "time-outs are looked for in every tenth batch only"},
    {"never", "a time-out needs no record"},
    {10, "at 10 s she was not silent for longer than the time-out"},
    {20, "at 10 s she was silent for longer than the time-out"},
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
    at = 2000 + 200 * draw:number(2, 4) + 100, end_ms = 2995}
end

function lost.program(v)
  return p.whole("local-cluster[3,2,1024]", 1000, ("ssc:socketTextStream(\"localhost\", "
    .. "9999,\n  StorageLevel.%s):count():print()"):format(v.level))
end

function lost.world(v)
  return p.steady(v.every, v.at) .. ("%dms kill executor of receiver 0\n"):format(v.at)
end

function lost.ask(v)
  return ("A record comes every 50 ms until %s, blocks are 200 ms, the storage level is "
    .. "%s. At %s the executor of the receiver dies. How many records are in no batch "
    .. "that is computed?"):format(p.time(v.at), v.level, p.time(v.at))
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
    {#run:records(), "what was in a batch before is computed already"},
    {(v.at - 2000) // v.every, "the block that was cut at 2 s belongs to batch 3"},
  }
end

function lost.why(_, v)
  return v.level == "MEMORY_ONLY_2" and "the blocks have a second copy; the buffer of "
    .. "the interval that was going on has none"
    or "blocks with one copy die with their executor, and so does the buffer"
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

function again.program(v)
  return ("local function create()\n  local ssc = StreamingContext(\"local[2]\", \"quiz\", "
    .. "%s)\n  ssc:checkpoint(\"checkpoint\")\n  ssc:textFileStream(\"inbox\"):print()\n"
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
  return ("Batches are %s. The driver dies at %s and is back at %s, from its checkpoint. "
    .. "Which batches run first?"):format(p.time(v.interval), p.time(v.death),
    p.time(v.back))
end

-- Those that are formed at the moment of the start.
function again.answer(run, v)
  local list = {}
  for _, batch in ipairs(run:batches()) do
    list[#list + 1] = batch.run == 2 and batch.time <= v.back and batch.number or nil
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
    {range(died + 1, back), "the checkpoint was written before its batch was done, so the "
      .. "last one runs again"},
    {tostring(back + 1), "what happened while the driver was dead is made up for"},
    {range(1, back), "batches that were done before the last checkpoint stay done"},
    {range(died, died), "the ticks while the driver was dead are made up for, too"},
  }
end

function again.why()
  return "the batch of the last checkpoint, and each tick that was missed"
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
  return ("Batches are 1 s, one core is free for tasks, and each batch takes %s. What is "
    .. "the scheduling delay of batch %d?"):format(p.time(v.cost), v.batch)
end

function delay.answer(run, v)
  return ("%d ms"):format(run:batch(v.batch * 1000).schedulingDelay)
end

function delay.wrong(_, v)
  local over = v.cost - 1000
  return {
    {"0 ms", "a batch waits until the one before is done"},
    {("%d ms"):format(math.max(0, over)), "the delay adds up from batch to batch"},
    {("%d ms"):format(math.max(0, over * v.batch)), "the first batch does not wait"},
    {("%d ms"):format(v.cost), "a batch that is done in time lets the next one start at "
      .. "its tick"},
    {("%d ms"):format(v.cost * (v.batch - 1)), "only what is more than the interval is "
      .. "left over"},
  }
end

function delay.why(_, v)
  return v.cost > 1000 and ("each batch adds %d ms"):format(v.cost - 1000)
    or "a batch takes no longer than the interval, so nothing waits"
end

-- 30: a rate.
local rate = {number = 30, title = "what back-pressure asks for", view = "stats"}

function rate.draw(draw)
  return {cost = 250 * draw:number(2, 5), every = 5, end_ms = 6000}
end

function rate.program(v)
  return ("local conf = SparkConf():setMaster(\"local[2]\"):setAppName(\"quiz\")\n"
    .. "  :set(\"spark.streaming.backpressure.enabled\", \"true\")\n"
    .. "local ssc = StreamingContext(conf, Seconds(1))\n"
    .. "%s:filter(function(line) return line ~= \"\" end)\n"
    .. "  :cost(Microseconds(%d)):count():print()\nssc:start()\n"
    .. "ssc:awaitTermination()\n"):format(p.SOCKET, v.cost * 10)
end

function rate.world(v)
  return ("%dms..%dms/%dms localhost:9999 r{n}\n"):format(3, v.end_ms, v.every)
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
  return ("Back-pressure is on, batches are 1 s. The rate it went by is %d records a "
    .. "second. A batch of %d records took %d ms and had waited %d ms. What rate does it "
    .. "ask for next?"):format(rate.before(run), one.elements, one.processingTime,
    one.schedulingDelay)
end

-- The processing rate of the batch before is where the first learning begins.
function rate.before(run)
  local one = asked_for(run)
  for _, batch in ipairs(run:batches()) do
    if batch.time == one.batch - 1000 then
      return batch.records * 1000 // batch.processingTime
    end
  end
  return one.rate
end

function rate.answer(run)
  return asked_for(run).rate
end

function rate.wrong(run)
  local one = asked_for(run)
  local managed = one.elements * 1000 // one.processingTime
  return {
    {managed, "what waited has to be worked off, too"},
    {one.elements, "it goes by how fast the batch was, not by what came"},
    {100, "100 is the least it ever asks for"},
    {managed * 2, "it never asks for more than the batch managed"},
    {0, "it makes the source wait, and does not stop it"},
  }
end

function rate.why()
  return "what the batch managed in a second, less a fifth of what waited"
end

return {asked, idle, timeout, lost, again, delay, rate}
