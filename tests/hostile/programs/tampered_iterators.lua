-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: end
local sc = SparkContext("local[2]", "iterators")
local rdd = sc:parallelize({1, 2, 3, 4, 5, 6}, 2)
local function try(f) print((pcall(f))) end
try(function()
  local kept
  return rdd:mapPartitions(function(it) kept = it return it end)
    :mapPartitions(function(it) kept() return kept end)
    :mapPartitions(function(it) for x in kept do it() end return kept end):collect()
end)
try(function()
  return rdd:mapPartitions(function(it)
    local wrapped = coroutine.wrap(function() for x in it do coroutine.yield(x) end end)
    wrapped()
    old = it
    return wrapped
  end):map(function(x) return x, old and old() end):collect()
end)
try(function()
  return rdd:mapPartitions(function(it)
    local thread = coroutine.create(it)
    coroutine.resume(thread)
    coroutine.resume(thread)
    return {it, it, thread}
  end):collect()
end)
try(function()
  return rdd:mapPartitions(function(it)
    return setmetatable({}, {__call = function() return it() end, __len = function()
      return 1e9 // 1
    end, __index = function(_, i) return i end})
  end):take(3)
end)
try(function()
  local emitted
  return rdd:flatMap(function(x, emit) emitted = emitted or emit emitted(x) return {} end)
    :map(function(x) if emitted then emitted(x) end return x end):collect()
end)
try(function()
  local list = {1, 2, 3}
  setmetatable(list, {__index = function(t, i)
    for j = 1, 100 do rawset(t, j, nil) end
    return i < 100 and {i} or nil
  end, __len = function() return 100 end})
  return rdd:flatMap(function() return list end):collect()
end)
local iterator = rdd:toLocalIterator()
rdd:unpersist()
try(function() for x in iterator do sc:stop() end end)
try(function() return iterator() end)
print("end")
