-- sluice.diagnostic: an error, a warning or a note as text or as JSON.
--
-- A diagnostic is a table; only level, name and message have to be there:
--   level   "error", "warning" or "note"
--   name    "no-output": one of sluice.catalog
--   message what happened, in one sentence
--   file, line, column, mark: where; mark is a length; columns count from 1, in bytes
--   record  the record that caused it
--   spark   Spark's text, never changed
--   why     in this run, with its numbers
--   try     what to change: a text or a list of texts
--   more    false: no last line; a text: a command that says more
--   quoted  false: without the line of the program
--   cores, growth: of a local master, and by how many microseconds each batch waits
--           longer, for cli.more_cores
-- SPDX-License-Identifier: MIT
local place = require("sluice.place")
local words = require("sluice.words")

local M = {
  quote = words.quote, number = words.number, count = words.count, list = words.list,
  duration = words.duration, moment = words.moment, batch = words.batch,
  code = words.name,
}

local SOURCE_COLUMNS = 76 -- of a quoted line; a longer one is cut around the caret
local MOST_LINES = 12
local TEXT_INDENT = 8     -- where the text of most labels begins

local ESCAPE = "\27["
local ROLES = {
  error = "1;31", warning = "1;33", note = "1;36", place = "1", label = "2",
  ok = "32", not_ok = "31",
}

---Text in the colour of its role; unchanged if colour is off.
---@param role string "error", "warning", "note", "place", "label", "ok" or "not_ok"
---@param text string
---@param color? boolean
---@return string
function M.paint(role, text, color)
  if not color or text == "" then
    return text
  end
  return ESCAPE .. ROLES[role] .. "m" .. text .. ESCAPE .. "0m"
end

---A value and where it comes from, for the field `record`.
---@param value string
---@param origin string
---@return string
function M.record(value, origin)
  return ("%-9s      (%s)"):format(value, origin)
end

local function width_of(text)
  return utf8.len(text) or #text
end

local function append(lines, more)
  table.move(more, 1, #more, #lines + 1, lines)
end

-- Breaks a text at spaces; a word that is too long stays whole.
local function wrap(text, first_width, width)
  local lines, line, gap = {}, nil, ""
  for word, space in text:gmatch("(%S+)(%s*)") do
    local limit = #lines == 0 and first_width or width
    if not line then
      line = word
    elseif width_of(line .. gap .. word) > limit then
      lines[#lines + 1] = line
      line = word
    else
      line = line .. gap .. word
    end
    gap = space
  end
  lines[#lines + 1] = line or ""
  return lines
end

local function ellipsis(style)
  return style.ascii and "..." or "…"
end

local function plain(text, style)
  return style.ascii and text:gsub("…", "...") or text
end

local function headline(d, style)
  local where = words.printable(d.file or "sluice") .. (d.line and ":" .. d.line or "")
  local prefix = where .. ": " .. d.level .. ": "
  local text = plain(words.printable(d.message), style) .. " [" .. d.name .. "]"
  local lines = {text}
  if style.width then
    lines = wrap(text, style.width - width_of(prefix), style.width - TEXT_INDENT)
  end
  lines[1] = M.paint("place", where .. ":", style.color) .. " "
    .. M.paint(d.level, d.level .. ":", style.color) .. " " .. lines[1]
  for i = 2, #lines do
    lines[i] = (" "):rep(TEXT_INDENT) .. lines[i]
  end
  return lines
end

-- A source line as it can be shown, character by character, and which of these
-- characters the caret and its end fall on.
local function visible(source, column, mark)
  local shown, from, to = {}, nil, nil
  local at = 1
  while at <= #source do
    local valid = utf8.len(source, at, at)
    local after = valid and utf8.offset(source, 2, at) or at + 1
    if at >= column and not from then
      from = #shown + 1
    end
    local character = source:sub(at, after - 1)
    if character == "\t" then
      table.move({" ", " ", " ", " "}, 1, 4, #shown + 1, shown)
    else
      shown[#shown + 1] = valid and not character:find("%c") and character or "?"
    end
    if after <= column + mark then
      to = #shown
    end
    at = after
  end
  from = from or #shown + 1
  return shown, from, math.max(to or from, from)
end

-- The first and last of the `room` characters to show of a line that is too long.
local function cut_around(count, room, from, to)
  local centred = from - (room - (to - from + 1)) // 2
  local first = math.min(math.max(1, math.min(centred, count - room)), from)
  return first, math.min(count, first + room - 1)
end

local function source_lines(d, style)
  local text = d.file and d.line and d.quoted ~= false and place.source(d.file)
  local source = text and place.line(text, d.line)
  if not source then
    return {}
  end
  local shown, from, to = visible(source, d.column or 1, d.mark or 1)
  local first, last = 1, #shown
  if #shown > SOURCE_COLUMNS then
    local room = SOURCE_COLUMNS - 2 * width_of(ellipsis(style))
    first, last = cut_around(#shown, room, from, to)
  end
  local left = first > 1 and ellipsis(style) or ""
  local right = last < #shown and ellipsis(style) or ""
  local number = tostring(d.line)
  local quoted = left .. table.concat(shown, "", first, last) .. right
  local lines = {("  %s | %s"):format(number, quoted)}
  if d.column then
    local space = (" "):rep(from - first + width_of(left))
    local carets = ("^"):rep(math.min(to, last) - from + 1)
    lines[2] = "  " .. (" "):rep(#number) .. " | " .. space
      .. M.paint(d.level, carets, style.color)
  end
  return lines
end

-- The lines of one labelled part; Spark's own text is never broken.
local function labelled(part, style)
  local label = part.label
  local head = ("%-5s "):format(label .. ":")
  local indent = (" "):rep(2 + #head)
  local width = style.width and label ~= "Spark" and style.width - #indent
  local lines = {}
  for text in (part.text .. "\n"):gmatch("(.-)\n") do
    if width then
      append(lines, wrap(plain(text, style), width, width))
    else
      lines[#lines + 1] = label == "Spark" and text or plain(text, style)
    end
  end
  head = "  " .. M.paint("label", head, style.color and label ~= "Spark")
  for i, line in ipairs(lines) do
    lines[i] = (i == 1 and head or indent) .. line
  end
  return lines
end

local function try_text(try)
  if type(try) == "table" then
    return #try > 0 and table.concat(try, "\n") or nil
  end
  return try
end

local function more_text(d)
  if d.more == false then
    return nil
  end
  return type(d.more) == "string" and d.more or "sluice explain " .. d.name
end

-- The labelled parts in their order.
local function parts_of(d)
  local parts = {}
  local function add(label, text)
    if text then
      parts[#parts + 1] = {label = label, text = text}
    end
  end
  add("record", d.record and words.printable(d.record))
  add("Spark", d.spark)
  add("why", d.why)
  add("try", try_text(d.try))
  add("more", more_text(d))
  return parts
end

-- What is too long loses lines, the explanation first.
local function shorten(parts, overflow, style)
  for _, label in ipairs({"why", "try", "record"}) do
    local lines = parts[label] or {}
    local keep = math.max(1, #lines - math.max(0, overflow))
    if #lines > keep then
      overflow = overflow - (#lines - keep)
      table.move({}, 1, #lines - keep, keep + 1, lines)
      lines[keep] = lines[keep] .. " " .. ellipsis(style)
    end
  end
end

local function clamp_width(width)
  return width and math.max(60, math.min(100, width))
end

---The text of a diagnostic, at most twelve lines, the last one ended.
---@param d table
---@param style? table width: of the terminal, or nil in a pipe; color, ascii: boolean
---@return string
function M.format(d, style)
  style = style or {}
  style = {width = clamp_width(style.width), color = style.color, ascii = style.ascii}
  local lines = headline(d, style)
  append(lines, source_lines(d, style))
  local count, by_label, order = #lines, {}, {}
  for i, part in ipairs(parts_of(d)) do
    order[i] = labelled(part, style)
    by_label[part.label] = order[i]
    count = count + #order[i]
  end
  shorten(by_label, count - MOST_LINES, style)
  for _, part in ipairs(order) do
    append(lines, part)
  end
  return table.concat(lines, "\n") .. "\n"
end

local JSON_ESCAPES = {["\""] = "\\\"", ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t",
  ["\r"] = "\\r"}

local function json_string(text)
  local parts, from = {}, 1
  while from <= #text do
    local _, bad = utf8.len(text, from)
    local good = text:sub(from, (bad or #text + 1) - 1)
    parts[#parts + 1] = good:gsub("[%c\"\\]", function(byte)
      return JSON_ESCAPES[byte] or ("\\u%04x"):format(byte:byte())
    end)
    parts[#parts + 1] = bad and "\\ufffd" or nil
    from = (bad or #text) + 1
  end
  return "\"" .. table.concat(parts) .. "\""
end

local function json_value(value)
  if value == nil then
    return "null"
  elseif type(value) == "boolean" then
    return tostring(value)
  elseif type(value) == "table" then
    local items = {}
    for i, item in ipairs(value) do
      items[i] = json_value(item)
    end
    return "[" .. table.concat(items, ",") .. "]"
  end
  return math.type(value) and ("%d"):format(value) or json_string(value)
end

local JSON_FIELDS = {
  "level", "name", "file", "line", "column", "message", "record", "spark", "why", "try",
}
-- What a text is made with.
local MORE_FIELDS = {"mark", "more", "quoted", "cores", "growth"}

---A diagnostic as one JSON object on one line; a field that is not there is null.
---@param d table
---@param whole? boolean with all that a text is made with, for a reader of ours
---@return string
function M.json(d, whole)
  local fields = {}
  for i, name in ipairs(JSON_FIELDS) do
    local value = d[name]
    if name == "try" and type(value) ~= "table" then
      value = {value}
    end
    fields[i] = json_string(name) .. ":" .. json_value(value)
  end
  for _, name in ipairs(whole and MORE_FIELDS or {}) do
    fields[#fields + 1] = json_string(name) .. ":" .. json_value(d[name])
  end
  return "{" .. table.concat(fields, ",") .. "}\n"
end

return M
