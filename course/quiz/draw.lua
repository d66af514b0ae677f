-- course.quiz.draw: what is drawn by lot for a question: the same for the same seed.
-- SPDX-License-Identifier: MIT
local M = {}

---@class course.Draw
---@field private state integer
local Draw = {}
Draw.__index = Draw

-- SplitMix64.
local function mix(value)
  value = (value ~ value >> 30) * 0xbf58476d1ce4e5b9
  value = (value ~ value >> 27) * 0x94d049bb133111eb
  return value ~ value >> 31
end

---@param seed integer of the learner
---@param number integer of the question
---@param try integer 1, or more if what was drawn before was of no use
---@return course.Draw
function M.new(seed, number, try)
  return setmetatable({state = mix(mix(mix(seed) + number) + try)}, Draw)
end

---A whole number from `low` to `high`.
---@param low integer
---@param high integer
---@return integer
function Draw:number(low, high)
  self.state = self.state + 0x9e3779b97f4a7c15
  return low + (mix(self.state) >> 1) % (high - low + 1)
end

---One of a list.
function Draw:one(list)
  return list[self:number(1, #list)]
end

---Some different ones of a list, in the order of drawing.
---@param list any[]
---@param count integer
---@return any[]
function Draw:some(list, count)
  local rest = table.move(list, 1, #list, 1, {})
  local drawn = {}
  for i = 1, count do
    drawn[i] = table.remove(rest, self:number(1, #rest))
  end
  return drawn
end

---A list in another order.
function Draw:shuffled(list)
  return self:some(list, #list)
end

---A moment in ms between two others: a multiple of 50 that lies on no tick and no cut.
---@param from integer
---@param to integer
---@return integer
function Draw:moment(from, to)
  return self:number(from // 50, to // 50 - 1) * 50 + 25
end

return M
