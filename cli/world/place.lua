-- cli.world.place: the places of a world file, from which records come.
-- SPDX-License-Identifier: MIT
local text_of = require("cli.world.text")
local words = require("sluice.words")
local wrong = require("cli.world.wrong")

local M = {MOST_PARTITIONS = 10000}

local fail = wrong.fail
local HIGHEST_PORT <const> = 65535

local faults = require("cli.host").world_words().faults

-- "kafka:orders" or "kafka:orders/2".
local function check_topic(at, place)
  local topic, partition = place:match("^kafka:([%w._-]+)/?(%d*)$")
  if not topic or place:find("/$") then
    fail(at, ("a topic is kafka:NAME or kafka:NAME/PARTITION, got %s"):format(
      words.quote(place)), {"kafka:orders", "kafka:orders/2"})
  elseif #partition > 5 or (tonumber(partition) or 0) >= M.MOST_PARTITIONS then
    fail(at, ("a topic has at most %d partitions, got %s"):format(M.MOST_PARTITIONS,
      partition))
  end
end

---Raises an error unless a word can be a place.
---@param at sluice.WorldReader
---@param place string
function M.check(at, place)
  if place:find("^kafka:") then
    return check_topic(at, place)
  end
  local port = place:match("^[%w.-]+:(%d+)$")
  if port then
    if #port > 5 or tonumber(port) < 1 or tonumber(port) > HIGHEST_PORT then
      fail(at, ("a port is from 1 to %d, got %s"):format(HIGHEST_PORT, port))
    end
    return
  end
  if not place:find("^[%a_][%w_.-]*$") then
    fail(at, ("a place is HOST:PORT, a name, or a file in a folder, got %s"):format(
      words.quote(place)), {"localhost:9999", "orders", "inbox/words.txt"})
  end
  local near = words.nearest(place, text_of.first_words(faults))
    or words.nearest(place, {"rate", "feed"})
  if near then
    fail(at, ("nothing is done by %s; did you mean %s?"):format(words.name(place),
      near))
  end
end

return M
