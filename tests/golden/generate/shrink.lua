-- tests/golden/generate/shrink.lua -- makes a program smaller that shows a difference.
-- SPDX-License-Identifier: MIT
--
-- It works on the text: statements go, batches of a queue, elements of a batch, and the
-- last batches of the run, as long as the program still differs.

local M = {}

local function lines_of(text)
  local lines = {}
  for line in text:gmatch("[^\n]*") do
    lines[#lines + 1] = line
  end
  return lines
end

-- The line after the statement that starts at a line.
local function statement_end(lines, first)
  local last = first + 1
  while lines[last] and (lines[last]:find("^[ })]") or lines[last]:find("^end")) do
    last = last + 1
  end
  return last
end

local function without(lines, first, last)
  local rest = table.move(lines, 1, first - 1, 1, {})
  table.move(lines, last, #lines, first, rest)
  return rest
end

-- Takes away statements, the last ones first, or single lines of them.
local function drop(text, differs, ends)
  local lines = lines_of(text)
  for first = #lines, 2, -1 do
    local last = ends(lines, first)
    local shorter = last and table.concat(without(lines, first, last), "\n")
    if shorter and differs(shorter) then
      lines = lines_of(shorter)
    end
  end
  return table.concat(lines, "\n")
end

local function statement(lines, first)
  return lines[first] and lines[first]:find("^[%a]") and statement_end(lines, first)
end

local function queued(lines, first)
  return lines[first] and lines[first]:find("^  sc:") and first + 1
end

-- The places of the commas between the elements of a list that starts at a brace, and
-- of the brace that ends it.
local function cuts(text, brace)
  local depth, quoted, places = 0, false, { brace }
  for at = brace, #text do
    local char = text:sub(at, at)
    quoted = quoted ~= (char == '"')
    if not quoted and char:find("[{(]") then
      depth = depth + 1
    elseif not quoted and char:find("[})]") then
      depth = depth - 1
    end
    if depth == 0 or (depth == 1 and char == "," and not quoted) then
      places[#places + 1] = at
    end
    if depth == 0 then
      return places
    end
  end
end

-- Takes away elements of the lists of parallelize.
local function drop_elements(text, differs)
  local from = 1
  while true do
    local _, brace = text:find("sc:parallelize%({", from)
    if not brace then
      return text
    end
    for i = #cuts(text, brace) - 1, 1, -1 do
      local places = cuts(text, brace)
      local first = i == 1 and places[1] + 1 or places[i]
      local last = i == 1 and #places > 2 and places[2] + 1 or places[i + 1]
      local shorter = text:sub(1, first - 1) .. text:sub(last):gsub("^ ", "", 1)
      if first < last and differs(shorter) then
        text = shorter
      end
    end
    from = brace
  end
end

local function fewer_batches(text, differs)
  local batches = math.tointeger(tonumber(text:match("batches: (%d+)")))
  for n = 1, batches - 1 do
    local shorter = text:gsub("batches: %d+", "batches: " .. n, 1)
    if differs(shorter) then
      return shorter
    end
  end
  return text
end

--- The smallest text it finds for which differs(text) is true; it is for the one given.
---@param text string
---@param differs fun(text: string): boolean
---@return string
function M.text(text, differs)
  text = fewer_batches(text, differs)
  local before
  repeat
    before = text
    text = drop(text, differs, statement)
    text = drop(text, differs, queued)
    text = drop_elements(text, differs)
  until text == before
  return text
end

return M
