-- sluice.summary: a run in words, made from its trace; what --explain prints.
-- SPDX-License-Identifier: MIT
local evaluated = require("sluice.evaluated")
local notes = require("sluice.notes")
local words = require("sluice.words")

local M = {}

local MOST_GROUPS = 4 -- of batches that one sentence tells apart

-- "1 to 3", "2", "1 to 3 and 7": whole numbers, ascending.
local function ranges(numbers)
  local parts, i = {}, 1
  while i <= #numbers do
    local last = i
    while numbers[last + 1] == numbers[last] + 1 do
      last = last + 1
    end
    parts[#parts + 1] = last > i and numbers[i] .. " to " .. numbers[last]
      or tostring(numbers[i])
    i = last + 1
  end
  return words.list(parts)
end

local function batches_text(numbers)
  return (#numbers == 1 and "batch " or "batches ") .. ranges(numbers)
end

local function capital(text)
  return (text:gsub("^%l", string.upper))
end

-- A moment as pictures count it: under the wall clock from the start of the run.
local function moment(trace, us)
  local run = trace:run()
  return words.moment(run.clock == "wall" and us - run.zero_us or us)
end

-- "2, 4 and 6 s": some moments, each once.
local function moments(trace, list)
  local texts, last = {}, nil
  for _, us in ipairs(list) do
    local text = moment(trace, us):gsub(" s$", "")
    texts[#texts + 1] = text ~= last and text or nil
    last = text
  end
  return words.list(texts) .. " s"
end

local function percent(part, whole)
  local text = ("%.1f"):format(100 * part / whole):gsub("%.0$", "")
  return text .. " %"
end

-- The records that came too late for the last batch: the blocks they wait in.
local function left_over(trace)
  local count, times = 0, {}
  for _, block in ipairs(trace:blocks()) do
    if not block.batch then
      count = count + block.records
      times[#times + 1] = block.cut_us
    end
  end
  if count == 0 then
    return nil, 0
  elseif #times > MOST_GROUPS then
    return ("%s in %s that no batch took"):format(words.number(count),
      words.count(#times, "block")), count
  end
  local which = #times == 1 and "the block" or "blocks"
  return ("%s in %s cut at %s"):format(words.number(count), which,
    moments(trace, times)), count
end

local function headline(trace)
  local run, batches = trace:run(), trace:batches()
  local last = batches[#batches]
  local length = (last and last.time_us or run.end_us or run.zero_us) - run.zero_us
  local parts = {words.moment(length), words.count(#batches, "batch", "batches")}
  local received, taken = run.received or 0, run.inBatches or 0
  if #trace:receivers() > 0 then
    parts[3] = received == 0 and "no record arrived"
      or words.count(received, "record") .. " arrived"
  end
  if received > 0 and received == taken then
    parts[4] = "all were in a batch"
  elseif received > 0 then
    local were = taken == 1 and " was in a batch" or " were in a batch"
    parts[4] = words.number(taken) .. were
    local text, count = left_over(trace)
    parts[#parts + 1] = text
    local rest = received - taken - count
    parts[#parts + 1] = rest > 0 and words.number(rest) .. " in no block yet" or nil
  end
  return "explain: " .. table.concat(parts, ", ")
end

-- Batches in a row with as many partitions: {partitions, numbers}.
local function by_partitions(batches)
  local groups = {}
  for _, batch in ipairs(batches) do
    local last = groups[#groups]
    if not last or last.partitions ~= batch.partitions then
      last = {partitions = batch.partitions, numbers = {}, first = batch}
      groups[#groups + 1] = last
    end
    table.insert(last.numbers, batch.number)
  end
  return groups
end

-- Whether the first batch is one block short because that block was cut at its tick.
local function waits_for_tick(groups, trace)
  local first = groups[1].first
  for _, block in ipairs(trace:blocks()) do
    if block.cut_us == first.time_us and block.batch ~= first.time then
      return groups[2].partitions == groups[1].partitions + 1
    end
  end
  return false
end

local function group_text(group, index, trace)
  local numbers = group.numbers
  local name = batches_text(numbers)
  if #numbers == 1 and index == 1 then
    name = words.batch(numbers[1], trace:batches()[1].time_us)
  end
  local count = index == 1 and words.count(group.partitions, "partition")
    or words.number(group.partitions)
  return name .. (#numbers == 1 and " has " or " have ") .. count
end

local function partitions_sentence(trace)
  local batches = trace:batches()
  if #batches == 0 then
    return "No batch was formed."
  end
  local groups = by_partitions(batches)
  if #groups == 1 then
    return "Every batch has " .. words.count(groups[1].partitions, "partition") .. "."
  elseif #groups > MOST_GROUPS then
    local least, most = math.maxinteger, 0
    for _, group in ipairs(groups) do
      least, most = math.min(least, group.partitions), math.max(most, group.partitions)
    end
    return ("Batches have %d to %d partitions."):format(least, most)
  end
  local parts = {}
  for i, group in ipairs(groups) do
    parts[i] = group_text(group, i, trace)
  end
  local reason = waits_for_tick(groups, trace)
    and ": the block cut at a tick waits for the next batch." or "."
  return capital(table.concat(parts, ", ")) .. reason
end

-- The windows of each windowed stream, in the order of their first ones.
local function windows_by_stream(trace)
  local lists, by_stream = {}, {}
  for _, window in ipairs(trace:windows()) do
    local list = by_stream[window.stream]
    if not list then
      list = {stream = window.stream}
      by_stream[window.stream] = list
      lists[#lists + 1] = list
    end
    list[#list + 1] = window
  end
  return lists
end

-- How many RDDs of its parent a full window holds.
local function full_size(trace, window)
  local stream = trace:stream(window.stream)
  local parent = stream and trace:stream(stream.parents[1])
  return parent and window.length_us // parent.slide_us or #window.batches
end

local function window_batches(trace, window)
  local numbers = {}
  for i, time in ipairs(window.batches) do
    numbers[i] = trace:batch(time).number
  end
  return ranges(numbers)
end

local function few_windows(trace, list)
  local times, members = {}, {}
  for i, window in ipairs(list) do
    times[i] = window.time_us
    members[i] = window_batches(trace, window)
  end
  return ("ran at %s, over batches %s"):format(moments(trace, times),
    table.concat(members, ", "))
end

local function windows_sentence(trace, list, count)
  local name = trace:stream(list.stream) and trace:stream(list.stream).name
  local subject = "The window"
  if count > 1 then
    local whose = name and words.name(name) or "stream " .. list.stream
    subject = subject .. " of " .. whose
  end
  local size = full_size(trace, list[1])
  local text
  if #list <= MOST_GROUPS then
    text = few_windows(trace, list)
  else
    text = ("ran %s times, every %s, over %s"):format(words.number(#list),
      words.duration(list[1].slide_us), words.count(size, "batch", "batches"))
  end
  local short = #list[1].batches < size
  local ending = short and "; the first is short, it does not wait." or "."
  return subject .. " " .. text .. ending
end

-- Whether a window was formed at a batch, by the time of the batch.
local function window_times(trace)
  local times = {}
  for _, window in ipairs(trace:windows()) do
    times[window.time] = true
  end
  return times
end

-- Least and most processing time of batches with and without a window.
local function processing(trace)
  local with_window = window_times(trace)
  local found = {}
  for _, batch in ipairs(trace:batches()) do
    if batch.started_us and batch.completed_us then
      local took = batch.completed_us - batch.started_us
      local key = with_window[batch.time] and "window" or "plain"
      local range = found[key] or {least = took, most = took}
      found[key] = range
      range.least, range.most = math.min(range.least, took), math.max(range.most, took)
    end
  end
  return found.plain, found.window
end

local function took_sentence(trace)
  local plain, window = processing(trace)
  local first = plain or window
  if not first then
    return "No batch ran to its end."
  end
  local text = "A batch took " .. words.span(first.least, first.most)
  local most = first.most
  if plain and window then
    text = text .. ", with the window " .. words.span(window.least, window.most)
    most = math.max(most, window.most)
  end
  local interval = trace:run().interval_us
  return ("%s, of %s: %s at most."):format(text, words.duration(interval),
    percent(most, interval))
end

local function waited_sentence(trace)
  local numbers, longest, never = {}, 0, {}
  for _, batch in ipairs(trace:batches()) do
    local waited = batch.started_us and batch.started_us
      - (batch.submitted_us or batch.time_us) or 0
    if waited > 0 then
      numbers[#numbers + 1] = batch.number
      longest = math.max(longest, waited)
    end
    if batch.submitted_us and not batch.completed_us then
      never[#never + 1] = batch.number
    end
  end
  local text = "No batch waited."
  if #numbers > 0 then
    text = ("%s waited, %s at most."):format(capital(batches_text(numbers)),
      words.rounded(longest))
  end
  if #never > 0 then
    local unfinished = capital(batches_text(never)) .. " did not end."
    text = #numbers > 0 and text .. " " .. unfinished or unfinished
  end
  return text
end

local function failed_sentence(trace)
  local numbers = {}
  for _, batch in ipairs(trace:batches()) do
    if batch.failed then
      numbers[#numbers + 1] = batch.number
    end
  end
  return #numbers > 0 and capital(batches_text(numbers)) .. " failed." or nil
end

---A run in a few sentences, one a line, the last one ended.
---@param trace Trace
---@return string
function M.lines(trace)
  local lines = {headline(trace), "  " .. partitions_sentence(trace)}
  local lists = windows_by_stream(trace)
  for _, list in ipairs(lists) do
    lines[#lines + 1] = "  " .. windows_sentence(trace, list, #lists)
  end
  local failed = failed_sentence(trace)
  lines[#lines + 1] = "  " .. took_sentence(trace) .. " " .. waited_sentence(trace)
    .. (failed and " " .. failed or "")
  local functions = evaluated.sentence(trace)
  lines[#lines + 1] = functions and "  " .. functions
  return table.concat(lines, "\n") .. "\n"
end

---What works in this run and could be better, as diagnostics of level "note".
---@param trace Trace
---@param source string|nil the text of the program
---@return table[]
function M.notes(trace, source)
  return notes.find(trace, source)
end

return M
