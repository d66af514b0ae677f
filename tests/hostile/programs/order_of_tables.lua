-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: a b c d e f g h\ta b c d e f g h\t\t1 2 3
-- prints: a b c d e f g ha b c d e f g h
local t = {a = 1, b = 1, c = 1, d = 1, e = 1, f = 1, g = 1, h = 1}
local function keys(walk, of)
  local list = {}
  for key in walk, of do
    list[#list + 1] = tostring(key)
  end
  return table.concat(list, " ")
end
local of_list, list = pairs({10, 20, 30})
print(keys(pairs(t)), keys(next, t), keys(of_list, t), keys(of_list, list))
local sc = SparkContext("local[1]", "order")
print(sc:parallelize({1}):map(function()
  local in_task = pairs({10})
  return keys(in_task, t) .. keys(pairs(t)) .. keys(next, t)
end):first())
print(pcall(pairs), (pcall(pairs, 3)))
print(keys(pairs(setmetatable({}, {__pairs = function() return next, t end}))))
