-- sluice.words: how numbers, values, lists and near names are written in every message.
-- One number has one form everywhere; a test or a reader can search for it.
-- SPDX-License-Identifier: MIT
local M = {}

local QUOTE_LIMIT = 60 -- characters of a quoted value that are shown

---Whole numbers from 10,000 on get commas, smaller ones none.
---@param n integer
---@param least? integer another number from which on they do
---@return string
function M.number(n, least)
  local digits = ("%d"):format(n)
  if math.abs(n) < (least or 10000) then
    return digits
  end
  local grouped = digits:reverse():gsub("%d%d%d", "%0,"):reverse()
  return (grouped:gsub("^(%-?),", "%1"))
end

---"1 record", "2 records"; an irregular plural is given.
---@param n integer
---@param noun string
---@param plural? string
---@return string
function M.count(n, noun, plural)
  return M.number(n) .. " " .. (n == 1 and noun or plural or noun .. "s")
end

-- The shortest decimal text of value / unit, both whole numbers.
local function decimal(value, unit)
  local whole, rest = value // unit, value % unit
  if rest == 0 then
    return M.number(whole)
  end
  local digits = tostring(unit + rest):sub(2):gsub("0+$", "")
  return M.number(whole) .. "." .. digits
end

---A point in time, always in seconds: "0.2 s", "1812 s".
---@param us integer microseconds
---@return string
function M.moment(us)
  if us < 0 then
    return "-" .. M.moment(-us)
  end
  return decimal(us, 1000000) .. " s"
end

---A duration as a program says it: "Seconds(2)", "Milliseconds(500)".
---@param us integer microseconds, a whole number of milliseconds
---@return string
function M.duration_code(us)
  if us % 1000000 == 0 then
    return ("Seconds(%d)"):format(us // 1000000)
  end
  return ("Milliseconds(%d)"):format(us // 1000)
end

---How long something takes: "35 ms", "1.2 s", from two minutes on "12 min".
---@param us integer microseconds
---@return string
function M.duration(us)
  if us < 0 then
    return "-" .. M.duration(-us)
  elseif us < 1000000 then
    return decimal(us, 1000) .. " ms"
  elseif us < 120000000 then
    return M.moment(us)
  end
  local minutes = M.number(us // 60000000) .. " min"
  local rest = us % 60000000
  return rest == 0 and minutes or minutes .. " " .. M.moment(rest)
end

---A duration to the millisecond, for one that is told and not computed with.
---@param us integer microseconds
---@return string
function M.rounded(us)
  return M.duration(us < 1000 and us or (us + 500) // 1000 * 1000)
end

---"50 to 55 ms", "1.2 s": from the shortest to the longest of some durations.
---@param least integer microseconds
---@param most integer microseconds
---@return string
function M.span(least, most)
  local from, to = M.rounded(least), M.rounded(most)
  if from == to then
    return from
  end
  local number, unit = from:match("^(%S+) (%S+)$")
  return (number and to:match(" (%S+)$") == unit and number or from) .. " to " .. to
end

---"batch 3 (3000 ms)": how a batch is named the first time in a message.
---@param number integer
---@param time_us integer
---@return string
function M.batch(number, time_us)
  return ("batch %d (%d ms)"):format(number, time_us // 1000)
end

---"1, 2 and 3"; an empty list is "".
---@param items any[]
---@param last_word? string "and" unless given
---@return string
function M.list(items, last_word)
  if #items < 2 then
    return items[1] and tostring(items[1]) or ""
  end
  local texts = {}
  for i = 1, #items - 1 do
    texts[i] = tostring(items[i])
  end
  return table.concat(texts, ", ") .. " " .. (last_word or "and") .. " "
    .. tostring(items[#items])
end

---A name of the program, in backquotes.
---@param text string
---@return string
function M.name(text)
  return "`" .. text .. "`"
end

local ESCAPES = {
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\""] = "\\\"", ["\\"] = "\\\\",
}

-- A byte that cannot be shown. Three digits, so that a digit behind it stays apart.
local function escape_byte(byte)
  return ESCAPES[byte] or ("\\%03d"):format(byte:byte())
end

---Control characters and bytes that are no UTF-8 are written as Lua would escape them;
---backslash and double quote stay.
---@param text string
---@return string
function M.printable(text)
  local parts, from = {}, 1
  while from <= #text do
    local _, bad = utf8.len(text, from)
    local good = text:sub(from, (bad or #text + 1) - 1)
    parts[#parts + 1] = good:gsub("[%c]", escape_byte)
    if bad then
      parts[#parts + 1] = escape_byte(text:sub(bad, bad))
    end
    from = (bad or #text) + 1
  end
  return table.concat(parts)
end

-- The next character of text at a byte, escaped, and how many bytes it has.
local function quoted_character(text, at)
  local byte = text:sub(at, at)
  if byte:find("[%c\"\\]") or not utf8.len(text, at, at) then
    return escape_byte(byte), 1
  end
  local bytes = #utf8.char(utf8.codepoint(text, at)) -- a stray byte may follow
  return text:sub(at, at + bytes - 1), bytes
end

---A value in double quotes, escaped as Lua would, at most 60 characters of it.
---@param text string
---@return string
function M.quote(text)
  local parts, at, width = {}, 1, 0
  while at <= #text do
    local shown, bytes = quoted_character(text, at)
    width = width + utf8.len(shown)
    if width > QUOTE_LIMIT then
      break
    end
    parts[#parts + 1] = shown
    at = at + bytes
  end
  local quoted = "\"" .. table.concat(parts) .. "\""
  if at <= #text then
    return quoted .. ("… (+%d bytes)"):format(#text - at + 1)
  end
  return quoted
end

-- Edit distance with swaps of neighbours, without regard to case.
local function distance(a, b)
  a, b = a:lower(), b:lower()
  local before, above, row = {}, {}, {}
  for j = 0, #b do
    above[j] = j
  end
  for i = 1, #a do
    row[0] = i
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      row[j] = math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same and 0 or 1))
      local swapped = i > 1 and j > 1 and a:byte(i) == b:byte(j - 1)
        and a:byte(i - 1) == b:byte(j)
      if swapped then
        row[j] = math.min(row[j], before[j - 2] + 1)
      end
    end
    before, above, row = above, row, before
  end
  return above[#b]
end

M.distance = distance

---The known name that is nearest to a misspelt one, or nil if none is near; then all
---that are near, nearest first, those of equal distance in the order of `known`.
---@param name string
---@param known string[]
---@param limit? integer edits that are still near: a third of the length, 1 at least
---@return string|nil
---@return string[]
function M.nearest(name, known, limit)
  limit = limit or math.max(1, (#name + 1) // 3)
  local found = {}
  for index, candidate in ipairs(known) do
    local edits = distance(name, candidate)
    if edits <= limit then
      found[#found + 1] = {name = candidate, edits = edits, index = index}
    end
  end
  table.sort(found, function(a, b)
    if a.edits ~= b.edits then
      return a.edits < b.edits
    end
    return a.index < b.index
  end)
  local names = {}
  for index, candidate in ipairs(found) do
    names[index] = candidate.name
  end
  return names[1], names
end

return M
