-- sluice.tokens: a Lua program as a list of tokens with their places.
-- It serves messages, not compilation: what it cannot read it takes as single symbols,
-- and a string or comment without an end goes to the end of the text.
-- SPDX-License-Identifier: MIT
local M = {}

---@class sluice.Token
---@field kind "name"|"keyword"|"string"|"number"|"symbol"
---@field text string as written
---@field line integer of its first byte, from 1
---@field column integer of its first byte, from 1, in bytes
---@field last_line integer of its last byte
---@field last_column integer

local KEYWORDS = {}
for word in ([[and break do else elseif end false for function goto if in local nil not
    or repeat return then true until while]]):gmatch("%a+") do
  KEYWORDS[word] = true
end

local LONG_SYMBOLS = {
  ["::"] = true, [".."] = true, ["=="] = true, ["~="] = true, ["<="] = true,
  [">="] = true, ["//"] = true, ["<<"] = true, [">>"] = true,
}

-- The last byte of a long bracket that opens at `from`, or nil if none opens there.
local function long_bracket_end(text, from)
  local level = text:match("^%[(=*)%[", from)
  if not level then
    return nil
  end
  local _, last = text:find("]" .. level .. "]", from, true)
  return last or #text
end

local function comment_end(text, from)
  local long = long_bracket_end(text, from + 2)
  return long or (text:find("\n", from, true) or #text + 1) - 1
end

-- The last byte of a string in quotes; an escaped byte is stepped over, whatever it is.
local function quoted_end(text, from)
  local quote = text:sub(from, from)
  local at = from + 1
  while at <= #text do
    local byte = text:sub(at, at)
    if byte == quote or byte == "\n" then
      return byte == quote and at or at - 1
    end
    at = at + (byte == "\\" and 2 or 1)
  end
  return #text
end

local function symbol_end(text, from)
  if text:sub(from, from + 2) == "..." then
    return from + 2
  end
  return LONG_SYMBOLS[text:sub(from, from + 1)] and from + 1 or from
end

-- Kind and last byte of the token at `from`; the kind is nil for what is no token.
local function classify(text, from)
  local _, last = text:find("^%s+", from)
  if last then
    return nil, last
  elseif text:find("^%-%-", from) then
    return nil, comment_end(text, from)
  end
  last = select(2, text:find("^[%a_][%w_]*", from))
  if last then
    return KEYWORDS[text:sub(from, last)] and "keyword" or "name", last
  elseif text:find("^[\"']", from) then
    return "string", quoted_end(text, from)
  end
  last = long_bracket_end(text, from)
  if last then
    return "string", last
  end
  last = select(2, text:find("^%.?%d[%w.]*", from))
  if last then
    return "number", last
  end
  return "symbol", symbol_end(text, from)
end

---All tokens of a program, in order.
---@param text string
---@return sluice.Token[]
function M.read(text)
  local list = {}
  local at = select(2, text:find("^#[^\n]*")) or 0 -- a first line for the shell
  local line, line_start = 1, 1
  at = at + 1
  while at <= #text do
    local kind, last = classify(text, at)
    local token = {
      kind = kind, text = text:sub(at, last), line = line, column = at - line_start + 1,
    }
    for newline in token.text:gmatch("()\n") do
      line, line_start = line + 1, at + newline
    end
    token.last_line, token.last_column = line, last - line_start + 1
    if kind then
      list[#list + 1] = token
    end
    at = last + 1
  end
  return list
end

return M
