-- tests/golden/generate/choose.lua -- seeds whose programs show much and print little.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/golden/generate/choose.lua FIRST LAST COUNT
--
-- prints COUNT seeds, one a line. Each next one has the operators that are rarest among
-- those chosen so far.

package.path = "tests/golden/?.lua;" .. package.path

local model = require "model.run"
local program = require "generate.program"
local write = require "generate.write"

-- No program may be longer or print more, none may print nothing but frames.
local LONGEST, MOST, LEAST = 2600, 1600, 4

local function lines_of_records(output)
  local count = 0
  for line in output:gmatch("[^\n]+") do
    count = count + (line:find("^%-%-%-") or line:find("^Time:") and 0 or 1)
  end
  return count
end

local function candidate(seed)
  local made = program.make(seed)
  local text = write.lua(made, "random")
  local output = model.run(text, made.batches)
  if #text > LONGEST or #output > MOST or lines_of_records(output) < LEAST then
    return nil
  end
  local names = {}
  for name in pairs(made.used) do
    names[#names + 1] = name
  end
  table.sort(names)
  return { seed = seed, names = names }
end

local function worth(entry, chosen)
  local sum = 0
  for _, name in ipairs(entry.names) do
    sum = sum + 4.0 ^ -(chosen[name] or 0)
  end
  return sum
end

local function take_best(list, chosen)
  local best, most = 1, -1
  for i, entry in ipairs(list) do
    local value = worth(entry, chosen)
    if value > most then
      best, most = i, value
    end
  end
  local entry = table.remove(list, best)
  for _, name in ipairs(entry.names) do
    chosen[name] = (chosen[name] or 0) + 1
  end
  return entry.seed
end

local list, chosen, seeds = {}, {}, {}
for seed = math.tointeger(arg[1]), math.tointeger(arg[2]) do
  list[#list + 1] = candidate(seed)
end
for i = 1, math.min(math.tointeger(arg[3]), #list) do
  seeds[i] = take_best(list, chosen)
end
table.sort(seeds)
print(table.concat(seeds, "\n"))
