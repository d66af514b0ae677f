-- Each block lies on two executors, so that one can be lost.
-- SPDX-License-Identifier: MIT

local LOG = "spark.streaming.receiver.writeAheadLog.enable"

local function seconds(ms)
  return ("%g s"):format(ms / 1000)
end

-- Whether partitions of RDDs were kept, as persist does.
local function has_kept(run)
  for _, change in ipairs(run:storage()) do
    if change.rdd then
      return true
    end
  end
  return false
end

-- All blocks; those that a batch missed come first, since they show what it leads to.
local function lost_first(run)
  local list, others = {}, {}
  for _, block in ipairs(run:blocks()) do
    table.insert(block.lost and list or others, block)
  end
  return table.move(others, 1, #others, #list + 1, list)
end

-- Records of all blocks that were cut for a batch: from the tick before to its own.
local function cut_for(run, batch)
  local n = 0
  for _, block in ipairs(run:blocks()) do
    if block.cut >= batch.time - 1000 and block.cut < batch.time then
      n = n + block.records
    end
  end
  return n
end

-- The executors that a receiver had, one after the other.
local function places(receiver)
  local list = {}
  for _, state in ipairs(receiver.states) do
    if state.state == "started" then
      list[#list + 1] = state.executor
    end
  end
  return list
end

check("two homes", function(run)
  local interval = run:run().interval
  expect(interval == 1000, {got = interval, want = 1000})
    :says("a batch is {got} ms now; keep it at {want} ms")
  expect(#run:blocks() > 0)
    :says("no block is cut, so there is nothing to keep")
  local text = "the block cut at {key} is on executor {got} only"
  always(lost_first(run), function(block)
    return block.replicas >= 2, block.executors[1], 2, seconds(block.cut)
  end):says(text .. "; another copy is in a file of the log, and on no executor",
      run:run().conf[LOG] == "true")
    :says(text .. ": there is no second one", #run:executors() < 2)
    :says(text .. ". persist copies a batch when a job computes it; a block is in no "
      .. "batch before the tick", has_kept(run))
    :says(text .. ". A disk is part of its machine, and lost with it",
      run:blocks()[1].level:find("DISK", 1, true) ~= nil)
    :says(text .. ", and gone with it")
end)

check("no block lost", {after = "two homes"}, function(run)
  always(run:batches(), function(batch)
    return batch.completed_us ~= nil
  end):says("{batch} does not end")
  always(run:batches(), function(batch)
    local got, want = lines(run, batch.time)[1], cut_for(run, batch)
    return got == tostring(want), got or "nothing", want
  end):says("{batch} prints {got}, wanted {want}, the records of all blocks that were "
    .. "cut for it")
end)

check("new receiver", {after = "two homes"}, function(run)
  local receivers = run:receivers()
  expect(#receivers == 1, {got = #receivers, want = 1})
    :says("there are {got} receivers, wanted one: a second one takes in each record "
      .. "once more")
  local had = places(receivers[1])
  expect(#had >= 2 and had[#had] ~= had[1], {got = #had, key = had[1]})
    :says("the receiver was on executor {key}, and on no other after the loss")
end)

reply("the only executor is in the driver's process",
  "with local[N] there is one machine, and nobody else who could go on")

hidden{world = "early", says = "where the executor is lost at 1.21 s"}
hidden{world = "tick", says = "where it is lost at a tick"}
hidden{world = "cut", says = "where it is lost when a block is cut"}
hidden{world = "late", says = "where it is lost at 4.99 s"}
hidden{world = "slow", seed = 6, says = "where records come by chance"}
