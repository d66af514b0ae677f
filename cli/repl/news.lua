-- cli.repl.news: what happened during a move, in a line or two.
-- SPDX-License-Identifier: MIT
local json = require("sluice.json")
local words = require("sluice.words")

local M = {}

-- What is known of a batch, by its time; batches in the order they were completed.
local function gather(records, clock)
  local batches, done, blocks = {}, {}, {}
  local function batch(us)
    batches[us] = batches[us] or {number = (us - clock.zero) // clock.interval,
      records = 0, blocks = 0, texts = {}}
    return batches[us]
  end
  for _, record in ipairs(records) do
    if record.kind == "batch" then
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
  return done, blocks
end

-- "batch 1: 2 records, 2 blocks; waited 0 ms, took 40 ms"
local function batch_line(batch)
  return ("batch %d: %s, %s; waited %s, took %s%s\n"):format(batch.number,
    words.count(batch.records, "record"), words.count(batch.blocks, "block"),
    words.duration(batch.waited or 0), words.duration(batch.took),
    batch.failed and "; it failed" or "")
end

-- The batches before the last, in one line.
local function earlier_line(done)
  local parts, empty = {}, 0
  for i = 1, #done - 1 do
    local _, lines = table.concat(done[i].texts):gsub("\n", "")
    parts[i] = ("batch %d printed %s"):format(done[i].number,
      words.count(lines, "line"))
    empty = empty + (done[i].records == 0 and 1 or 0)
  end
  if #parts > 3 then
    parts = {("batches %d to %d are done, %d without a record"):format(done[1].number,
      done[#done - 1].number, empty)}
  end
  return #parts > 0 and table.concat(parts, ", ") .. "\n" or ""
end

---What was printed outside of any batch, by a line that was typed.
---@param text string JSON Lines
---@return string
function M.printed(text)
  local parts = {}
  for _, record in ipairs(text ~= "" and assert(json.lines(text)) or {}) do
    if record.kind == "printed" then
      parts[#parts + 1] = record.text
    end
  end
  return table.concat(parts)
end

---What happened: the last batch with what it printed, a line for those before it; the
---last block if no batch was done.
---@param text string JSON Lines
---@param clock {interval: integer, zero: integer} microseconds
---@return string
function M.tell(text, clock)
  local done, blocks = gather(text ~= "" and assert(json.lines(text)) or {}, clock)
  local last = done[#done]
  if last then
    return earlier_line(done) .. batch_line(last) .. table.concat(last.texts)
  elseif #blocks > 0 then
    local block = blocks[#blocks]
    return ("block cut: %s of receiver %d; it waits for the next batch\n"):format(
      words.count(block.records, "record"), block.receiver)
  end
  return ""
end

return M
