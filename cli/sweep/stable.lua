-- cli.sweep.stable: the shortest batch interval with which a program keeps up.
--
-- Whether a run keeps up follows from what viz.stats.verdict says of it. Intervals that
-- are tried are multiples of 50 ms that divide every window and slide of the program;
-- of those it is taken that a longer one keeps up if a shorter one does, so that they
-- can be bisected.
-- SPDX-License-Identifier: MIT
local axes = require("cli.sweep.axes")
local words = require("sluice.words")

local M = {}

local STEP_US <const> = 50000
local LONGEST_US <const> = 10000000 -- unless the sweep has a longer one
local LEAST_BATCHES <const> = 6     -- with fewer no verdict is possible
local SPARE <const> = 0.8           -- load of an interval with room for a burst

---Whether a run keeps up: batches may wait now and then, but not take longer on average
---than the time from one to the next.
---@param found table
---@return boolean
function M.keeps_up(found)
  return found.word == "stable" or found.word == "overloaded" and found.load <= 1
end

local function every(list, test)
  for _, found in ipairs(list) do
    if not test(found) then
      return false
    end
  end
  return true
end

local GOALS <const> = {
  stable = M.keeps_up,
  spare = function(found)
    return M.keeps_up(found) and found.load <= SPARE
  end,
}

-- The greatest load over the seeds.
local function load_of(list)
  local most = 0
  for _, found in ipairs(list) do
    most = math.max(most, found.load or 0)
  end
  return most
end

local function divides_all(us, lengths)
  for _, length in ipairs(lengths) do
    if length % us ~= 0 then
      return false
    end
  end
  return true
end

-- Intervals to be tried, ascending.
local function candidates(longest, lengths)
  local list = {}
  for us = STEP_US, longest, STEP_US do
    list[#list + 1] = divides_all(us, lengths) and us or nil
  end
  return list
end

-- The longest that is tried: that of the sweep, or one that leaves enough batches.
local function longest_of(axis, until_us)
  if not axis then
    return math.min(LONGEST_US, (until_us or math.huge) // LEAST_BATCHES)
  end
  local most = 0
  for _, value in ipairs(axis.values) do
    local set = {}
    axes.apply(set, "batch", value)
    most = math.max(most, tonumber(set.conf[1][2]:match("%d+")) * 1000)
  end
  return most
end

---@class sluice.Search
---@field set {name: string, value: string}[] of the other axes
---@field list integer[] intervals
---@field low integer of the list: known not to do, 0 at first
---@field high integer|nil known to do
---@field test fun(found: table): boolean
---@field result integer|nil
---@field over boolean

local function with_batch(set, us)
  local all = {{name = "batch", value = us // 1000 .. "ms"}}
  return table.move(set, 1, #set, 2, all)
end

-- The interval that a search wants to know of next; nil when it is over.
local function next_of(search)
  if not search.high then
    return search.low == 0 and search.list[#search.list] or nil
  elseif search.high - search.low > 1 then
    return search.list[(search.low + search.high) // 2]
  end
  return nil
end

local function learn(search, runs, us)
  local at = search.high and (search.low + search.high) // 2 or #search.list
  if every(runs:found(with_batch(search.set, us)), search.test) then
    search.high = at
  else
    search.low = at
  end
end

-- Takes all searches one step further; false when they are over.
local function step(searches, runs)
  local sets, asked = {}, {}
  for _, search in ipairs(searches) do
    local us = next_of(search)
    if us then
      sets[#sets + 1] = with_batch(search.set, us)
      asked[#asked + 1] = {search = search, us = us}
    end
  end
  runs:run(sets)
  for _, one in ipairs(asked) do
    learn(one.search, runs, one.us)
  end
  return #asked > 0
end

local function result(search, runs)
  local us = search.high and search.list[search.high]
  return us and {interval = us, load = load_of(runs:found(with_batch(search.set, us))),
    is_shortest = search.high == 1}
end

---Searches for each combination of the other axes.
---@param runs sluice.Runs
---@param groups {set: table, lengths: integer[]}[] lengths: of windows and slides
---@param how {batch: sluice.Axis|nil, until_us: integer|nil}
---@return {set: table, longest: integer, stable: table|nil, spare: table|nil}[]
function M.search(runs, groups, how)
  local searches, found = {}, {}
  local longest = longest_of(how.batch, how.until_us)
  for i, group in ipairs(groups) do
    local list = candidates(longest, group.lengths)
    found[i] = {set = group.set, longest = list[#list] or longest}
    for _, goal in ipairs({"stable", "spare"}) do
      found[i][goal] = {set = group.set, list = list, low = 0, test = GOALS[goal]}
      searches[#searches + 1] = found[i][goal]
    end
  end
  while step(searches, runs) do end
  for _, one in ipairs(found) do
    one.stable, one.spare = result(one.stable, runs), result(one.spare, runs)
  end
  return found
end

local function percent(load)
  return ("%d %%"):format((load * 100 + 0.5) // 1)
end

M.percent = percent

-- "cores 2, block 100 ms: "
local function place(set)
  local parts = {}
  for i, one in ipairs(set) do
    parts[i] = one.name .. " " .. axes.shown(one.name, one.value)
  end
  return #parts > 0 and table.concat(parts, ", ") .. ": " or ""
end

---What was found for one combination, in a line.
---@param found table
---@return string
function M.sentence(found)
  local stable, spare = found.stable, found.spare
  local text
  if not stable then
    text = "not stable up to " .. words.duration(found.longest)
  else
    text = ("stable from %s on (%s"):format(words.duration(stable.interval),
      percent(stable.load))
    if spare and spare.interval == stable.interval then
      text = text .. (stable.is_shortest and ", the shortest that was tried)" or ")")
    else
      text = text .. ", no room for a burst)" .. (spare
        and (", from %s with 20 %% to spare"):format(words.duration(spare.interval))
        or (", nowhere up to %s with 20 %% to spare"):format(
          words.duration(found.longest)))
    end
  end
  return place(found.set) .. text
end

return M
