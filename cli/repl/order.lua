-- cli.repl.order: where in a run something was typed or fed, and what that is before.
-- SPDX-License-Identifier: MIT
local M = {}

---@class sluice.RunPlace
---@field us integer
---@field started boolean the clock has moved, if only by 0 s
---@field events integer|nil that had happened; nil if nobody has been there
---@field added integer how many lines had been added

---Puts what was typed and fed in the order of its places, and then as it came. A place
---without events is behind all of its moment, which is how far one can go there.
---@param lists table[][] each item has its place in `moment`, and a `serial`
---@return table[]
function M.sorted(lists)
  local items = {}
  for _, list in ipairs(lists) do
    table.move(list, 1, #list, #items + 1, items)
  end
  table.sort(items, function(a, b)
    local x, y = a.moment, b.moment
    if x.started ~= y.started then
      return y.started
    elseif x.us ~= y.us then
      return x.us < y.us
    end
    local before, after = x.events or math.huge, y.events or math.huge
    if before ~= after then
      return before < after
    end
    return a.serial < b.serial
  end)
  return items
end

---Whether something was typed or fed before a place, or just there.
---@param item table
---@param place sluice.RunPlace
---@return boolean
function M.is_behind(item, place)
  local at = item.moment
  if not at.started or not place.started then
    return not at.started
  end
  return at.us < place.us or at.us == place.us
    and (not at.events or not place.events or at.events <= place.events)
end

---Whether the events up to a place are still those that it was noted with.
---@param place sluice.RunPlace
---@param added sluice.WorldLine[]
---@return boolean
function M.is_exact(place, added)
  for i = place.added + 1, #added do
    if added[i].from < place.us then
      return false
    end
  end
  return place.events ~= nil
end

---A place whose events are others now; its time is what is left of it.
---@param place sluice.RunPlace
---@return sluice.RunPlace
function M.without_events(place)
  return {us = place.us, started = place.started, added = place.added}
end

return M
