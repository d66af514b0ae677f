-- Checks of 5.2. Each order is sent once; its text names it.
-- SPDX-License-Identifier: MIT

-- How often each order came into a batch, by its number at the source.
local function in_batches(run)
  local number, times = {}, {}
  for _, sent in ipairs(run:arrivals{place = "orders"}) do
    number[sent.text] = sent.number
    times[sent.number] = 0
  end
  for _, record in ipairs(run:records()) do
    local block, order = record.block, number[record.text]
    if order and block and block.batch and not block.lost then
      times[order] = times[order] + 1
    end
  end
  return times
end

local function ack_of(run, order)
  for _, ack in ipairs(run:acks{accepted = true}) do
    for _, number in ipairs(ack.numbers) do
      if number == order then
        return ack
      end
    end
  end
  return nil
end

-- The first order that is in no batch, the last of its row, and how it was acknowledged.
local function first_lost(run)
  local times = in_batches(run)
  for order, n in ipairs(times) do
    if n == 0 then
      local last = order
      while times[last + 1] == 0 do
        last = last + 1
      end
      return order, last, ack_of(run, order)
    end
  end
  return nil
end

local function lost(run)
  local first, last, ack = first_lost(run)
  local row = first and ("%d to %d"):format(first, last)
  return {ok = not first, key = row, got = ack and ack.time, acknowledged = ack ~= nil}
end

check("nothing lost", {points = 2}, function(run)
  expect(#run:records() > 0):says("no order came in: the receiver stores nothing")
  local found = lost(run)
  expect(found.ok, found)
    :says("orders {key} are in no batch: acknowledged at {got:s}, still in the buffer of "
      .. "the executor when that died", found.acknowledged)
    :says("orders {key} are in no batch, and were never acknowledged: the receiver did "
      .. "not take them again")
end)

check("block first", {after = "nothing lost"}, function(run)
  local order_of, stored = {}, {}
  for _, sent in ipairs(run:arrivals{place = "orders"}) do
    order_of[sent.text] = sent.number
  end
  local nth = {}
  for i, block in ipairs(run:blocks()) do
    nth[block.id] = i
  end
  for _, record in ipairs(run:records()) do
    local order, at = order_of[record.text], record.block and nth[record.block.id]
    if order and at then
      stored[order] = math.min(stored[order] or at, at)
    end
  end
  always(run:acks{accepted = true}, function(ack)
    for _, number in ipairs(ack.numbers) do
      if not stored[number] or stored[number] > ack.blocksBefore then
        return false, ack.time, nil, number
      end
    end
    return true
  end):says("order {key} was acknowledged at {got:s}, before the block with it was "
    .. "stored: whoever dies between the two loses it")
end)

check("twice only at the edge", {after = "nothing lost"}, function(run)
  local again = 0
  for _, times in ipairs(in_batches(run)) do
    again = again + (times > 1 and 1 or 0)
  end
  local unthanked = #run:acks{accepted = true} == 0
  expect(again <= 20, {got = again})
    :says("{got} orders came twice: the queue was never thanked, and gave all of them "
      .. "again", unthanked)
    :says("{got} orders came twice; only those in flight may")
end)

check("whenever it dies", {after = {"block first", "twice only at the edge"},
    hidden = false}, function(run)
  local deaths = crash{"executor", of = "receiver 0",
    at = {195, 303, 2105, 2599, 2991}}
  always(deaths, function(other)
    local found = lost(other)
    return found.ok, found.key, nil, other.killed
  end):says("one more death, at {key:s}: orders {got} are in no batch")
end)

reply("rx:store wants a record",
  "take gave nil, because the queue hung up: leave the function then")

hidden{world = "edge", says = "where the executor dies between block and thanks"}
hidden{world = "late", says = "where it dies twice"}
