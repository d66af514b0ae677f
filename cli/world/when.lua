-- cli.world.when: the beginning of a line of a world file: a time, or a condition.
-- SPDX-License-Identifier: MIT
local text_of = require("cli.world.text")
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")
local wrong = require("cli.world.wrong")

local M = {}

local fail = wrong.fail
local SECOND_US <const> = 1000000
local UNIT_US = {[""] = SECOND_US, s = SECOND_US, ms = 1000, us = 1, m = 60 * SECOND_US,
  min = 60 * SECOND_US}

local conditions = require("cli.host").world_words().conditions

local function read_seconds(text)
  local number, unit = text:match("^([%d.]+)(%a*)$")
  return number and UNIT_US[unit] and values.scaled(number, UNIT_US[unit])
end

---A time or a distance, in us.
---@param at sluice.WorldReader
---@param text string
---@param what string how an error calls it
---@return integer
function M.seconds(at, text, what)
  return read_seconds(text) or fail(at, ("%s is in seconds, got %s"):format(what,
    words.quote(text)), "2.3, 500ms, 0.025..6/0.05")
end

local function read_range(at, word)
  local from, to = word:match("^(.-)%.%.([^/]*)")
  local every = word:match("/(.*)$")
  local when = {from = M.seconds(at, from, "the beginning"),
    to = M.seconds(at, to, "the end")}
  if when.to < when.from then
    fail(at, ("%s ends before it begins"):format(words.quote(word)))
  end
  if every then
    when.every = M.seconds(at, every, "the distance")
    if when.every == 0 then
      fail(at, "nothing comes every 0 s", from .. ".." .. to .. "/0.5")
    end
  end
  return when
end

local function read_condition(at, text)
  local condition, found, rest = text_of.match_any(conditions, text)
  if not condition then
    fail(at, ("no condition is %s"):format(words.quote(text)), {
      "when batch 3000 starts kill executor 1",
      "when " .. words.list(conditions, "or")})
  end
  local when = {condition = condition, from = 0, count = 1}
  for _, slot in ipairs(found) do
    when[slot.slot == "K" and "count" or "subject"] = slot.value
  end
  local after = rest:match("^%+(%S+)")
  if after then
    when.from = M.seconds(at, after, "the time behind +")
    rest = rest:gsub("^%S+%s*", "")
  end
  return when, rest
end

---The time or condition of a line, and what follows it.
---@param at sluice.WorldReader
---@param text string
---@return table from, to, every; condition, subject, count
---@return string
function M.read(at, text)
  local word, rest = text_of.cut(text)
  if word == "when" then
    return read_condition(at, rest)
  elseif word:find("..", 1, true) then
    return read_range(at, word), rest
  elseif not word:find("^%d") then
    local near = words.nearest(word, {"when"})
    fail(at, ("a line begins with a time in seconds or `when`, got %s%s"):format(
      words.quote(word), usage.did_you_mean(near)), "2.3 localhost:9999 hello")
  end
  return {from = M.seconds(at, word, "a time")}, rest
end

return M
