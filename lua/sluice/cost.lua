-- sluice.cost: what an operator costs, in simulated time.
-- Spark: none; there the work itself takes the time (docs/cost-model.md).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local duration = require("sluice.duration")
local guard = require("sluice.guard")

local M = {}

---A length of time in whole microseconds, for `cost`: what a record costs is often less
---than a millisecond, which is the least that a Duration can say. Spark has no such
---word.
---
---Example:
---```lua
---print(Microseconds(1200))      --> 1200 us
---```
---@class sluice.Microseconds
---@field private us integer
local Microseconds = {}

local class = guard.class("Microseconds", Microseconds, {}, true)

function class:__tostring()
  return self.us .. " us"
end

---So many microseconds, for `cost`. An error if n is no whole number.
---
---Example:
---```lua
---local degrees = sc:parallelize({ 19, 24, 31 })
---local warm = degrees:filter(function(x) return x > 20 end):cost(Microseconds(50))
---print(warm:count())      --> 2
---```
---@param n integer
---@return sluice.Microseconds
function M.Microseconds(n)
  return setmetatable({ us = duration.whole("Microseconds", n, 1) }, class)
end

---The microseconds that an operator is to cost.
---@param owner table DStream or RDD
---@param value any
---@return integer
function M.check(owner, value)
  local us = getmetatable(value) == class and value.us
    or duration.is_duration(value) and value.ms * 1000
  if not us then
    arguments.wrong_type(owner, "cost", 1, "a length of time", value,
      math.type(value) == "integer" and ("Microseconds(%d)"):format(value)
        or "Microseconds(50), Milliseconds(2)")
  elseif us < 0 then
    arguments.wrong_type(owner, "cost", 1, "a length of time from 0 on", value)
  end
  return us
end

---Raises that an operator has no function whose calls could be charged.
---@param owner table
---@param op string
function M.refuse(owner, op)
  arguments.wrong(owner, "cost", nil, {
    message = ("cost charges each record that a function of yours gets; %s calls none")
      :format(op),
    try = "map(function(x) return x end):cost(...) before or after it" })
end

return M
