-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: true\tno\t3
local class = {}
class.__index = class
local object = setmetatable({}, class)
local hidden = setmetatable({}, {__metatable = "no"})
local sc = SparkContext("local[1]", "own")
print(getmetatable(object) == class, getmetatable(hidden),
  sc:parallelize({1}):map(function()
    return getmetatable(object) == class and getmetatable(hidden) == "no" and 3 or 4
  end):first())
