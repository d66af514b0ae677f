-- viz.diff.rows: what differs between two runs, a row for each aspect.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local words = require("sluice.words")

local M = {}

local MOST_VALUES <const> = 6 -- of a row

-- Batches by number; where intervals differ a number means two times, so by time.
local function named(model, list)
  if model.same_interval then
    local numbers = {}
    for i, pair in ipairs(list) do
      numbers[i] = (pair.a or pair.b).number
    end
    return format.batches(numbers)
  end
  local times = {}
  for i = 1, math.min(#list, MOST_VALUES) do
    times[i] = words.moment(list[i].at)
  end
  return (#list == 1 and "the batch of " or "batches of ") .. (#list > MOST_VALUES
    and table.concat(times, ", ") .. " …" or words.list(times))
end

local function those(model, aspect)
  local list = {}
  for _, pair in ipairs(model.pairs) do
    if pair.differs and pair.differs[aspect] then
      list[#list + 1] = pair
    end
  end
  return list
end

-- "50 55 55 ms": times in ms share their unit, if all are whole ones below a second.
local function durations(values)
  local texts, all_ms = {}, true
  for i, us in ipairs(values) do
    texts[i] = us and words.duration(us) or "-"
    all_ms = all_ms and us and us < 1000000
  end
  local joined = table.concat(texts, " ")
  return all_ms and joined:gsub(" ms ", " ") or joined
end

local function plain(values)
  for i, value in ipairs(values) do
    values[i] = math.type(value) and words.number(value) or tostring(value)
  end
  return table.concat(values, " ")
end

-- The values of one side in some batches.
local function values_of(list, side, aspect, write)
  local values = {}
  for i = 1, math.min(#list, MOST_VALUES) do
    values[i] = list[i][side][aspect] or false
  end
  return write(values) .. (#list > MOST_VALUES and " …" or "")
end

local function numbers_row(model, name, write, note)
  local list = those(model, name)
  if #list == 0 then
    return nil
  end
  return {name = name, a = values_of(list, "a", name, write),
    b = values_of(list, "b", name, write),
    note = named(model, list) .. (note and note(list) or "")}
end

-- Records stand beside partitions unless they have a row of their own.
local function records_beside(list)
  for _, pair in ipairs(list) do
    if pair.differs.records then
      return ("; records %s and %s"):format(values_of(list, "a", "records", plain),
        values_of(list, "b", "records", plain))
    end
  end
  return ""
end

local function lines_of(text)
  local list = {}
  for line in text:gmatch("([^\n]*)\n?") do
    list[#list + 1] = line
  end
  if list[#list] == "" then
    list[#list] = nil
  end
  return list
end

-- The heads that print writes say less than what stands below them.
local function worth(line)
  return not line and 0 or line:find("^%-+$") and 1 or line:find("^Time: %d+ ms$") and 2
    or 3
end

-- How many lines of two texts differ, of how many, and the first that says most.
local function compare_lines(a, b)
  local one, other = lines_of(a), lines_of(b)
  local all, count, at, best = math.max(#one, #other), 0, nil, -1
  for i = 1, all do
    if one[i] ~= other[i] then
      count = count + 1
      local most = math.max(worth(one[i]), worth(other[i]))
      if most > best then
        at, best = i, most
      end
    end
  end
  return count, all, one[at] or "", other[at] or ""
end

local function shown(line)
  return line == "" and "(nothing)" or words.printable(line)
end

local function printed_row(model)
  local list = those(model, "printed")
  local pair = list[1]
  if not pair then
    return nil
  end
  local count, all, one, other = compare_lines(pair.a.printed, pair.b.printed)
  local note = ("%s: %d of %s %s"):format(
    words.batch(pair.a.number, pair.a.time_us), count, words.count(all, "line"),
    count == 1 and "differs" or "differ")
  if #list > 1 then
    note = ("%s; so %s %s"):format(note, #list == 2 and "does" or "do",
      named(model, {table.unpack(list, 2)}))
  end
  return {name = "printed", a = shown(one), b = shown(other), note = note}
end

local function windows_row(model)
  local list = those(model, "windows")
  local pair = list[1]
  if not pair then
    return nil
  end
  local function covered(batch)
    return #batch.windows > 0 and table.concat(batch.windows, "; ") or "none"
  end
  return {name = "windows", a = covered(pair.a), b = covered(pair.b),
    note = ("batches in the window of %s"):format(
      words.batch(pair.a.number, pair.a.time_us)) .. (#list > 1
      and "; so in " .. named(model, {table.unpack(list, 2)}) or "")}
end

local function failed_row(model)
  return numbers_row(model, "failed", function(values)
    for i, value in ipairs(values) do
      values[i] = value and "failed" or "ok"
    end
    return table.concat(values, " ")
  end)
end

local function count_row(model)
  local a, b = #model.batches.a, #model.batches.b
  if a == b then
    return nil
  end
  local note
  if model.same_interval then
    local alone = {}
    for _, pair in ipairs(model.pairs) do
      alone[#alone + 1] = pair.alone and pair or nil
    end
    note = named(model, alone) .. (#alone == 1 and " is" or " are")
      .. " in one run only"
  else
    note = "in all"
  end
  return {name = "batches", a = words.number(a), b = words.number(b), note = note}
end

local function records_row(model)
  local row = numbers_row(model, "records", plain)
  for _, pair in ipairs(row and those(model, "records") or {}) do
    if not pair.differs.partitions then
      return row -- the row of partitions would not tell of this batch
    end
  end
  return nil
end

---Rows of what differs: name, the values of both runs, and a note.
---@param model table of viz.diff.model
---@return {name: string, a: string, b: string, note: string}[]
function M.of(model)
  local rows = {}
  local function add(row)
    rows[#rows + 1] = row
  end
  add(count_row(model))
  local records = records_row(model)
  add(records)
  add(numbers_row(model, "partitions", plain, not records and records_beside or nil))
  add(windows_row(model))
  add(numbers_row(model, "waited", durations))
  add(numbers_row(model, "took", durations))
  add(printed_row(model))
  add(failed_row(model))
  return rows
end

---"setting: spark.streaming.blockInterval 200ms, 100ms".
---@param setting {name: string, a: string, b: string}
---@return string
function M.setting(setting)
  if setting.name == "program" then
    return ("the programs differ from %s on"):format(setting.a)
  end
  local is_key = setting.name:find(".", 1, true)
  return (is_key and "setting: " or "") .. ("%s %s, %s"):format(setting.name, setting.a,
    setting.b)
end

return M
