-- cli.world: reads a world file: what is outside of a program, and what happens there.
-- docs/world.md explains the form. The words that the engine knows come from it.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local usage = require("cli.usage")
local values = require("cli.values")
local text_of = require("cli.world_text")
local words = require("sluice.words")
local world_check = require("cli.world_check")

local M = {}

local cut, match_any = text_of.cut, text_of.match_any
local SECOND_US = 1000000
local UNIT_US = {[""] = SECOND_US, s = SECOND_US, ms = 1000, us = 1, m = 60 * SECOND_US,
  min = 60 * SECOND_US}
local MOST_LINES = 100000
local HIGHEST_PORT = 65535

-- The words of the engine: faults, acts, conditions and processes.
local known = host.world_words()

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
---@field source string|nil the file whose contents a file gets

-- Where the reader is: the file, the number of the line.
---@class sluice.WorldReader
---@field file string
---@field number integer
---@field comment string|nil of the line

local function fail(at, message, try)
  error({level = "error", name = "bad-world", file = at.file, line = at.number,
    message = message, try = try, exit = 2}, 0)
end

-- A text in quotes, or as it stands.
local function text_or_fail(at, text)
  local read, message, try = text_of.read(text)
  return read or fail(at, message, try)
end

-- When.

local function read_seconds(text)
  local number, unit = text:match("^([%d.]+)(%a*)$")
  return number and UNIT_US[unit] and values.scaled(number, UNIT_US[unit])
end

local function check_seconds(at, text, what)
  return read_seconds(text) or fail(at, ("%s is in seconds, got %s"):format(what,
    words.quote(text)), "2.3, 500ms, 0.025..6/0.05")
end

local function read_range(at, word)
  local from, to = word:match("^(.-)%.%.([^/]*)")
  local every = word:match("/(.*)$")
  local when = {from = check_seconds(at, from, "the beginning"),
    to = check_seconds(at, to, "the end")}
  if when.to < when.from then
    fail(at, ("%s ends before it begins"):format(words.quote(word)))
  end
  if every then
    when.every = check_seconds(at, every, "the distance")
    if when.every == 0 then
      fail(at, "nothing comes every 0 s", from .. ".." .. to .. "/0.5")
    end
  end
  return when
end

local function first_words(patterns)
  local list, seen = {}, {}
  for _, pattern in ipairs(patterns) do
    local word = cut(pattern)
    if not seen[word] then
      seen[word] = true
      list[#list + 1] = word
    end
  end
  return list
end

local function is_among(word, list)
  for _, item in ipairs(list) do
    if item == word then
      return true
    end
  end
  return false
end

local function read_condition(at, text)
  local condition, found, rest = match_any(known.conditions, text)
  if not condition then
    fail(at, ("no condition is %s"):format(words.quote(text)), {
      "when batch 3000 starts kill executor 1",
      "when " .. words.list(known.conditions, "or")})
  end
  local when = {condition = condition, from = 0, count = 1}
  for _, slot in ipairs(found) do
    when[slot.slot == "K" and "count" or "subject"] = slot.value
  end
  local after = rest:match("^%+(%S+)")
  if after then
    when.from = check_seconds(at, after, "the time behind +")
    rest = rest:gsub("^%S+%s*", "")
  end
  return when, rest
end

-- The time or condition of a line, and what follows it.
local function read_when(at, text)
  local word, rest = cut(text)
  if word == "when" then
    return read_condition(at, rest)
  elseif word:find("..", 1, true) then
    return read_range(at, word), rest
  elseif not word:find("^%d") then
    local near = words.nearest(word, {"when"})
    fail(at, ("a line begins with a time in seconds or `when`, got %s%s"):format(
      words.quote(word), usage.did_you_mean(near)), "2.3 localhost:9999 hello")
  end
  return {from = check_seconds(at, word, "a time")}, rest
end

-- Arrivals.

local function read_number(at, key, text, least)
  local number = text:match("^%d+%.?%d*$") and tonumber(text)
  if not number or number < least or number > 1e9 then
    fail(at, ("%s wants a number, got %s"):format(key, words.quote(text)), key .. "=3")
  end
  return number
end

local function read_rate(at, text)
  local rate, message, try = values.per_second(text)
  return rate or fail(at, message, try)
end

local ARRIVALS = {
  rate = read_rate,
  low = read_rate,
  process = function(at, text)
    if not is_among(text, known.processes) then
      fail(at, ("no process is called %s%s"):format(words.name(text),
        usage.did_you_mean(words.nearest(text, known.processes))),
        words.list(known.processes, "or"))
    end
    return text
  end,
  seed = function(at, text)
    return math.tointeger(read_number(at, "seed", text, 0))
      or fail(at, "seed wants a whole number, got " .. words.quote(text))
  end,
  mean = function(at, text)
    return read_number(at, "mean", text, 1e-6)
  end,
  sd = function(at, text)
    return read_number(at, "sd", text, 1e-6)
  end,
  period = function(at, text)
    return check_seconds(at, text, "period")
  end,
}
local ARRIVAL_KEYS = {"rate", "process", "seed", "mean", "sd", "low", "period"}

local function check_arrivals(at, read)
  if read.mean and read.rate then
    fail(at, "mean is the time between two records, rate how many a second: one of "
      .. "both")
  elseif read.mean then
    read.rate = 1 / read.mean
  elseif not read.rate then
    fail(at, "records that come from one time to another have a rate, or a distance",
      {"0..60 localhost:9999 rate=100/s line {n}", "0..60/0.5 localhost:9999 line {n}"})
  end
  if (read.low or 0) > read.rate then
    fail(at, "the lowest rate of a day is above the highest", "rate=100/s low=10/s")
  elseif read.period == 0 then
    fail(at, "a day has a length", "period=86400")
  end
  return {rate = read.rate, process = read.process or "constant", seed = read.seed,
    deviation = read.sd, low = read.low, period = read.period}
end

-- "key=value" words at the beginning of a text; those that are none of ours are text.
local function read_options(at, text)
  local read, rest = {}, text
  local key, value, behind = rest:match("^(%a+)=(%S+)%s*(.*)$")
  while key and ARRIVALS[key] do
    read[key] = ARRIVALS[key](at, value)
    rest = behind
    key, value, behind = rest:match("^(%a+)=(%S+)%s*(.*)$")
  end
  local near = key and words.nearest(key, ARRIVAL_KEYS)
  if near then
    fail(at, ("arrivals have no option %s; did you mean %s?"):format(words.name(key),
      near))
  end
  return check_arrivals(at, read), rest
end

-- Places.

local MOST_PARTITIONS = 10000

-- "kafka:orders" or "kafka:orders/2".
local function check_topic(at, place)
  local topic, partition = place:match("^kafka:([%w._-]+)/?(%d*)$")
  if not topic or place:find("/$") then
    fail(at, ("a topic is kafka:NAME or kafka:NAME/PARTITION, got %s"):format(
      words.quote(place)), {"kafka:orders", "kafka:orders/2"})
  elseif #partition > 5 or (tonumber(partition) or 0) >= MOST_PARTITIONS then
    fail(at, ("a topic has at most %d partitions, got %s"):format(MOST_PARTITIONS,
      partition))
  end
end

local function check_place(at, place)
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
  local near = words.nearest(place, first_words(known.faults))
    or words.nearest(place, {"rate"})
  if near then
    fail(at, ("nothing is done by %s; did you mean %s?"):format(words.name(place),
      near))
  end
end

-- Kinds of lines: each gets when, the place or verb, and the rest of the text.

local function read_fault(at, text)
  local fault, found, rest = match_any(known.faults, text)
  if not fault or rest ~= "" then
    local verb, ways = cut(text), {}
    for _, pattern in ipairs(known.faults) do
      if cut(pattern) == verb then
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
  local place, rest = cut(text)
  if not place then
    fail(at, "rate wants a place and a rate",
      "rate localhost:9999 100/s poisson seed 3")
  end
  check_place(at, place)
  rest = (" " .. rest):gsub("%s(%a+)%s+([%d.]+%a*)", function(key, value)
    return ARRIVALS[key] and (" %s=%s"):format(key, value) or nil
  end)
  local options = {}
  for word in rest:gmatch("%S+") do
    local key = word:find("=", 1, true) and "" or word:find("/", 1, true) and "rate="
      or "process="
    options[#options + 1] = key .. word
  end
  local arrivals, behind = read_options(at, table.concat(options, " "))
  if behind ~= "" then
    fail(at, "more stands behind the rate: " .. words.quote(behind))
  end
  return {kind = "rate", place = place, arrivals = arrivals}
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
  local count = rest:match("^partitions%s+(%d+)$")
  if not count then
    return nil
  elseif place:find("/", 1, true) then
    fail(at, ("%s is one partition; a topic has several"):format(words.quote(place)),
      place:match("^[^/]*") .. " " .. rest)
  elseif #count > 5 or tonumber(count) < 1 or tonumber(count) > MOST_PARTITIONS then
    fail(at, ("a topic has 1 to %d partitions, got %s"):format(MOST_PARTITIONS, count))
  end
  return {kind = "partitions", place = place, numbers = {math.tointeger(count)}}
end

local function read_peer(at, place, rest, when)
  check_place(at, place)
  local is_topic = place:find("^kafka:") ~= nil
  local partitions = is_topic and read_partitions(at, place, rest)
  if partitions then
    return partitions
  elseif is_topic and is_among(rest, known.acts) then
    fail(at, ("%s is a topic; it cannot `%s`"):format(place, rest))
  end
  if is_among(rest, known.acts) then
    if when.to and not when.every then
      fail(at, ("`%s` happens at a time"):format(rest), "2.3 " .. place .. " " .. rest)
    end
    return {kind = "act", place = place, act = rest}
  end
  local arrivals
  if when.to and not when.every then
    arrivals, rest = read_options(at, rest)
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
  local word, rest = cut(text)
  if not word then
    fail(at, "a time, and nothing that happens", "2.3 localhost:9999 hello")
  elseif is_among(word, first_words(known.faults)) then
    return read_fault(at, text)
  elseif word == "rate" then
    return read_change(at, rest)
  elseif word:find("/", 1, true) and not word:find("^kafka:") then
    return read_file(at, word, rest, when)
  end
  return read_peer(at, word, rest, when)
end

local function read_line(at, text)
  local when, rest = read_when(at, text)
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

---Reads the text of a world; raises a diagnostic at the first line that is wrong.
---@param text string
---@param file string how errors call it
---@return sluice.WorldLine[]
function M.parse(text, file)
  local lines, at = {}, {file = file, number = 0}
  for raw in (text .. "\n"):gmatch("(.-)\r?\n") do
    at.number = at.number + 1
    local bare = text_of.without_comment(raw)
    local line = bare:match("^%s*(.-)%s*$")
    at.comment = #bare < #raw and raw:sub(#bare + 1) or nil
    if at.number > MOST_LINES then
      fail(at, ("a world has at most %s lines"):format(words.number(MOST_LINES)))
    elseif line:find("%z") then
      fail(at, "the line holds a byte 0")
    elseif line ~= "" then
      lines[#lines + 1] = read_line(at, line)
    end
  end
  world_check.driver(lines, function(number, message, try)
    fail({file = file, number = number}, message, try)
  end)
  return lines
end

-- A file named in a world lies beside it.
local function resolve(lines, path)
  local folder = path:match("^(.*/)[^/]*$") or ""
  for _, line in ipairs(lines) do
    if line.source and not line.source:find("^/") then
      line.source = folder .. line.source
    end
  end
end

---The files that appear, one by one; times are in us from the beginning.
---@param lines sluice.WorldLine[]
---@return table[] folder, name, file or text, at
function M.files(lines)
  local files = {}
  for _, line in ipairs(lines) do
    local number = 0
    for at = line.from, line.kind == "file" and (line.to or line.from) or -1,
      line.every or 1 do
      number = number + 1
      files[#files + 1] = {folder = line.place, file = line.source, at = at,
        name = line.name:gsub("{n}", number),
        text = line.text and line.text:gsub("{n}", number) or nil}
    end
  end
  return files
end

---The lines that options for topics stand for.
---@param topics table[] see cli.values.topic
---@return sluice.WorldLine[]
function M.topics(topics)
  local lines = {}
  for _, topic in ipairs(topics) do
    local text, message = host.read_file(topic.file)
    if not text then
      error({level = "error", name = "file-missing", message = message, exit = 2}, 0)
    end
    if text:find("%z") then
      usage.fail(("%s holds a byte 0; it is no file of lines"):format(
        words.quote(topic.file)))
    end
    local place = "kafka:" .. topic.topic
    lines[#lines + 1] = {line = 0, kind = "partitions", place = place, from = 0,
      numbers = {topic.partitions or 1}}
    lines[#lines + 1] = {line = 0, kind = "records", place = place, from = 0,
      to = math.maxinteger, lines = text, loop = topic.loop,
      arrivals = {rate = topic.rate or 5, process = topic.process or "constant",
        seed = topic.seed}}
  end
  return lines
end

---Reads a world file.
---@param path string
---@return sluice.WorldLine[]
function M.read(path)
  local text, message = host.read_file(path)
  if not text then
    error({level = "error", name = "file-missing", message = message, exit = 2}, 0)
  end
  local lines = M.parse(text, path)
  resolve(lines, path)
  return lines
end

return M
