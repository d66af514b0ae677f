-- cli.repl.news: what happened during a move, in a line or two.
-- SPDX-License-Identifier: MIT
local json = require("sluice.json")
local words = require("sluice.words")

local M = {}

local MOST_BATCHES <const> = 4 -- whose output one line counts

-- What is known of a batch, by its time; batches in the order they were completed. A
-- context that starts meanwhile numbers its own.
local function gather(next_record, clock)
  local batches, done, blocks = {}, {}, {}
  local function batch(us)
    batches[us] = batches[us] or {number = (us - clock.zero) // clock.interval,
      records = 0, blocks = 0, texts = {}}
    return batches[us]
  end
  for record in next_record do
    if record.kind == "run" then
      clock = record
    elseif record.kind == "driver" then
      batches = {} -- another life counts anew
    elseif record.kind == "batch" then
      local one = batch(record.batch)
      one.records, one.blocks = record.records, #record.blocks
    elseif record.kind == "block" then
      blocks[#blocks + 1] = record
    elseif record.kind == "jobs-started" then
      batch(record.batch).waited = record.waited
    elseif record.kind == "jobs-completed" then
      local one = batch(record.batch)
      one.took, one.failed = record.took, record.failed
      done[#done + 1] = one
    elseif record.kind == "printed" and record.batch >= 0 then
      table.insert(batch(record.batch).texts, record.text)
    end
  end
  return done, blocks, clock
end

-- "batch 1: 2 records, 2 blocks; waited 0 ms, took 40 ms"
local function batch_line(batch)
  return ("batch %d: %s, %s; waited %s, took %s%s\n"):format(batch.number,
    words.count(batch.records, "record"), words.count(batch.blocks, "block"),
    words.duration(batch.waited or 0), words.duration(batch.took),
    batch.failed and "; it failed" or "")
end

-- Lines of a printed batch, without its head.
local function printed_lines(text)
  local _, lines = text:gsub("\n", "")
  return text:find("^%-+\nTime: ") and math.max(0, lines - 4) or lines
end

-- "batch 4 printed 2 + 4 lines": one number for each output, if any printed a line.
local function printed_part(batch, is_first)
  local counts, all = {}, 0
  for i, text in ipairs(batch.texts) do
    local lines = printed_lines(text)
    counts[i], all = tostring(lines), all + lines
  end
  if all == 0 then
    return nil
  end
  return ("batch %d %s%s%s"):format(batch.number, is_first and "printed " or "",
    table.concat(counts, " + "), is_first and (all == 1 and " line" or " lines") or "")
end

-- "batches 10 to 12", "batch 3", "4 batches": those without a record.
local function empty_part(done)
  local empty = {}
  for _, batch in ipairs(done) do
    empty[#empty + 1] = batch.records == 0 and batch.number or nil
  end
  local first, last = empty[1], empty[#empty]
  if not first then
    return nil
  elseif first == last then
    return ("batch %d had no record"):format(first)
  elseif last - first + 1 == #empty then
    return ("batches %d to %d had no record"):format(first, last)
  end
  return words.count(#empty, "batch", "batches") .. " had no record"
end

-- What several batches did, in one line; the last has a line of its own.
local function earlier_line(done)
  local parts = {}
  for i = 1, #done - 1 do
    if #parts < MOST_BATCHES then
      parts[#parts + 1] = printed_part(done[i], #parts == 0)
    end
  end
  local both = {}
  if #parts > 0 then
    both[1] = table.concat(parts, ", ") .. (#parts == MOST_BATCHES and " …" or "")
  end
  both[#both + 1] = #done > 1 and empty_part(done) or nil
  return #both > 0 and table.concat(both, "; ") .. "\n" or ""
end

local DRIVER = {
  killed = "the driver is dead: its streams, executors and variables are gone; "
    .. ".start driver runs the description again\n",
  started = "the driver runs again, from the first line\n",
}

-- "executor 1 is lost, with 2 blocks, and 3 records that were in no block"
local function lost_line(number, lost)
  local parts = {("executor %d is lost"):format(number)}
  parts[#parts + 1] = lost.blocks > 0 and "with " .. words.count(lost.blocks, "block")
    or nil
  parts[#parts + 1] = lost.records > 0 and ("%s %s that %s in no block"):format(
    lost.blocks > 0 and "and" or "with", words.count(lost.records, "record"),
    lost.records == 1 and "was" or "were") or nil
  return table.concat(parts, ", ", 1, math.min(#parts, 2))
    .. (parts[3] and " " .. parts[3] or "") .. "\n"
end

---What broke and what was started, a line each.
---@param text string JSON Lines
---@param joins boolean whether executors that join are told
---@return string
function M.faults(text, joins)
  local lines, lost, order, lives = {}, {}, {}, false
  local function of(executor)
    lost[executor] = lost[executor] or {blocks = 0, records = 0}
    return lost[executor]
  end
  for record in json.lines(text) do
    if record.kind == "driver" then
      lines[#lines + 1] = DRIVER[record.state]
      lives = record.state == "started"
    elseif record.kind == "executor" and record.state == "lost" then
      order[#order + 1] = record.executor
    elseif record.kind == "executor" and joins and not lives then
      lines[#lines + 1] = ("executor %d joins\n"):format(record.executor)
    elseif record.kind == "block-removed" and record.why == "lost" then
      of(record.executor).blocks = of(record.executor).blocks + 1
    elseif record.kind == "receiver" and record.lost > 0 then
      of(record.executor).records = of(record.executor).records + record.lost
    elseif record.kind == "link" then
      lines[#lines + 1] = ("the link is %s\n"):format(record.state)
    end
  end
  for _, executor in ipairs(order) do
    lines[#lines + 1] = lost_line(executor, of(executor))
  end
  return table.concat(lines)
end

---What was printed outside of any batch, by a line that was typed.
---@param text string JSON Lines
---@return string
function M.printed(text)
  local parts = {}
  for record in json.lines(text) do
    if record.kind == "printed" then
      parts[#parts + 1] = record.text
    end
  end
  return table.concat(parts)
end

---What happened: the last batch with what it printed, a line for those before it; the
---last block if no batch was done.
---@param text string JSON Lines
---@param clock {interval: integer, zero: integer} microseconds, at the beginning
---@return string
function M.tell(text, clock)
  local done, blocks, last_clock = gather(json.lines(text), clock)
  local last, broke = done[#done], M.faults(text, false)
  if last then
    return broke .. earlier_line(done) .. batch_line(last) .. table.concat(last.texts)
  elseif #blocks > 0 then
    local block = blocks[#blocks]
    return broke .. ("block cut: %s of receiver %d; it waits for batch %d\n"):format(
      words.count(block.records, "record"), block.receiver,
      (block.at - last_clock.zero) // last_clock.interval + 1)
  end
  return broke
end

return M
