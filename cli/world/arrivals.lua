-- cli.world.arrivals: the part of a line of a world file that says how records come.
-- SPDX-License-Identifier: MIT
local text_of = require("cli.world.text")
local usage = require("cli.usage")
local values = require("cli.values")
local when = require("cli.world.when")
local words = require("sluice.words")
local wrong = require("cli.world.wrong")

local M = {}

local fail = wrong.fail
local processes = require("cli.host").world_words().processes

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
    if not text_of.is_among(text, processes) then
      fail(at, ("no process is called %s%s"):format(words.name(text),
        usage.did_you_mean(words.nearest(text, processes))),
        words.list(processes, "or"))
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
    return when.seconds(at, text, "period")
  end,
}
local KEYS <const> = {"rate", "process", "seed", "mean", "sd", "low", "period"}

local function check_arrivals(at, read, rate)
  if read.mean and read.rate then
    fail(at, "mean is the time between two records, rate how many a second: one of "
      .. "both")
  elseif read.mean then
    read.rate = 1 / read.mean
  elseif not read.rate and rate then
    read.rate = rate
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

---Words that say how records come, such as "100/s poisson seed 3" or "rate=100/s".
---@param at sluice.WorldReader
---@param text string
---@param rate number|nil a second, where the words name none
---@return table arrivals
function M.read_words(at, text, rate)
  local whole = (" " .. text):gsub("%s(%a+)%s+([%d.]+%a*)", function(key, value)
    return ARRIVALS[key] and (" %s=%s"):format(key, value) or nil
  end)
  local options = {}
  for word in whole:gmatch("%S+") do
    local key = word:find("=", 1, true) and "" or word:find("/", 1, true) and "rate="
      or "process="
    options[#options + 1] = key .. word
  end
  local arrivals, behind = M.read(at, table.concat(options, " "), rate)
  if behind ~= "" then
    fail(at, "more stands behind the rate: " .. words.quote(behind))
  end
  return arrivals
end

---"key=value" words at the beginning of a text; those that are none of ours are text.
---@param at sluice.WorldReader
---@param text string
---@param rate number|nil a second, where they name none
---@return table arrivals
---@return string text behind them
function M.read(at, text, rate)
  local read, rest = {}, text
  local key, value, behind = rest:match("^(%a+)=(%S+)%s*(.*)$")
  while key and ARRIVALS[key] do
    read[key] = ARRIVALS[key](at, value)
    rest = behind
    key, value, behind = rest:match("^(%a+)=(%S+)%s*(.*)$")
  end
  local near = key and words.nearest(key, KEYS)
  if near then
    fail(at, ("arrivals have no option %s; did you mean %s?"):format(words.name(key),
      near))
  end
  return check_arrivals(at, read, rate), rest
end

return M
