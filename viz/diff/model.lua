-- viz.diff.model: two runs beside each other, as plain data.
-- SPDX-License-Identifier: MIT
local first = require("viz.diff.first")
local settings = require("viz.diff.settings")
local words = require("sluice.words")

local M = {}

---What can differ between two batches, with the letter that pictures mark it by.
M.aspects = {
  {name = "records", letter = "R"}, {name = "partitions", letter = "P"},
  {name = "windows", letter = "W"}, {name = "waited", letter = "D"},
  {name = "took", letter = "T"}, {name = "printed", letter = "O"},
  {name = "failed", letter = "F"},
}

-- Windows that end at a time, as texts of the batches they cover.
local function windows_by_time(trace)
  local by_time = {}
  for _, window in ipairs(trace:windows()) do
    local list = by_time[window.time] or {}
    by_time[window.time] = list
    list[#list + 1] = window
  end
  return by_time
end

-- The numbers of batches that windows cover, a text for each.
local function window_texts(windows, run)
  local texts = {}
  for i, window in ipairs(windows or {}) do
    local numbers = {}
    for k, time in ipairs(window.batches) do
      numbers[k] = (time - run.zero) // run.interval
    end
    table.sort(numbers)
    texts[i] = table.concat(numbers, " ")
  end
  return texts
end

local function batch_of(batch, run, windows)
  return {
    number = batch.number, time_us = batch.time_us, at = batch.time_us - run.zero_us,
    records = batch.records, partitions = batch.partitions,
    windows = window_texts(windows[batch.time], run),
    waited = batch.started_us and batch.started_us - batch.submitted_us,
    took = batch.completed_us and batch.completed_us - batch.started_us,
    started = batch.started_us and batch.started_us - run.zero_us,
    completed = batch.completed_us and batch.completed_us - run.zero_us,
    printed = batch.output, failed = batch.failed, blocks = batch.blocks,
  }
end

-- Batches by their times. Of those that ran again after a recovery the last counts.
local function batches_of(trace)
  local run, windows = trace:run(), windows_by_time(trace)
  local list, by_time = {}, {}
  for _, batch in ipairs(trace:batches()) do
    local one = batch_of(batch, run, windows)
    if by_time[one.at] then
      list[by_time[one.at]] = one
    else
      list[#list + 1] = one
      by_time[one.at] = #list
    end
  end
  return list
end

local function same(a, b)
  if type(a) == "table" then
    return table.concat(a, "\n") == table.concat(b, "\n")
  end
  return a == b
end

-- By name: what differs between two batches; all that one alone has.
local function differences(a, b)
  local found, any = {}, false
  for _, aspect in ipairs(M.aspects) do
    local name = aspect.name
    if a and b and not same(a[name], b[name]) then
      found[name], any = true, true
    end
  end
  return any and found or nil
end

-- Batches of the same time beside each other, in the order of time.
local function pair_up(a, b)
  local pairs_of, by_time = {}, {}
  for _, side in ipairs({"a", "b"}) do
    for _, batch in ipairs(side == "a" and a or b) do
      local pair = by_time[batch.at]
      if not pair then
        pair = {at = batch.at}
        by_time[batch.at] = pair
        pairs_of[#pairs_of + 1] = pair
      end
      pair[side] = batch
    end
  end
  table.sort(pairs_of, function(x, y)
    return x.at < y.at
  end)
  for _, pair in ipairs(pairs_of) do
    pair.differs = differences(pair.a, pair.b)
    pair.alone = not pair.a and "b" or not pair.b and "a" or nil
  end
  return pairs_of
end

-- What the end of the first batch whose last block is another one says.
local function block_sentence(pairs_of)
  for _, pair in ipairs(pairs_of) do
    local a, b = pair.a, pair.b
    local last = a and b and a.blocks[#a.blocks]
    local other = last and b.blocks[#b.blocks]
    if other and last.cut_us ~= other.cut_us then
      local more = b.records - a.records
      return ("Batch %d now ends with the block of %s, not %s: %s"):format(b.number,
        words.moment(other.cut_us), words.moment(last.cut_us),
        more == 0 and "as many records" or words.count(math.abs(more), "record")
          .. (more > 0 and " more" or " fewer"))
    end
  end
  return nil
end

---@param a {name: string, trace: Trace, records: fun(): fun(): table|nil}
---@param b table the same of the other run
---@return table
function M.build(a, b)
  local difference, events = first.find(a.records(), b.records())
  local model = {
    names = {a = a.name, b = b.name}, settings = settings.of(a.trace, b.trace),
    runs = {a = a.trace:run(), b = b.trace:run()},
    batches = {a = batches_of(a.trace), b = batches_of(b.trace)}, events = events,
    equal = difference == nil,
  }
  model.pairs = pair_up(model.batches.a, model.batches.b)
  model.same_interval = model.runs.a.interval_us == model.runs.b.interval_us
    and model.runs.a.zero_us == model.runs.b.zero_us
  if difference then
    local short = {a = M.short(a.name), b = M.short(b.name)}
    local at, sentence = first.sentence(difference, short)
    model.first = {at = at, text = sentence, then_text = model.same_interval
      and block_sentence(model.pairs) or nil}
  end
  return model
end

---A name without folder and ending.
---@param name string
---@return string
function M.short(name)
  local base = name:match("[^/]*$"):gsub("%.%w+$", "")
  return base ~= "" and base or name
end

return M
