-- Functions of mapWithState that are evaluated without Lua, as far as that goes: the
-- methods of a state in each order, errors, a record for which Lua has to be called after
-- all when the state was changed already, and states of each kind.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "state methods", Seconds(1))
ssc:checkpoint("checkpoint/own")
local sc = ssc:sparkContext()
local batches = {
  { pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 0.5), pair(null, 4) },
  { pair("b", 5), pair("a", "7"), pair(pair(1, "d"), 2), pair("a", 2.5) },
  {},
  { pair("b", -9), pair("c", 1), pair("b", 1), pair("e", null) },
  {},
  { pair("a", 99) },
}
for i, batch in ipairs(batches) do
  batches[i] = sc:parallelize(batch, 2)
end
local pairs_of = ssc:queueStream(batches)

local function states(f, timeout)
  local spec = StateSpec(f)
  if timeout then
    spec:timeout(Seconds(timeout))
  end
  local mapped = pairs_of:mapWithState(spec)
  mapped:print()
  mapped:stateSnapshots():print()
end

-- The last value, whatever it is, and whether there was one before.
states(function(key, value, state)
  local known = state:exists()
  state:update(value)
  return key, known and state:get() == value
end)

-- A text is added to a number by Lua: the update before that must not count twice.
local numbers = pairs_of:filter(function(_, value) return value ~= null end)
numbers:mapWithState(StateSpec(function(key, value, state)
  local sum = state:exists() and state:get() or 10
  state:update(sum * 2)
  state:update(state:get() + value)
  return state:get()
end)):print()

-- What is removed is gone, at once and in the next batch.
states(function(key, value, state)
  if value == 5 or value == 1 then
    state:remove()
    return key, state:exists()
  end
  state:update(key)
  return state:get(), state:exists()
end)

-- Two batches without a value are too many.
states(function(key, value, state)
  if state:isTimingOut() then
    return "out", state:get()
  end
  state:update(value)
  return key, value
end, 2)

-- Nothing is updated: a state stays, or there is none.
states(function(key, _, state)
  return state:exists(), key
end, 3)

-- A state of false is one that exists; tests of what a state gives, and of the contrary.
states(function(key, value, state)
  local last = state:exists() and state:get() or "none"
  local kept = value ~= 5 and value ~= 1
  state:update(kept)
  if not state:get() then
    return last, key
  end
  return key, last
end)

-- What is asked or set stands where a result stands, or is handed on.
states(function(key, value, state)
  local key_again, value_again = key, value
  if state:exists() then
    state:remove()
    return key_again, state:exists()
  end
  state:update(state:exists())
  state:update(key_again)
  return value_again, state:get()
end)

-- What Lua refuses is its error, with its line.
pairs_of:mapWithState(StateSpec(function(key, value, state)
  state:update(value)
  if value == 99 then
    state:remove()
    state:update(1)
  end
  return key, value
end)):print()
pairs_of:mapWithState(StateSpec(function(key, value, state)
  if value == 99 then
    return key, state:get()
  end
  return key, value
end)):print()

ssc:start()
ssc:awaitTermination()
