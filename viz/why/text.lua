-- viz.why.text: a result as a tree for a terminal.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local paragraph = require("viz.paragraph")
local story = require("viz.why.story")
local words = require("sluice.words")

local M = {}

local MOST <const> = 12 -- parts of a sum; more: the first ones and the last one
local FIRST <const> = 5

local SIGNS <const> = {
  unicode = {branch = "├─ ", last = "└─ ", down = "│  ", from = " ← "},
  ascii = {branch = "|- ", last = "`- ", down = "|  ", from = " <- "},
}

local TIMES <const> = {"", ", twice"}

-- The value that a part brought; operators that count or tell apart bring null.
local function value_text(value)
  return value and value ~= "null" and story.shown(value, 30) .. " " or ""
end

local function source_text(leaf, from)
  if leaf.record then
    return ("%sblock cut at %s%s%s at %s"):format(from, words.moment(leaf.cut), from,
      words.quote(leaf.text or ""), words.moment(leaf.at))
  elseif leaf.message then
    return ("%s%s[%d] offset %d%s%s"):format(from, leaf.message.topic,
      leaf.message.partition, leaf.message.offset, from,
      words.quote(leaf.text or ""))
  end
  return ("%srecord %d of %s%s%s"):format(from, (leaf.index or 0) + 1,
    leaf.op, from, words.quote(leaf.text or ""))
end

-- Where a record stood; what is known of it already need not be said again.
local function leaf_text(leaf, above, from)
  if leaf.kind == "lost" then
    return ("%sfrom %s, of no record that is known"):format(
      value_text(leaf.value), leaf.op)
  elseif leaf.kind == "before" then
    return ("%sfrom before this trace: a checkpoint, or given at the start"):format(
      value_text(leaf.value))
  end
  local place = ("p%d"):format(leaf.partition)
  if leaf.number and not (above and above.number == leaf.number) then
    place = ("batch %d, %s"):format(leaf.number, place)
  end
  local times = math.max(1, #leaf.values)
  return ("%sfrom %s%s%s"):format(value_text(leaf.values[1]), place,
    source_text(leaf, from), TIMES[times] or (", %d times"):format(times))
end

-- The numbers of the batches below a sum.
local function batches_below(node, into)
  for _, part in ipairs(node.parts) do
    if part.kind == "sum" then
      batches_below(part, into)
    elseif part.number then
      into[part.number] = true
    end
  end
  return into
end

local function sum_text(node)
  local numbers = {}
  for number in pairs(batches_below(node, {})) do
    numbers[#numbers + 1] = number
  end
  table.sort(numbers)
  local own = #numbers == 1 and numbers[1] == node.number
  local text = value_text(node.value)
  if node.whole then
    return ("%sfrom batch %s, made by %s of all records of p%d"):format(text,
      tostring(node.number or "?"), node.op, node.partition)
  end
  return text .. (own and ("from batch %d"):format(node.number)
    or ("from batch %s, over %s"):format(tostring(node.number or "?"),
      #numbers > 0 and format.batches(numbers) or "no batch"))
end

-- One record that brought all the values of a sum stands for it.
local function merged(node)
  local only = node.parts[1]
  if #node.parts ~= 1 or only.kind ~= "record" or node.steps
    or only.number ~= node.number then
    return nil
  end
  return setmetatable({values = table.move({node.value}, 1, 1, 1,
    table.move(only.values, 1, #only.values, 1, {}))}, {__index = only})
end

-- If a line is too long, it is the text of the record that gets shorter.
local function leaf_line(lead, leaf, above, signs)
  local line = lead .. leaf_text(leaf, above, signs.from)
  local over = leaf.text and utf8.len(line) - signs.columns or 0
  if over <= 0 then
    return line
  end
  local text = story.shown(leaf.text, math.max(8, utf8.len(leaf.text) - over))
  return lead .. leaf_text(setmetatable({text = text}, {__index = leaf}), above,
    signs.from)
end

local draw_parts

local function draw_part(lines, part, above, lead, signs)
  local whole = part.kind == "sum" and merged(part)
  if part.kind == "sum" and not whole then
    lines[#lines + 1] = lead.here .. sum_text(part)
    draw_parts(lines, part, lead.below, signs)
    return
  end
  lines[#lines + 1] = leaf_line(lead.here, whole or part, above, signs)
end

function draw_parts(lines, node, before, signs, all)
  local count = #node.parts
  for i, part in ipairs(node.parts) do
    local hidden = not all and count > MOST and i > FIRST and i < count
    if hidden and i == FIRST + 1 then
      lines[#lines + 1] = ("%s%s… %d more"):format(before, signs.branch,
        count - FIRST - 1)
    elseif not hidden then
      draw_part(lines, part, node, {
        here = before .. (i == count and signs.last or signs.branch),
        below = before .. (i == count and "   " or signs.down),
      }, signs)
    end
  end
end

-- Lines wider than the terminal are cut.
local function fit(line, columns, ascii)
  if ascii then
    line = line:gsub("…", "...")
  end
  local length = utf8.len(line) or #line
  if length <= columns then
    return line
  end
  local sign = ascii and "..." or "…"
  return line:sub(1, utf8.offset(line, columns - #(ascii and sign or "x") + 1) - 1)
    .. sign
end

---@param model table of viz.why.model
---@param options {columns: integer?, ascii: boolean?, title: boolean?}
---@return string
function M.draw(model, options)
  local columns, lines = options.columns or 80, {}
  local signs = setmetatable({columns = columns},
    {__index = options.ascii and SIGNS.ascii or SIGNS.unicode})
  for _, root in ipairs(model.trees) do
    if options.title ~= false then
      lines[#lines + 1] = story.title(model, root)
    end
    draw_parts(lines, {parts = root.parts}, "", signs, model.all)
    local steps = story.steps(model, root)
    if steps and options.title ~= false then
      paragraph.add(lines, steps, columns, options.ascii)
    end
  end
  for i, line in ipairs(lines) do
    lines[i] = fit(line, columns, options.ascii)
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
