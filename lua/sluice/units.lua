-- sluice.units: numbers, times and sizes as the texts of settings have them.
-- Spark: JavaUtils.timeStringAs and byteStringAs, and what Scala's toInt and its like
-- take. Each function returns the value, or nil, a Java class and what is wrong.
-- SPDX-License-Identifier: MIT
local M = {}

local NUMBER_FORMAT = "java.lang.NumberFormatException"
local ARGUMENT = "java.lang.IllegalArgumentException"

local function no_number(text)
  return nil, NUMBER_FORMAT, ('For input string: "%s"'):format(text)
end

-- A whole number of 64 bits; nil if there is none, or if it does not fit.
local function whole(text)
  if not text:find("^[+-]?%d+$") then
    return nil
  end
  local number = tonumber((text:gsub("^%+", "")))
  return math.type(number) == "integer" and number or nil -- a float: too large
end

---A whole number from -limit - 1 to limit.
---@param text string
---@param limit integer
---@return integer|nil, string|nil, string|nil
function M.integer(text, limit)
  local number = whole(text)
  if not number or number > limit or number < -limit - 1 then
    return no_number(text)
  end
  return number
end

---@param text string
---@return number|nil, string|nil, string|nil
function M.float(text)
  local trimmed = text:match("^%s*(.-)%s*$")
  if trimmed == "" then
    return nil, NUMBER_FORMAT, "empty String"
  end
  local digits = trimmed:match("^[+-]?([%d.]+[eE]?[+-]?%d*)[fFdD]?$")
  local number = digits and tonumber(digits)
  if not number then
    return no_number(text)
  end
  return trimmed:sub(1, 1) == "-" and -(number + 0.0) or number + 0.0
end

---@param text string
---@return boolean|nil, string|nil, string|nil
function M.boolean(text)
  local lower = text:lower()
  if lower ~= "true" and lower ~= "false" then
    return nil, ARGUMENT, ('For input string: "%s"'):format(text)
  end
  return lower == "true"
end

local TIME_TEXT = "Time must be specified as seconds (s), milliseconds (ms), "
  .. "microseconds (us), minutes (m or min), hour (h), or day (d). "
  .. "E.g. 50s, 100ms, or 250us.\n"

local TIME_UNITS = { us = 1, ms = 1000, s = 1000000, m = 60000000, min = 60000000,
  h = 3600000000, d = 86400000000 }

-- Towards zero, as Java divides; a product that does not fit is the end of the range.
local function convert(number, from, to)
  if from >= to then
    local times = from // to
    if number > math.maxinteger // times then
      return math.maxinteger
    elseif number < -(math.maxinteger // times) then
      return math.mininteger
    end
    return number * times
  end
  local by = to // from
  return number < 0 and -(-number // by) or number // by
end

---A time such as "200ms", in `unit`; a bare number counts in it already.
---@param text string
---@param unit "ms"|"s"
---@return integer|nil, string|nil, string|nil
function M.time(text, unit)
  local digits, suffix = text:lower():match("^%s*(%-?%d+)(%l*)%s*$")
  local problem
  if not digits then
    problem = "Failed to parse time string: " .. text
  elseif not whole(digits) then
    problem = ('For input string: "%s"'):format(digits)
  elseif suffix ~= "" and not TIME_UNITS[suffix] then
    problem = ('Invalid suffix: "%s"'):format(suffix)
  end
  if problem then
    return nil, NUMBER_FORMAT, TIME_TEXT .. problem
  end
  return convert(whole(digits), TIME_UNITS[suffix ~= "" and suffix or unit],
    TIME_UNITS[unit])
end

local SIZE_TEXT = "Size must be specified as bytes (b), kibibytes (k), mebibytes (m), "
  .. "gibibytes (g), tebibytes (t), or pebibytes(p). E.g. 50b, 100k, or 250m.\n"

-- Powers of 1024, with Java's names for them.
local SIZE_UNITS = { b = 0, k = 1, kb = 1, m = 2, mb = 2, g = 3, gb = 3, t = 4, tb = 4,
  p = 5, pb = 5 }
local SIZE_NAMES = { [0] = "BYTE", "KiB", "MiB", "GiB", "TiB", "PiB" }

local function convert_size(number, from, to)
  if from <= to then
    return number // (1 << 10 * (to - from))
  end
  local times = 1 << 10 * (from - to)
  if math.maxinteger // times < number then
    return nil, ARGUMENT, ("Conversion of %d exceeds Long.MAX_VALUE in %s. "
      .. "Try a larger unit (e.g. MiB instead of KiB)"):format(number, SIZE_NAMES[from])
  end
  return number * times
end

---A size such as "10m", in `unit`; a bare number counts in it already.
---@param text string
---@param unit "b"|"k"|"m"|"g"
---@return integer|nil, string|nil, string|nil
function M.size(text, unit)
  local lower = text:lower()
  local digits, suffix = lower:match("^%s*(%d+)(%l*)%s*$")
  local fraction = lower:match("^%s*(%d+%.%d+)%l*%s*$")
  local problem
  if fraction then
    problem = "Fractional values are not supported. Input was: " .. fraction
  elseif not digits then
    problem = "Failed to parse byte string: " .. text
  elseif not whole(digits) then
    problem = ('For input string: "%s"'):format(digits)
  elseif suffix ~= "" and not SIZE_UNITS[suffix] then
    problem = ('Invalid suffix: "%s"'):format(suffix)
  end
  if problem then
    return nil, NUMBER_FORMAT, SIZE_TEXT .. problem
  end
  return convert_size(whole(digits), SIZE_UNITS[suffix ~= "" and suffix or unit],
    SIZE_UNITS[unit])
end

return M
