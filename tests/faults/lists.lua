-- tests/faults/lists.lua -- small things for drawing and for names of items.
-- SPDX-License-Identifier: MIT

local M = {}

function M.chance(percent)
  return math.random(100) <= percent
end

function M.pick(list)
  return list[math.random(#list)]
end

-- The keys of a table, in their order.
function M.sorted(table_of)
  local keys = {}
  for key in pairs(table_of) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

--- One of the keys, as often as their numbers say.
---@param weights table<any, integer>
function M.weighted(weights)
  local total = 0
  for _, weight in pairs(weights) do
    total = total + weight
  end
  local left = math.random(total)
  for _, key in ipairs(M.sorted(weights)) do
    left = left - weights[key]
    if left <= 0 then
      return key
    end
  end
end

--- The items of receiver p begin with this.
function M.prefix(p)
  return ("ab"):sub(p, p)
end

--- The place of receiver p: behind a socket, or one that keeps.
function M.place(case, p)
  return case.source == "socket" and "sensor:700" .. p or "orders" .. M.prefix(p)
end

--- The items as one text, whatever their order.
function M.text(items)
  local copy = table.move(items, 1, #items, 1, {})
  table.sort(copy)
  return table.concat(copy, " ")
end

return M
