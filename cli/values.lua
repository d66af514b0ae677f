-- cli.values: reads the values of options; each function raises a usage error that says
-- what was expected, what came and what to try.
-- SPDX-License-Identifier: MIT
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local UNIT_US = {
  us = 1, ms = 1000, s = 1000000, m = 60000000, min = 60000000, h = 3600000000,
}
local MOST_DIGITS = 12 -- of a number: more would not fit a time in microseconds
local MOST_WORKERS = 64
local MOST_CORES = 1024
local HIGHEST_PORT = 65535

local PICTURES = {".svg", ".png", ".pdf", ".html", ".dot", ".txt"}

---Whole microseconds of a decimal text in a unit, or nil if it is no such number.
---@param text string
---@param unit_us integer
---@return integer|nil
function M.scaled(text, unit_us)
  local whole, fraction = text:match("^(%d+)%.?(%d*)$")
  if not whole or #whole + #fraction > MOST_DIGITS then
    return nil
  end
  local scale = math.tointeger(10 ^ #fraction)
  local rest = (tonumber(fraction) or 0) * unit_us
  return rest % scale == 0 and tonumber(whole) * unit_us + rest // scale or nil
end

---A time with a unit, in microseconds.
---@param text string
---@param name string of the option
---@return integer
function M.time(text, name)
  local number, unit = text:match("^([%d.]+)%s*(%a*)$")
  if number and unit == "" then
    usage.fail(("%s %s has no unit: %ss or %sms?"):format(name, text, text, text))
  end
  local us = number and UNIT_US[unit] and M.scaled(number, UNIT_US[unit])
  if not us then
    usage.fail(("%s wants a time, got %s"):format(name, words.quote(text)),
      "500ms, 30s, 2m, 1h")
  end
  return us
end

-- A whole number between two limits.
local function integer_between(text, name, least, most)
  local number = text:match("^%-?%d+$") and math.tointeger(tonumber(text))
  if not number then
    usage.fail(("%s wants a whole number, got %s"):format(name, words.quote(text)))
  elseif number < least or number > most then
    local range = most == math.maxinteger and ("from %d on"):format(least)
      or ("from %d to %d"):format(least, most)
    usage.fail(("%s wants a whole number %s, got %s"):format(name, range, text))
  end
  return number
end

---@param text string
---@param name string
---@return integer
function M.integer(text, name)
  return integer_between(text, name, 0, math.maxinteger)
end

---@param text string
---@param name string
---@return integer
function M.workers(text, name)
  return integer_between(text, name, 0, MOST_WORKERS)
end

---How many cores a local master has.
---@param text string
---@param name string
---@return integer
function M.cores(text, name)
  return integer_between(text, name, 1, MOST_CORES)
end

---@param text string
---@param name string
---@return string
function M.file(text, name)
  if text == "" then
    usage.fail(name .. " wants the name of a file")
  end
  return text
end

---A file whose ending says what kind of picture it is.
---@param text string
---@param name string
---@return string
function M.picture(text, name)
  M.file(text, name)
  local ending = text:match("%.%w+$") or ""
  for _, known in ipairs(PICTURES) do
    if ending:lower() == known then
      return text
    end
  end
  usage.fail(("%s wants a file that ends in %s, got %s"):format(name,
    words.list(PICTURES, "or"), words.quote(text)))
end

---One of a list of words.
---@param text string
---@param name string
---@param option sluice.Option
---@return string
function M.choice(text, name, option)
  for _, known in ipairs(option.choices) do
    if text == known then
      return text
    end
  end
  usage.fail(("%s wants %s, got %s%s"):format(name, words.list(option.choices, "or"),
    words.quote(text), usage.did_you_mean((words.nearest(text, option.choices)))))
end

---A view with its options; what they mean is known to viz.
---@param text string
---@param name string
---@return table
function M.view(text, name)
  if not text:find("^%a") then
    usage.fail(("%s wants the name of a view, got %s"):format(name, words.quote(text)),
      "timeline, or timeline:0s..3s", "sluice help views")
  end
  return {view = text}
end

local MOST_MOMENTS = 24

---Moments of a picture: how many, or which.
---@param text string
---@param name string
---@return {count: integer?, times: integer[]?}
function M.strip(text, name)
  if not text:find("%a") and not text:find(",", 1, true) then
    return {count = integer_between(text, name, 1, MOST_MOMENTS)}
  end
  local times = {}
  for part in text:gmatch("[^,]+") do
    times[#times + 1] = M.time(part, name)
  end
  if #times == 0 or #times > MOST_MOMENTS then
    usage.fail(("%s wants from 1 to %d moments, got %s"):format(name, MOST_MOMENTS,
      words.quote(text)), name .. " 6, or " .. name .. " 1s,2.5s,4s")
  end
  return {times = times}
end

---The master of a cluster.
---@param text string
---@param name string
---@return string
function M.master(text, name)
  local cores = text:match("^local%[(%d+)%]$") or text:match("^local%[(%d+),%d+%]$")
  local executors, each = text:match("^local%-cluster%[ *(%d+) *, *(%d+) *, *%d+ *%]$")
  local known = text == "local" or text:find("^local%[%*%]$")
    or text:find("^local%[%*,%d+%]$") or cores and tonumber(cores) > 0
    or executors and tonumber(executors) > 0 and tonumber(each) > 0
  if not known then
    usage.fail(("%s wants a master, got %s"):format(name, words.quote(text)),
      "local, local[2], local[*], or local-cluster[2,2,1024]: executors, cores, MB")
  end
  return text
end

---A setting; a misspelt one is refused.
---@param text string
---@param name string
---@return table {key, value}
function M.conf(text, name)
  local key, value = text:match("^([^=]+)=(.*)$")
  if not key then
    usage.fail(("%s wants NAME=VALUE, got %s"):format(name, words.quote(text)),
      "--conf spark.streaming.blockInterval=100ms", "sluice help conf")
  end
  local misspelt, near = require("sluice.settings").is_misspelt(key)
  if misspelt then
    usage.fail(("no setting is called %s%s"):format(words.name(key),
      usage.did_you_mean(near)), nil, "sluice help conf")
  end
  return {key, value}
end

local FEED_OPTIONS = {"rate", "process", "seed", "loop"}
local PROCESSES = {"constant", "poisson", "burst"}
local PER_SECOND = {s = 1, m = 60, min = 60, h = 3600}

-- The clock counts microseconds; faster, lines without end would come at one instant.
local HIGHEST_RATE = 1000000

---How many a second: "5/s", "30/m". Or nil, what is wrong, and what to try.
---@param text string
---@return number|nil
---@return string|nil message
---@return string|nil try
function M.per_second(text)
  local number, unit = text:match("^([%d.]+)/(%a+)$")
  local rate = tonumber(number)
  if not rate or not PER_SECOND[unit] or rate <= 0 then
    local bare = text:match("^[%d.]+$")
    return nil, ("a rate is lines per time, got %s"):format(words.quote(text)),
      bare and ("rate=%s/s, or rate=%s/m"):format(bare, bare) or "rate=5/s, rate=0.5/s"
  end
  rate = rate / PER_SECOND[unit]
  if rate > HIGHEST_RATE then
    return nil, ("a feed brings at most 1,000,000 lines a second, got %s"):format(
      words.quote(text)), "rate=100000/s"
  end
  return rate
end

local MOST_PARTITIONS = 10000

local FEED_VALUES = {}

function FEED_VALUES.rate(text)
  local rate, message, try = M.per_second(text)
  return rate or usage.fail(message, try)
end

function FEED_VALUES.process(text)
  return M.choice(text, "process", {choices = PROCESSES})
end

function FEED_VALUES.seed(text)
  return M.integer(text, "seed")
end

local TOPIC_VALUES = setmetatable({
  partitions = function(text)
    return integer_between(text, "partitions", 1, MOST_PARTITIONS)
  end,
}, {__index = FEED_VALUES})
local TOPIC_OPTIONS = {"partitions", "rate", "process", "seed", "loop"}

-- Takes the last ":option" off a feed or a topic; nil if the rest is the file's name.
local function last_option(text, what, known, names)
  local rest, key, value = text:match("^(.*):(%a+)=([^:]*)$")
  if known[key] then
    return rest, key, known[key](value)
  end
  if key == "loop" then
    usage.fail(("the option `loop` of %s takes no value"):format(what), ":loop")
  end
  local before, word = text:match("^(.*):(%a+)$")
  if word == "loop" then
    return before, word, true
  end
  local near = words.nearest(key or word or "", names)
  if near then
    usage.fail(("%s has no option %s; did you mean %s?"):format(what,
      words.name(key or word), near))
  end
  return nil
end

-- Reads all options at the end of a text into a table; returns what is before them.
local function read_options(text, into, what, known, names)
  local before, key, value = last_option(text, what, known, names)
  while before do
    if into[key] == nil then
      into[key] = value
    end
    text = before
    before, key, value = last_option(text, what, known, names)
  end
  return text
end

---A file whose lines arrive at a port. Its name may hold colons: what stands behind the
---last known options is left.
---@param text string
---@param name string
---@return table port, file, rate, process, seed, loop
function M.feed(text, name)
  local port, rest = text:match("^([^=]*)=(.*)$")
  if not port or not port:find("^%d+$") then
    usage.fail(("%s wants PORT=FILE, got %s"):format(name, words.quote(text)),
      "--feed 9999=words.txt:rate=5/s")
  end
  local feed = {port = integer_between(port, "the port of " .. name, 1, HIGHEST_PORT)}
  feed.file = M.file(read_options(rest, feed, "a feed", FEED_VALUES, FEED_OPTIONS),
    name)
  return feed
end

---A file whose lines come into a topic.
---@param text string
---@param name string
---@return table topic, file, partitions, rate, process, seed, loop
function M.topic(text, name)
  local topic, rest = text:match("^([^=]*)=(.*)$")
  if not topic or not topic:find("^[%w._-]+$") then
    usage.fail(("%s wants NAME=FILE, got %s"):format(name, words.quote(text)),
      "--topic orders=orders.txt:partitions=3")
  end
  local read = {topic = topic}
  read.file = M.file(read_options(rest, read, "a topic", TOPIC_VALUES, TOPIC_OPTIONS),
    name)
  return read
end

---Files that appear in a folder.
---@param text string
---@param name string
---@return table[] folder, file, at in microseconds
function M.files(text, name)
  local folder, rest = text:match("^([^=]+)=(.+)$")
  local list = {}
  for item in (rest or ""):gmatch("[^,]+") do
    local file, time = item:match("^(.+)@([^@]*)$")
    if not file then
      usage.fail(("%s wants FILE@TIME, got %s"):format(name, words.quote(item)),
        ("%s@500ms"):format(item))
    end
    list[#list + 1] = {folder = folder, file = file,
      at = M.time(time, name)}
  end
  if #list == 0 then
    usage.fail(("%s wants FOLDER=FILE@TIME, got %s"):format(name, words.quote(text)),
      "--files inbox=words.txt@500ms,more.txt@1500ms")
  end
  return list
end

return M
