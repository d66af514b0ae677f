-- cli.world.text: the words of a line of a world file.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

local ESCAPES = {n = "\n", t = "\t", r = "\r", ["\""] = "\"", ["\\"] = "\\"}

---The first word and what follows it.
---@param text string
---@return string|nil
---@return string
function M.cut(text)
  local word, rest = text:match("^(%S+)%s*(.*)$")
  return word, rest
end

---The first word, or all of a text in quotes with them, and what follows.
---@param text string
---@return string|nil
---@return string|nil
function M.cut_text(text)
  local at = text:find("^\"") and 2 or nil
  while at and at <= #text do
    local byte = text:sub(at, at)
    if byte == "\"" then
      return text:sub(1, at), text:sub(at + 1)
    end
    at = at + (byte == "\\" and 2 or 1)
  end
  return M.cut(text)
end

---Without its comment: a # at the beginning or behind a space, outside of quotes.
---@param text string
---@return string
function M.without_comment(text)
  local in_quotes, at = false, 1
  while at <= #text do
    local byte = text:sub(at, at)
    if byte == "\\" and in_quotes then
      at = at + 1
    elseif byte == "\"" and (in_quotes or text:sub(at - 1, at - 1):find("^%s")) then
      in_quotes = not in_quotes
    elseif byte == "#" and not in_quotes and (at == 1
      or text:sub(at - 1, at - 1):find("%s")) then
      return text:sub(1, at - 1)
    end
    at = at + 1
  end
  return text
end

---A text in quotes, or as it stands; or nil, what is wrong, and what to try.
---@param text string
---@return string|nil
---@return string|nil message
---@return string|nil try
function M.read(text)
  if not text:find("^\"") then
    return text
  end
  local parts, i = {}, 2
  while i <= #text do
    local byte = text:sub(i, i)
    if byte == "\"" and i == #text then
      return table.concat(parts)
    elseif byte == "\"" then
      return nil, "more stands behind the closing quote: "
        .. words.quote(text:sub(i + 1)), "\\\" for a quote inside of quotes"
    elseif byte == "\\" then
      i = i + 1
      byte = ESCAPES[text:sub(i, i)]
      if not byte then
        return nil, ("\\%s means nothing in quotes"):format(text:sub(i, i)),
          "\\n \\t \\r \\\" or \\\\"
      end
    end
    parts[#parts + 1] = byte
    i = i + 1
  end
  return nil, "the quote at the beginning of the text is not closed", text .. "\""
end

local DRIVER = -1 -- as the engine calls the driver among executors

-- What a capital letter of a condition or a fault stands for.
local SLOTS = {
  T = function(text) -- a batch is called by its time in ms
    local ms = text:match("^%d+$") and #text < 13 and math.tointeger(tonumber(text))
    return ms and ms * 1000
  end,
  N = function(text)
    return text:match("^%d+$") and #text < 10 and math.tointeger(tonumber(text))
  end,
  E = function(text)
    return text == "driver" and DRIVER
      or text:match("^%d+$") and #text < 10 and math.tointeger(tonumber(text))
  end,
  K = function(text)
    local n = text:match("^%d+$") and #text < 10 and math.tointeger(tonumber(text))
    return n and n > 0 and n or nil
  end,
  F = function(text)
    local factor = text:match("^%d+%.?%d*$") and #text < 10 and tonumber(text)
    return factor and factor > 0 and factor or nil
  end,
  BLOCK = function(text)
    return text
  end,
}

-- Reads a text by a pattern such as "kill executor N". Returns what stands for the
-- capitals, and the rest; or nil.
local function match(pattern, text)
  local found, rest = {}, text
  for wanted in pattern:gmatch("%S+") do
    local word
    word, rest = M.cut(rest)
    local read = SLOTS[wanted]
    if not word or not read and word ~= wanted then
      return nil
    elseif read then
      local value = read(word)
      if not value then
        return nil
      end
      found[#found + 1] = {slot = wanted, value = value}
    end
  end
  return found, rest
end

---The pattern of a list that a text begins with, the longest first; what stands for
---its capitals; and the rest.
---@param patterns string[]
---@param text string
---@return string|nil
---@return table[]|nil slot and value
---@return string|nil
function M.match_any(patterns, text)
  local best, best_found, best_rest
  for _, pattern in ipairs(patterns) do
    local found, rest = match(pattern, text)
    if found and (not best or #rest < #best_rest) then
      best, best_found, best_rest = pattern, found, rest
    end
  end
  return best, best_found, best_rest
end

---The first words of patterns, each once.
---@param patterns string[]
---@return string[]
function M.first_words(patterns)
  local list, seen = {}, {}
  for _, pattern in ipairs(patterns) do
    local word = M.cut(pattern)
    if not seen[word] then
      seen[word] = true
      list[#list + 1] = word
    end
  end
  return list
end

---@param word string
---@param list string[]
---@return boolean
function M.is_among(word, list)
  for _, item in ipairs(list) do
    if item == word then
      return true
    end
  end
  return false
end

return M
