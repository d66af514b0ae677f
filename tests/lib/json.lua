-- tests/lib/json.lua -- reads JSON into tables; for tests that look at a trace or read
-- what they compare.
-- SPDX-License-Identifier: MIT
--
--   local json = require "json"
--   json.decode('{"at":0,"list":[1,2]}').list[2]     --> 2
--
-- It takes one well-formed value. null becomes nil, so a list with a null in it has a
-- hole; a second argument is put in place of null. What is not JSON raises an error
-- that tells the position.

local M = {}

local decode

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function fail(text, at)
  error(("no JSON at byte %d: %s"):format(at, text:sub(at, at + 20)), 0)
end

-- Where the next thing that is not a blank begins.
local function skip(text, at)
  return text:find("[^ \t\r\n]", at) or #text + 1
end

local function unescape(escape)
  local code = escape:match("^\\u(%x%x%x%x)$")
  if code then
    return utf8.char(tonumber(code, 16))
  end
  return ESCAPES[escape:sub(2)] or escape:sub(2)
end

local function string_at(text, at)
  local stop = at + 1
  while text:sub(stop, stop) ~= '"' do
    if stop > #text then fail(text, at) end
    stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
  end
  local raw = text:sub(at + 1, stop - 1)
  return (raw:gsub("\\u%x%x%x%x", unescape):gsub("\\.", unescape)), stop + 1
end

-- The items between two brackets; item(position) reads one and returns the next place.
local function items(text, at, close, item)
  at = skip(text, at + 1)
  if text:sub(at, at) == close then
    return at + 1
  end
  while true do
    at = skip(text, item(at))
    local mark = text:sub(at, at)
    if mark == close then
      return at + 1
    elseif mark ~= "," then
      fail(text, at)
    end
    at = skip(text, at + 1)
  end
end

local function object_at(text, at, null)
  local object = {}
  local stop = items(text, at, "}", function(place)
    local key, colon = string_at(text, place)
    colon = skip(text, colon)
    if text:sub(colon, colon) ~= ":" then fail(text, colon) end
    object[key], colon = decode(text, skip(text, colon + 1), null)
    return colon
  end)
  return object, stop
end

local function list_at(text, at, null)
  local list, n = {}, 0
  local stop = items(text, at, "]", function(place)
    n = n + 1
    list[n], place = decode(text, place, null)
    return place
  end)
  return list, stop
end

local WORDS = { ["true"] = true, ["false"] = false }

function decode(text, at, null)
  local first = text:sub(at, at)
  if first == '"' then
    return string_at(text, at)
  elseif first == "{" then
    return object_at(text, at, null)
  elseif first == "[" then
    return list_at(text, at, null)
  end
  local word = text:match("^[%w.+-]+", at)
  if not word then fail(text, at) end
  local value = WORDS[word]
  if word == "null" then
    value = null
  elseif value == nil then
    value = tonumber(word) or fail(text, at)
  end
  return value, at + #word
end

--- The value of a JSON text.
---@param text string
---@param null any what stands for null; nil if it is not given
---@return any
function M.decode(text, null)
  local value, stop = decode(text, skip(text, 1), null)
  if skip(text, stop) <= #text then fail(text, stop) end
  return value
end

--- The values of a file of JSON lines, in order.
---@param path string
---@return any[]
function M.lines(path)
  local list = {}
  for line in io.lines(path) do
    list[#list + 1] = M.decode(line)
  end
  return list
end

return M
