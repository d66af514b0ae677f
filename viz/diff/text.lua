-- viz.diff.text: two runs beside each other, for a terminal.
-- SPDX-License-Identifier: MIT
local rows = require("viz.diff.rows")
local words = require("sluice.words")

local M = {}

local GAP <const> = "   "
local WIDEST <const> = 28 -- of a value; longer ones are cut

local function cut(text)
  local length = utf8.len(text)
  if length and length > WIDEST then
    return text:sub(1, utf8.offset(text, WIDEST) - 1) .. "…"
  end
  return text
end

local function pad(text, width)
  return text .. (" "):rep(width - (utf8.len(text) or #text))
end

local function table_of(lines)
  local widths = {0, 0, 0}
  for _, line in ipairs(lines) do
    for i = 1, 3 do
      line[i] = cut(line[i])
      widths[i] = math.max(widths[i], utf8.len(line[i]) or #line[i])
    end
  end
  widths[1] = math.max(widths[1], 14)
  widths[2], widths[3] = math.max(widths[2], 13), math.max(widths[3], 13)
  for i, line in ipairs(lines) do
    lines[i] = (pad(line[1], widths[1]) .. GAP .. pad(line[2], widths[2]) .. GAP
      .. pad(line[3], widths[3]) .. GAP .. line[4]):gsub(" +$", "")
  end
  return lines
end

---@param model table of viz.diff.model
---@return string
function M.draw(model)
  local lines = {{"", model.names.a, model.names.b, ""}}
  for i, setting in ipairs(model.settings) do
    local line = i == 1 and lines[1] or {"", "", ""}
    line[4] = rows.setting(setting)
    lines[i] = line
  end
  for _, row in ipairs(rows.of(model)) do
    lines[#lines + 1] = {row.name, row.a, row.b, row.note}
  end
  local text = {}
  if #model.settings > 0 or not model.equal then
    text = table_of(lines)
  end
  if model.equal then
    text[#text + 1] = ("no difference: %s, %s"):format(
      words.count(#model.batches.a, "batch", "batches"),
      words.count(model.events, "event"))
  else
    local first = model.first
    text[#text + 1] = ("first: at %s %s.%s"):format(words.moment(first.at), first.text,
      first.then_text and " " .. first.then_text .. "." or "")
  end
  return table.concat(text, "\n") .. "\n"
end

return M
