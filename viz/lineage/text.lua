-- viz.lineage.text: the lineage of a batch for a terminal, from the result back to the
-- input.
-- Spark: RDD.toDebugString, with the stages, and what became of each RDD.
--
-- What an RDD is made of stands below it; several parents are branches, a shuffle
-- begins a stage. An RDD that is reached again in the same stage is named, and not
-- drawn again.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local grid = require("viz.grid")
local labels = require("viz.lineage.labels")
local runs = require("viz.lineage.runs")
local story = require("viz.lineage.story")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local COLUMNS <const> = 80
local MOST_LISTED <const>, MOST_RUNS <const> = 8, 3
local LONG <const> = 8 -- a chain of which the middle is left out

---@class LineageText
local Text = {}
Text.__index = Text

-- Rows --------------------------------------------------------------------------------

local function sorted(cells)
  local list = {}
  for partition in pairs(cells) do
    list[#list + 1] = partition
  end
  table.sort(list)
  return list
end

-- "p0 to p4 of 6"; "6 parts" if all are computed, or none.
local function partitions_of(set)
  local count, used = set.rdd.partitions, sorted(set.cells)
  if count == 0 then
    return "no partition"
  end
  local list = format.runs(used)
  if #used == 0 or #used == count or #list > MOST_RUNS then
    return words.count(count, "part", "parts")
  end
  for i, run in ipairs(list) do
    list[i] = run[1] == run[2] and "p" .. run[1]
      or ("p%d to p%d"):format(run[1], run[2])
  end
  return ("%s of %d"):format(table.concat(list, " "), count)
end

local NOTED <const> = {again = true, failed = true}

-- The partitions to which something happened that did not happen to all.
local function noted(set)
  local list, cells = {}, sorted(set.cells)
  for _, partition in ipairs(cells) do
    list[#list + 1] = NOTED[set.cells[partition]] and "p" .. partition or nil
  end
  return #list < #cells and #list <= MOST_LISTED and table.concat(list, " ") or ""
end

-- What became of it, in full and shorter.
local function notes_of(set, number)
  local note, which = set.note or "", noted(set)
  if next(set.cells) == nil and set.rdd.partitions > 0 then
    note = #set.stage.never > 0 and "" or "not needed"
  end
  local batch = set.number and set.number ~= number and "batch " .. set.number or ""
  local comma = batch ~= "" and note ~= "" and ", " or ""
  local full = batch .. comma .. note
  local short = full:gsub(" since .*", ""):gsub("computed again", "again")
  return {which ~= "" and full .. ": " .. which or full, full, short, batch}
end

function Text:row(prefix, name, set)
  self.rows[#self.rows + 1] = {prefix = prefix, name = name,
    rdd = "RDD " .. set.rdd.number, partitions = partitions_of(set),
    notes = notes_of(set, self.number),
    role = not set.mixed and set.number and style.batch(set.number) or nil,
    note_role = set.note_role}
end

function Text:line(prefix, text, role)
  self.rows[#self.rows + 1] = {prefix = prefix, text = text, role = role}
end

-- The tree ----------------------------------------------------------------------------

-- What an RDD is made of, in the order of its parents.
local function parents_of(set)
  local list = {}
  for _, before in ipairs(set.links) do
    list[#list + 1] = {set = before, rdd = before.rdd.number}
  end
  for _, stage in ipairs(set.wide) do
    list[#list + 1] = {stage = stage, rdd = stage.rdd.number}
  end
  local place = {}
  for i, number in ipairs(set.rdd.parents) do
    place[number] = i
  end
  table.sort(list, function(a, b)
    return (place[a.rdd] or 0) < (place[b.rdd] or 0)
  end)
  if set.hidden > 0 then
    local at = 1
    while list[at] and (place[list[at].rdd] or 0) < set.hidden_from do
      at = at + 1
    end
    table.insert(list, at, {hidden = set.hidden})
  end
  return list
end

local function name_of(set)
  return set.name and ("%s (%s)"):format(set.name, set.op) or set.op
end

-- A branch: `first` stands before its first row, `rest` before those below.
function Text:parent(parent, first, rest)
  if parent.hidden then
    self:line(first, ("%d more RDDs"):format(parent.hidden), "muted")
  elseif parent.set then
    self:set(parent.set, first, rest)
  else
    self:stage(parent.stage, first, rest)
  end
end

-- Of a long chain the middle is left out; returns where it goes on.
function Text:skip(set, prefix)
  local run = self.all and {} or runs.from(set, runs.users(set.stage), true)
  if #run < LONG then
    return set
  end
  local numbers = {run[1].rdd.number, run[#run - 1].rdd.number}
  self:line(prefix, ("%d RDDs, one made of the other: %d to %d"):format(#run - 1,
    math.min(numbers[1], numbers[2]), math.max(numbers[1], numbers[2])), "muted")
  return run[#run]
end

function Text:set(set, first, rest)
  if self.drawn[set] then
    self:line(first, ("→ RDD %d, above"):format(set.rdd.number), "muted")
    return
  end
  self.drawn[set] = true
  self:row(first, name_of(set), set)
  if next(set.cells) == nil and #set.stage.never == 0 then
    return -- and nothing behind it
  end
  local list = parents_of(set)
  if #list == 1 and list[1].set then
    self:set(self:skip(list[1].set, rest), rest, rest)
    return
  end
  for i, parent in ipairs(list) do
    local is_last, is_wide = i == #list, parent.stage ~= nil
    local corner = is_last and (is_wide and "╘ " or "└ ") or is_wide and "╞ " or "├ "
    self:parent(parent, rest .. corner, rest .. (is_last and "  " or "│ "))
  end
end

function Text:stage(stage, first, rest)
  local role = labels.is_again(stage) and "bad" or #stage.ran == 0 and "muted" or "ink"
  local text = labels.stage(stage, self.number)
  if self.drawn[stage] then
    self:line(first, text .. ", above", role)
    return
  end
  self.drawn[stage] = true
  self:line(first, text, role)
  self:set(stage.by_rdd[stage.rdd.number], rest, rest)
end

-- Writing -----------------------------------------------------------------------------

local function widths_of(rows)
  local widths = {name = 0, rdd = 0, partitions = 0}
  for _, row in ipairs(rows) do
    if row.name then
      local name = utf8.len(row.prefix) + utf8.len(row.name)
      widths.name = math.max(widths.name, name)
      widths.rdd = math.max(widths.rdd, #row.rdd)
      widths.partitions = math.max(widths.partitions, #row.partitions)
    end
  end
  return widths
end

local function write_row(page, y, row, widths, columns)
  page:put(0, y, row.prefix, "muted")
  page:put(utf8.len(row.prefix), y, row.name or row.text, row.role)
  if not row.name then
    return
  end
  local x = widths.name + 2
  page:put(x, y, row.rdd)
  x = x + widths.rdd + 2
  page:put(x, y, row.partitions)
  x = x + widths.partitions + 2
  for _, note in ipairs(row.notes) do
    if x + utf8.len(note) <= columns then
      page:put(x, y, note, row.note_role)
      return
    end
  end
end

local function shortened(text, columns)
  text = words.printable(text)
  if (utf8.len(text) or #text) <= columns then
    return text
  end
  return text:sub(1, utf8.offset(text, columns) - 1) .. "…"
end

local function add_section(lines, section, model, options, columns)
  local self = setmetatable({rows = {}, drawn = {}, all = model.all,
    number = model.batch and model.batch.number}, Text)
  lines[#lines + 1] = ""
  if section.stages[1] then
    self:line("", labels.section(section) .. (section.failed and ": failed" or ""),
      section.failed and "bad" or "ink")
    self:stage(section.stages[1], "", "  ")
  end
  local page, widths = grid.tree(options), widths_of(self.rows)
  for y, row in ipairs(self.rows) do
    write_row(page, y - 1, row, widths, columns)
  end
  table.move(page:lines(), 1, #self.rows, #lines + 1, lines)
  if section.failed then
    lines[#lines + 1] = "  " .. shortened(labels.failure(section), columns - 2)
  end
end

-- Parts with commas between them, in as many lines as they need.
local function add_wrapped(lines, parts, columns)
  local line = ""
  for i, part in ipairs(parts) do
    local text = part .. (parts[i + 1] and "," or "")
    if line ~= "" and #line + #text + 1 > columns then
      lines[#lines + 1], line = line, ""
    end
    line = line == "" and text or line .. " " .. text
  end
  lines[#lines + 1] = line ~= "" and line or nil
end

---The lineage as lines for a terminal.
---@param model table of viz.lineage.model
---@param options {columns: integer?, color: boolean?, ascii: boolean?, title: boolean?}
---@return string
function M.draw(model, options)
  local columns = math.max(40, options.columns or COLUMNS)
  local lines = {}
  if options.title ~= false then
    lines[1] = ("lineage of %s"):format(tostring(model.program):match("[^/]*$"))
    lines[2] = story.headline(model)
    local details = story.details(model)
    add_wrapped(lines, details, columns)
  end
  for _, section in ipairs(model.sections) do
    add_section(lines, section, model, options, columns)
  end
  return (table.concat(lines, "\n"):gsub(" +\n", "\n")) .. "\n"
end

return M
