-- count_plain.lua VARIANT FILE ROUNDS -- word count in plain Lua, for comparison. Each
-- round reads the file again.
-- SPDX-License-Identifier: MIT
package.path = "bench/?.lua"
local text = require("text")

local function split(line)
  local words = {}
  for word in line:gmatch("[^ ]+") do
    words[#words + 1] = word
  end
  return words
end

local function add(a, b)
  return a + b
end

local function one_table(word)
  return { word, 1 }
end

local function two_values(word)
  return word, 1
end

local function flat_map(list, f)
  local out = {}
  for i = 1, #list do
    local parts = f(list[i])
    for j = 1, #parts do
      out[#out + 1] = parts[j]
    end
  end
  return out
end

local function map(list, f)
  local out = {}
  for i = 1, #list do
    out[i] = f(list[i])
  end
  return out
end

local function reduce_by_key(list, f)
  local out = {}
  for i = 1, #list do
    local key, value = list[i][1], list[i][2]
    local old = out[key]
    out[key] = old and f(old, value) or value
  end
  return out
end

local variants = {}

-- Each operator makes a list of all its results.
function variants.lists(path)
  local lines = text.read_lines(path)
  return reduce_by_key(map(flat_map(lines, split), one_table), add)
end

-- One loop; a pair is a table that lives for a moment.
function variants.tables(path)
  local out = {}
  for line in io.lines(path) do
    local words = split(line)
    for j = 1, #words do
      local record = one_table(words[j])
      local key, value = record[1], record[2]
      local old = out[key]
      out[key] = old and add(old, value) or value
    end
  end
  return out
end

-- The same loop; a pair is two values.
function variants.values(path)
  local out = {}
  for line in io.lines(path) do
    local words = split(line)
    for j = 1, #words do
      local key, value = two_values(words[j])
      local old = out[key]
      out[key] = old and add(old, value) or value
    end
  end
  return out
end

local count = variants[arg[1]]
local counts
for _ = 1, tonumber(arg[3]) do
  counts = count(arg[2])
  text.end_round(counts)
end

local tally = text.tally()
for word, n in pairs(counts) do
  tally:add(word, n)
end
tally:print()
