-- cli.sweep.table: what a sweep found, as text, CSV and JSON.
-- SPDX-License-Identifier: MIT
local axes = require("cli.sweep.axes")
local measures = require("cli.sweep.measures")
local stable = require("cli.sweep.stable")
local text = require("cli.text")
local words = require("sluice.words")
local write_json = require("viz.player.json")

local M = {}

local GAP <const> = "   "
local PERCENTILES <const> = {10, 50, 90}

-- The value below which so many in a hundred lie, by the nearest rank.
local function percentile(sorted, percent)
  return sorted[math.max(1, (#sorted * percent + 99) // 100)]
end

---Percentiles of a field over the seeds, or nothing if no run has it.
---@param found table[]
---@param field string
---@return table<integer, number>|nil by 10, 50 and 90
function M.percentiles(found, field)
  local list = {}
  for _, one in ipairs(found) do
    list[#list + 1] = one[field]
  end
  table.sort(list)
  local result = {}
  for _, percent in ipairs(PERCENTILES) do
    result[percent] = percentile(list, percent)
  end
  return #list > 0 and result or nil
end

-- --- Text ---------------------------------------------------------------------------

local function cell(found, measure, field)
  local at = M.percentiles(found, field)
  if not at then
    return "-"
  end
  local low, middle, high = measures.shown(measure, at[10]),
    measures.shown(measure, at[50]), measures.shown(measure, at[90])
  return low == high and middle or ("%s (%s to %s)"):format(middle, low, high)
end

local function verdict(found)
  local words_of = {
    stable = function()
      return "yes, " .. stable.percent(found.load)
    end,
    overloaded = function()
      if not stable.keeps_up(found) then
        return "no: " .. stable.percent(found.load)
      end
      return "yes, " .. stable.percent(found.load) .. "; some batches wait"
    end,
    behind = function()
      return ("open: %s more each batch; a longer run tells"):format(
        words.duration(found.growth // 1000 * 1000))
    end,
    unstable = function()
      return ("no: %s more each batch"):format(
        words.duration(found.growth // 1000 * 1000))
    end,
    stuck = function()
      return "no: " .. words.count(found.stuck, "batch is", "batches are") .. " stuck"
    end,
    failed = function()
      return "failed: " .. found.problem
    end,
    unknown = function()
      return "no batch is done"
    end,
  }
  return words_of[found.word]()
end

local function verdicts(found)
  if #found == 1 then
    return verdict(found[1])
  end
  local good = 0
  for _, one in ipairs(found) do
    good = good + (stable.keeps_up(one) and 1 or 0)
  end
  local all = good == #found and "yes, with all" or good == 0 and "no, with none"
    or "not always, with " .. good .. " of"
  return ("%s %d seeds"):format(all, #found)
end

-- Rows of cells; a cell of a measure is a list, whose parts stand under one heading.
local function rows_of(sweep)
  local rows = {}
  for i, row in ipairs(sweep.rows) do
    local cells = {}
    for j, axis in ipairs(sweep.axes) do
      cells[j] = axes.shown(axis.name, row.values[j])
    end
    for _, measure in ipairs(sweep.measures) do
      local parts = {}
      for k, field in ipairs(measure.fields) do
        parts[k] = cell(row.found, measure, field)
      end
      cells[#cells + 1] = parts
    end
    cells[#cells + 1] = verdicts(row.found)
    rows[i] = cells
  end
  return rows
end

local function right(cell_text, width)
  return (" "):rep(width - utf8.len(cell_text)) .. cell_text
end

-- Joins the parts of a column of measures, each right-aligned below the one above.
local function join_parts(rows, column)
  local widths = {}
  for _, row in ipairs(rows) do
    for k, part in ipairs(row[column]) do
      widths[k] = math.max(widths[k] or 0, utf8.len(part))
    end
  end
  for _, row in ipairs(rows) do
    local parts = {}
    for k, part in ipairs(row[column]) do
      parts[k] = right(part, widths[k])
    end
    row[column] = table.concat(parts, GAP)
  end
end

local function headings(sweep)
  local list = {}
  for i, axis in ipairs(sweep.axes) do
    list[i] = axis.name:match("[^.]+$")
  end
  for _, measure in ipairs(sweep.measures) do
    list[#list + 1] = measure.heading
  end
  list[#list + 1] = "keeps up"
  return list
end

-- The columns of axes and the last one start at the left.
local function aligned(rows, n_axes)
  local widths, lines = {}, {}
  for _, row in ipairs(rows) do
    for i, one in ipairs(row) do
      widths[i] = math.max(widths[i] or 0, utf8.len(one))
    end
  end
  for r, row in ipairs(rows) do
    local cells = {}
    for i, one in ipairs(row) do
      local is_left = i <= n_axes or i == #row
      cells[i] = is_left and text.pad(one, widths[i]) or right(one, widths[i])
    end
    lines[r] = table.concat(cells, GAP):gsub(" +$", "")
  end
  return lines
end

---@param sweep table axes, measures, rows {values, found}, stable, seeds {from, count}
---@return string
function M.text(sweep)
  local rows = rows_of(sweep)
  for i = 1, #sweep.measures do
    join_parts(rows, #sweep.axes + i)
  end
  table.insert(rows, 1, headings(sweep))
  local lines = aligned(rows, #sweep.axes)
  if sweep.seeds.count > 1 then
    local last = sweep.seeds.from + sweep.seeds.count - 1
    lines[#lines + 1] = ("seeds %d to %d: the median, and from the 10th to the 90th "
      .. "percentile"):format(sweep.seeds.from, last)
  end
  for _, found in ipairs(sweep.stable or {}) do
    lines[#lines + 1] = stable.sentence(found)
  end
  return table.concat(lines, "\n") .. "\n"
end

-- --- Data ---------------------------------------------------------------------------

-- The name of a field and its value in data: times are in milliseconds.
local function data_of(measure, field, value)
  if measure.unit == "us" then
    return field .. "_ms", value and value / 1000
  end
  return field, value
end

local function plain(value)
  return value and (math.tointeger(value) and "%d" or "%.10g"):format(
    math.tointeger(value) or value) or ""
end

local function csv_field(value)
  return value:find('[",\n]') and '"' .. value:gsub('"', '""') .. '"' or value
end

local function csv_line(cells)
  for i, one in ipairs(cells) do
    cells[i] = csv_field(one)
  end
  return table.concat(cells, ",")
end

---One line for each run, so for each combination and seed.
---@param sweep table as for text
---@return string
function M.csv(sweep)
  local names = {}
  for i, axis in ipairs(sweep.axes) do
    names[i] = axis.name
  end
  names[#names + 1] = "seed"
  for _, measure in ipairs(sweep.measures) do
    for _, field in ipairs(measure.fields) do
      names[#names + 1] = (data_of(measure, field))
    end
  end
  table.move({"load", "verdict"}, 1, 2, #names + 1, names)
  local lines = {csv_line(names)}
  for _, row in ipairs(sweep.rows) do
    for k, found in ipairs(row.found) do
      local cells = table.move(row.values, 1, #row.values, 1, {})
      cells[#cells + 1] = tostring(sweep.seeds.from + k - 1)
      for _, measure in ipairs(sweep.measures) do
        for _, field in ipairs(measure.fields) do
          cells[#cells + 1] = plain(select(2, data_of(measure, field, found[field])))
        end
      end
      cells[#cells + 1] = plain(found.load)
      cells[#cells + 1] = found.word
      lines[#lines + 1] = csv_line(cells)
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

local function named(set)
  local values = {}
  for _, one in ipairs(set) do
    values[one.name] = one.value
  end
  return values
end

local function json_run(sweep, found, seed)
  local run = {seed = seed, verdict = found.word, load = found.load,
    problem = found.problem}
  for _, measure in ipairs(sweep.measures) do
    for _, field in ipairs(measure.fields) do
      local name, value = data_of(measure, field, found[field])
      run[name] = value
    end
  end
  return run
end

local function json_percentiles(sweep, row)
  local fields = {}
  for _, measure in ipairs(sweep.measures) do
    for _, field in ipairs(measure.fields) do
      local at = M.percentiles(row.found, field)
      local by_percent = {}
      for _, percent in ipairs(at and PERCENTILES or {}) do
        by_percent["p" .. percent] = select(2, data_of(measure, field, at[percent]))
      end
      fields[(data_of(measure, field))] = by_percent
    end
  end
  return fields
end

local function json_stable(found)
  local one = {set = named(found.set)}
  for _, goal in ipairs({"stable", "spare"}) do
    local interval = found[goal]
    one[goal] = interval and {batch_ms = interval.interval // 1000,
      load = interval.load}
  end
  return one
end

---@param sweep table as for text
---@return string
function M.json(sweep)
  local rows, searches = {}, {}
  for i, row in ipairs(sweep.rows) do
    local runs = {}
    for k, found in ipairs(row.found) do
      runs[k] = json_run(sweep, found, sweep.seeds.from + k - 1)
    end
    rows[i] = {set = named(row.set), runs = runs}
    rows[i].percentiles = #runs > 1 and json_percentiles(sweep, row) or nil
  end
  for i, found in ipairs(sweep.stable or {}) do
    searches[i] = json_stable(found)
  end
  return write_json.encode({program = sweep.program, axes = sweep.axes,
    rows = rows, stable = sweep.stable and searches}) .. "\n"
end

return M
