-- cli.world.line: reads a line of a world file: when, and what happens then.
-- SPDX-License-Identifier: MIT
local arrivals_of = require("cli.world.arrivals")
local place_of = require("cli.world.place")
local text_of = require("cli.world.text")
local when_of = require("cli.world.when")
local words = require("sluice.words")
local wrong = require("cli.world.wrong")

local M = {}

local fail = wrong.fail
local known = require("cli.host").world_words()
local FEED_RATE <const> = 5 -- lines a second, as of --feed

---@class sluice.WorldLine
---@field line integer in its file
---@field kind string "records", "act", "rate", "fault" or "file"
---@field condition string|nil instead of a time
---@field subject integer|nil of the condition: a batch in us, or a receiver
---@field count integer|nil of the condition
---@field from integer us; after a condition: how long after it
---@field to integer|nil us, if it happens again
---@field every integer|nil us
---@field arrivals table|nil rate, process, seed, deviation, low, period
---@field place string|nil
---@field text string|nil
---@field act string|nil
---@field fault string|nil
---@field numbers integer[]|nil
---@field factor number|nil
---@field source string|nil the file whose contents a file gets, or whose lines come
---@field lines string|nil its text, once it was read
---@field loop boolean|nil after the last line comes the first

-- A text in quotes, or as it stands.
local function text_or_fail(at, text)
  local read, message, try = text_of.read(text)
  return read or fail(at, message, try)
end

-- Kinds of lines: each gets when, the place or verb, and the rest of the text.

local function read_fault(at, text)
  local fault, found, rest = text_of.match_any(known.faults, text)
  if not fault or rest ~= "" then
    local verb, ways = text_of.cut(text), {}
    for _, pattern in ipairs(known.faults) do
      if text_of.cut(pattern) == verb then
        ways[#ways + 1] = pattern
      end
    end
    fail(at, ("%s is not what can happen"):format(words.quote(text)),
      words.list(ways, "or"))
  end
  local line = {kind = "fault", fault = fault, numbers = {}}
  for _, slot in ipairs(found) do
    if slot.slot == "N" or slot.slot == "E" then
      table.insert(line.numbers, slot.value)
    else
      line[slot.slot == "F" and "factor" or "text"] = slot.value
    end
  end
  return line
end

-- "rate PLACE 100/s poisson seed 3"; the words may stand as key=value, too.
local function read_change(at, text)
  local place, rest = text_of.cut(text)
  if not place then
    fail(at, "rate wants a place and a rate",
      "rate localhost:9999 100/s poisson seed 3")
  end
  place_of.check(at, place)
  return {kind = "rate", place = place, arrivals = arrivals_of.read_words(at, rest)}
end

-- "feed PLACE FILE rate=5/s loop": the lines of a file, one by one, from now on.
local function read_feed(at, text, when)
  local place, rest = text_of.cut(text)
  local file, behind = text_of.cut_text(rest or "")
  if not file then
    fail(at, "feed wants a place and a file", "feed localhost:9999 words.txt rate=5/s")
  elseif when.condition or when.to then
    fail(at, "a feed begins at a time", "2.3 feed " .. text)
  end
  place_of.check(at, place)
  local options, loops = (" " .. behind .. " "):gsub("%sloop%s", " ")
  return {kind = "records", place = place, source = text_or_fail(at, file),
    loop = loops > 0, arrivals = arrivals_of.read_words(at, options, FEED_RATE),
    to = math.maxinteger}
end

local function read_file(at, place, rest, when)
  local folder, name = place:match("^(.*)/([^/]+)$")
  if not name then
    fail(at, ("%s is a folder; a file appears in it"):format(words.quote(place)),
      place .. "words.txt hello world")
  elseif when.condition then
    fail(at, "a file appears at a time; it cannot wait for a condition")
  elseif when.to and not when.every then
    fail(at, "files that appear again and again have a distance",
      "2..10/2 inbox/{n}.txt line {n}")
  end
  local source = rest:match("^from%s+(%S.*)$")
  if rest == "" then
    fail(at, "what is in the file? A text, or `from` and the name of a file",
      {place .. " hello world", place .. " from words.txt"})
  end
  return {kind = "file", place = folder == "" and "/" or folder, name = name,
    source = source and text_or_fail(at, source),
    text = not source and text_or_fail(at, rest) or nil}
end

-- "partitions 4": the topic has so many from now on.
local function read_partitions(at, place, rest)
  local count, most = rest:match("^partitions%s+(%d+)$"), place_of.MOST_PARTITIONS
  if not count then
    return nil
  elseif place:find("/", 1, true) then
    fail(at, ("%s is one partition; a topic has several"):format(words.quote(place)),
      place:match("^[^/]*") .. " " .. rest)
  elseif #count > 5 or tonumber(count) < 1 or tonumber(count) > most then
    fail(at, ("a topic has 1 to %d partitions, got %s"):format(most, count))
  end
  return {kind = "partitions", place = place, numbers = {math.tointeger(count)}}
end

local function read_peer(at, place, rest, when)
  place_of.check(at, place)
  local is_topic = place:find("^kafka:") ~= nil
  local partitions = is_topic and read_partitions(at, place, rest)
  if partitions then
    return partitions
  elseif is_topic and text_of.is_among(rest, known.acts) then
    fail(at, ("%s is a topic; it cannot `%s`"):format(place, rest))
  end
  if text_of.is_among(rest, known.acts) then
    if when.to and not when.every then
      fail(at, ("`%s` happens at a time"):format(rest), "2.3 " .. place .. " " .. rest)
    end
    return {kind = "act", place = place, act = rest}
  end
  local arrivals
  if when.to and not when.every then
    arrivals, rest = arrivals_of.read(at, rest)
  end
  if rest == "" then
    fail(at, ("what comes from %s? A text, or %s"):format(place, is_topic
      and "partitions N" or words.list(known.acts, "or")), at.comment
      and ("\"\" is an empty line; and %s in quotes is a text, not a comment"):format(
        words.quote(at.comment)) or "\"\" is an empty line")
  end
  return {kind = "records", place = place, arrivals = arrivals,
    text = text_or_fail(at, rest)}
end

local function read_what(at, text, when)
  local word, rest = text_of.cut(text)
  if not word then
    fail(at, "a time, and nothing that happens", "2.3 localhost:9999 hello")
  elseif text_of.is_among(word, text_of.first_words(known.faults)) then
    return read_fault(at, text)
  elseif word == "rate" then
    return read_change(at, rest)
  elseif word == "feed" then
    return read_feed(at, rest, when)
  elseif word:find("/", 1, true) and not word:find("^kafka:") then
    return read_file(at, word, rest, when)
  end
  return read_peer(at, word, rest, when)
end

---Reads a line that is not empty.
---@param at sluice.WorldReader
---@param text string without blanks at its ends, and without its comment
---@return sluice.WorldLine
function M.read(at, text)
  local when, rest = when_of.read(at, text)
  local line = read_what(at, rest, when)
  if when.to and not when.every and line.kind ~= "records" then
    fail(at, "this happens at a time", "2.3 " .. rest)
  end
  for key, value in pairs(when) do
    line[key] = value
  end
  line.line = at.number
  return line
end

return M
