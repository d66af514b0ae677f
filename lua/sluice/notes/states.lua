-- sluice.notes.states: keys that stay for ever, in states and in windows with an
-- inverse function.
-- Spark: none; what it keeps is seen only when memory runs out.
-- SPDX-License-Identifier: MIT
local places = require("sluice.notes.places")
local words = require("sluice.words")

local M = {}

local FEWEST_BATCHES <const> = 6 -- that brought keys, before growth is called growth
local STATES <const> = {updateStateByKey = true, mapWithState = true}

---Whether the trace names all keys to which something happened in a batch.
---@param trace Trace
---@param stream integer
---@param time integer
---@return boolean
function M.are_all_named(trace, stream, time)
  local state = trace:state(stream, time)
  return state.named >= (state.initial or 0) + (state.new or 0) + (state.changed or 0)
    + (state.same or 0) + state.gone
end

-- Follows the keys of a window from batch to batch: how many parts of each are in it.
-- A key that brings a part again after it was empty is followed anew.
local function empty_keys(trace, stream)
  local parts, order = {}, {}
  for _, time in ipairs(trace:stateTimes(stream.number)) do
    if not M.are_all_named(trace, stream.number, time) then
      return {}
    end
    for _, change in ipairs(trace:stateKeys(stream.number, time)) do
      local entry = parts[change.key]
      if not entry then
        entry = {key = change.key, inside = 0}
        parts[change.key] = entry
        order[#order + 1] = entry
      end
      entry.inside = entry.inside + #(change.entered or {}) - #(change.left or {})
      entry.value, entry.since = change.value, time
    end
  end
  local empty = {}
  for _, entry in ipairs(order) do
    if entry.value and entry.inside == 0 then
      empty[#empty + 1] = entry
    end
  end
  return empty
end

local function zero_keys(trace, stream, source, empty)
  local first, zero = empty[1], trace:run().zero_us // 1000
  local number = (first.since - zero) // trace:run().interval
  return places.note(stream, source, {name = "zero-keys",
    message = ("%s %s none of whose records is in the window"):format(stream.op, #empty
      == 1 and "keeps a key" or ("keeps %s"):format(words.count(#empty, "key"))),
    why = ("key %s left the window in %s and is still there, with %s; each batch "
      .. "goes through it"):format(words.quote(first.key),
      words.batch(number, first.since * 1000), words.printable(first.value)),
    try = "a filter as the last argument, behind the slide and the partitions: "
      .. "function(key, value) return value ~= 0 end"})
end

---Keys of a window with an inverse function that are kept though they are empty.
---@param list table[] gets the notes
---@param trace Trace
---@param source string|nil
function M.add_zero_keys(list, trace, source)
  for _, stream in ipairs(trace:streams()) do
    local has_keys = #trace:stateTimes(stream.number) > 0
    if has_keys and not STATES[stream.op] then
      local empty = empty_keys(trace, stream)
      list[#list + 1] = #empty > 0 and zero_keys(trace, stream, source, empty) or nil
    end
  end
end

-- How many keys came up to each batch to which values came; nil if any key went. (Not
-- how many there are: print may leave partitions alone.)
local function growth(trace, stream)
  local sizes, keys = {}, 0
  for _, time in ipairs(trace:stateTimes(stream.number)) do
    local state = trace:state(stream.number, time)
    keys = keys + (state.initial or 0) + (state.new or 0)
    if state.gone > 0 then
      return nil
    elseif (state.given or state.visited) > 0 then
      sizes[#sizes + 1] = keys
    end
  end
  return sizes
end

-- It grows for ever if each of the last batches brought keys, as many as those before.
local function only_grows(sizes)
  local n = #sizes
  if n < FEWEST_BATCHES then
    return false
  end
  for i = n // 2 + 1, n do
    if sizes[i] <= (sizes[i - 1] or 0) then
      return false
    end
  end
  return (sizes[n] - sizes[n // 2]) * 2 >= sizes[n // 2]
end

local TRIES <const> = {
  updateStateByKey = "return nil from its function for a key that is no longer wanted",
  mapWithState = ":timeout(Minutes(30)) of the StateSpec, or state:remove()",
}

---States whose keys only become more.
---@param list table[] gets the notes
---@param trace Trace
---@param source string|nil
function M.add_growing(list, trace, source)
  for _, stream in ipairs(trace:streams()) do
    local sizes = STATES[stream.op] and growth(trace, stream)
    if sizes and only_grows(sizes) then
      list[#list + 1] = places.note(stream, source, {name = "state-grows",
        message = ("the state of %s only grows: no key was removed"):format(stream.op),
        why = ("%s after %s with records, %s at the end; each of the last %d brought "
          .. "new ones"):format(words.count(sizes[#sizes // 2], "key"),
          words.count(#sizes // 2, "batch", "batches"), words.number(sizes[#sizes]),
          #sizes - #sizes // 2),
        try = TRIES[stream.op]})
    end
  end
end

return M
