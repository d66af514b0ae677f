-- course.expectation: what a check expects, whether it held, and the sentence if not.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

---@class course.Expectation
---@field ok boolean
---@field facts {batch: integer?, got: any, want: any, key: any}
---@field private sentence string?
local Expectation = {}
Expectation.__index = Expectation

---@param ok any
---@param facts table
---@return course.Expectation
function M.new(ok, facts)
  return setmetatable({ok = ok and true or false, facts = facts}, Expectation)
end

---The sentence for the learner. The first whose condition is true, or that has none, is
---taken.
---@param sentence string with {batch} {time} {got} {want} {key}; {got:s} is ms, said in
---seconds
---@param condition? any
---@return course.Expectation itself
function Expectation:says(sentence, ...)
  local conditional = select("#", ...) > 0
  if not self.sentence and (not conditional or (...)) then
    self.sentence = sentence
  end
  return self
end

local function shown(value)
  if type(value) == "table" then
    local parts = {}
    for i, item in ipairs(value) do
      parts[i] = shown(item)
    end
    return #parts > 0 and table.concat(parts, " ") or "nothing"
  elseif value == nil then
    return "nothing"
  elseif math.type(value) == "float" and value == math.floor(value) then
    return shown(math.tointeger(value) or value)
  elseif math.type(value) == "integer" then
    return words.number(value)
  end
  return words.printable(tostring(value))
end

-- A sentence that nobody wrote.
local function plain(facts)
  local text = facts.batch and "{batch}: " or ""
  if facts.want ~= nil or facts.got ~= nil then
    return text .. "{got}, wanted {want}"
  end
  return text .. "this does not hold"
end

---The sentence with its blanks filled in.
---@param batch_name fun(time: integer): string
---@return string
function Expectation:text(batch_name)
  local facts = self.facts
  local blanks = {batch = facts.batch and batch_name(facts.batch),
    time = facts.batch and ("%d"):format(facts.batch), got = shown(facts.got),
    want = shown(facts.want), key = shown(facts.key)}
  local moments = {time = facts.batch, got = facts.got, want = facts.want,
    key = facts.key}
  return ((self.sentence or plain(facts)):gsub("{(%l+)}", blanks)
    :gsub("{(%l+):s}", function(blank)
      local ms = tonumber(moments[blank])
      return ms and words.moment(ms * 1000) or blanks[blank]
    end))
end

M.shown = shown

return M
