-- viz.timeline.story: what a timeline says in words: headline, sub-line, footnote, and
-- the alternative text, all made from the model.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local lives = require("viz.lives")
local words = require("sluice.words")

local M = {}

local MOST_NAMED <const> = 3 -- of the waiting batches; more are counted

local function capital(text)
  return text:sub(1, 1):upper() .. text:sub(2)
end

-- The batches for which a test is true.
local function those(batches, test)
  local list = {}
  for _, batch in ipairs(batches) do
    if test(batch) then
      list[#list + 1] = batch
    end
  end
  return list
end

local function numbers(batches)
  local list = {}
  for i, batch in ipairs(batches) do
    list[i] = batch.number
  end
  return list
end

-- The batches at work that wait, that wait for ever, and that failed; looked for once.
local function troubled(model)
  if not model.troubled then
    local late, stuck, failed = {}, {}, {}
    for _, batch in ipairs(model.busy) do
      local missed = batch.wait and batch.wait.missed
      late[#late + 1] = batch.waited > 0 and not missed and batch or nil
      stuck[#stuck + 1] = batch.wait and batch.wait.open and batch or nil
      failed[#failed + 1] = batch.failed and batch or nil
    end
    model.troubled = {late = late, stuck = stuck, failed = failed}
  end
  return model.troubled
end

local function longest_wait(batches)
  local longest
  for _, batch in ipairs(batches) do
    if not longest or batch.waited > longest.waited then
      longest = batch
    end
  end
  return longest
end

-- Why a batch waits: the one before it is late itself, or takes too long.
local function wait_sentence(model, batch, duration)
  local wait = ("batch %d waits %s"):format(batch.number, duration(batch.waited))
  for _, before in ipairs(model.busy) do
    local took = before.took or 0
    if before.number == batch.number - 1 and took > model.interval then
      return ("batch %d takes %s, so %s"):format(before.number, duration(took), wait)
    end
  end
  return wait
end

-- Blocks ------------------------------------------------------------------------------

-- Batches of as many blocks: {{count, {numbers}}, …} in the order of appearance.
local function by_size(batches, size)
  local groups, by_count = {}, {}
  for _, batch in ipairs(batches) do
    local count = size(batch)
    if not by_count[count] then
      by_count[count] = {count, {}}
      groups[#groups + 1] = by_count[count]
    end
    table.insert(by_count[count][2], batch.number)
  end
  return groups
end

local function spread(groups, noun)
  local low, high = math.huge, 0
  for _, group in ipairs(groups) do
    low, high = math.min(low, group[1]), math.max(high, group[1])
  end
  return ("the batches have %d %s %d %ss"):format(low, high - low == 1 and "or" or "to",
    high, noun)
end

-- "batch 1 has 4 blocks, batches 2 and 3 have 5"
local function size_sentence(batches, noun, size)
  local groups, parts = by_size(batches, size), {}
  for i, group in ipairs(groups) do
    if #groups > 3 or #format.runs(group[2]) > 3 then
      return spread(groups, noun)
    end
    local has = #group[2] == 1 and "has" or "have"
    local count = i == 1 and words.count(group[1], noun) or words.number(group[1])
    if group[1] == 0 then
      count = i == 1 and "no " .. noun or "none"
    end
    local each = group[1] == 1 and #group[2] > 1 and " each" or ""
    parts[i] = ("%s %s %s%s"):format(format.batches(group[2]), has, count, each)
  end
  return table.concat(parts, ", ")
end

local function blocks_of(batch)
  return #batch.members
end

local function partitions_of(batch)
  return batch.partitions
end

-- The first block that was cut at a tick, and so belongs to the batch after it.
local function block_at_tick(model)
  for _, lane in ipairs(model.lanes) do
    for _, block in ipairs(lane.blocks) do
      if block.cut % model.interval == 0 and block.batch
        and block.batch == block.cut // model.interval + 1 then
        return block
      end
    end
  end
  return nil
end

local function size_finding(model)
  if #model.batches == 0 then
    return "no batch was formed"
  elseif #model.lanes == 0 then
    return size_sentence(model.batches, "partition", partitions_of)
  elseif model.records.count == 0 and #those(model.batches, function(batch)
    return #batch.members > 0
  end) == 0 then
    return ("no record arrived: %s %s empty"):format(
      format.batches(numbers(model.batches)), #model.batches == 1 and "is" or "are")
  end
  return size_sentence(model.batches, "block", blocks_of)
end

local function block_sentence(model)
  local text, block = size_finding(model), block_at_tick(model)
  if block then
    text = text .. ("; the block cut at %s belongs to batch %d"):format(
      words.moment(block.cut), block.batch)
  end
  return text
end

-- Waiting and failing -----------------------------------------------------------------

local function late_sentence(model, duration)
  local late = troubled(model).late
  if #late == 0 then
    return nil
  end
  local longest = longest_wait(late)
  if #late > MOST_NAMED then
    return ("%s batches wait, batch %d longest: %s"):format(words.number(#late),
      longest.number, duration(longest.waited))
  end
  return wait_sentence(model, longest, duration)
end

local function stuck_sentence(model)
  local stuck = troubled(model).stuck
  if #stuck == 0 then
    return nil
  end
  local text = format.batches(numbers(stuck))
  return ("%s %s and never %s: no core is free"):format(text,
    #stuck == 1 and "waits" or "wait", #stuck == 1 and "runs" or "run")
end

local function failed_sentence(model)
  local failed = troubled(model).failed
  return #failed > 0 and format.batches(numbers(failed)) .. " failed" or nil
end

-- The findings, the gravest first.
local function findings(model, duration)
  local list = {}
  for _, sentence in ipairs({
    lives.sentence(model) or false, stuck_sentence(model) or false,
    failed_sentence(model) or false, late_sentence(model, duration) or false,
  }) do
    list[#list + 1] = sentence or nil
  end
  return list
end

-- What a picture carries --------------------------------------------------------------

---One sentence with the finding and its numbers.
---@param model table
---@return string
function M.headline(model)
  local found = findings(model, format.duration)
  return capital(found[1] or size_finding(model))
end

---What was set, what is shown of the run, and what the picture leaves out. Those that
---may be dropped where there is no room for all are said to be spare.
---@param model table
---@param left_out string[]
---@return {text: string, spare: boolean}[]
function M.settings(model, left_out)
  local list = {}
  local function add(text, spare)
    list[#list + 1] = {text = text, spare = spare or false}
  end
  if model.from > 0 or model.to < model.total then
    add(("%s to %s of %s"):format(format.seconds(model.from), words.moment(model.to),
      words.moment(model.total)))
  end
  add(("batch interval %s"):format(words.duration(model.interval)), true)
  if #model.lanes > 0 then
    add("block interval " .. words.duration(model.block), true)
  end
  for _, group in ipairs(model.windows) do
    add(("window %s, slide %s"):format(words.duration(group.length),
      words.duration(group.slide)), true)
  end
  if model.clock == "wall" then
    add("0 s is " .. format.date(model.zero))
  end
  for _, text in ipairs(left_out) do
    add(text)
  end
  return list
end

-- Why a batch has fewer blocks than others.
local function missing_note(model)
  local usual = model.interval // model.block * #model.lanes
  for _, batch in ipairs(model.batches) do
    if batch.lost > 0 then
      return ("What is dashed was lost before its batch was formed: %s of batch %d."
        ):format(words.count(batch.lost, "block"), batch.number)
    elseif batch.number > 1 and #batch.members > 0 and #batch.members < usual then
      return ("A block interval without a record makes no block: batch %d has %d."
        ):format(batch.number, #batch.members)
    end
  end
  return nil
end

---The rule that explains the picture.
---@param model table
---@param plain_windows boolean? windows are drawn without the numbers of batches
---@return string
function M.footnote(model, plain_windows)
  if #troubled(model).stuck > 0 then
    return ("A receiver keeps its core for as long as it lives: %s on %s, "
      .. "no core for tasks."):format(words.count(#model.lanes, "receiver"),
      model.master)
  elseif #model.lanes == 0 then
    return "No receiver, so no blocks: the RDDs come in with their partitions."
  end
  if plain_windows then
    return "Dark parts of a window are batches that another window holds as well."
  end
  local block = block_at_tick(model)
  local parts = {}
  if block then
    parts[1] = ("The block cut at %s is known just after the tick, so it belongs to "
      .. "batch %d."):format(words.moment(block.cut), block.batch)
  end
  parts[#parts + 1] = missing_note(model)
  return table.concat(parts, "  ")
end

---What is drawn of batches that a dead driver missed, or "".
---@param model table
---@return string
function M.missed_note(model)
  local missed, again = false, false
  for _, batch in ipairs(model.busy) do
    local is_missed = batch.wait and batch.wait.missed
    missed, again = missed or is_missed, again or is_missed and batch.again
  end
  if not missed then
    return ""
  end
  return "A driver that is back forms the batches that it missed, under their old "
    .. "times."
    .. (again and "  Colour is hatched where a batch runs a second time." or "")
end

local function window_sentence(group)
  local ends = {}
  for i, window in ipairs(group.list) do
    ends[i] = format.seconds(window.time)
  end
  local text = ("Windows of %s every %s"):format(words.duration(group.length),
    words.duration(group.slide))
  if #ends == 0 then
    return text .. " end outside."
  elseif #ends > 8 then
    return ("%s end from %s to %s s."):format(text, ends[1], ends[#ends])
  end
  return ("%s end at %s s."):format(text, words.list(ends))
end

---The findings as sentences, for those who read the picture as text.
---@param model table
---@param duration? fun(us: integer): string
---@return string[]
function M.sentences(model, duration)
  local list = {capital(block_sentence(model)) .. "."}
  for _, finding in ipairs(findings(model, duration or format.spoken)) do
    list[#list + 1] = capital(finding) .. "."
  end
  return list
end

---The picture in sentences.
---@param model table
---@return string
function M.alternative(model)
  local blocks = 0
  for _, lane in ipairs(model.lanes) do
    blocks = blocks + #lane.blocks
  end
  local list = {("Timeline of %s of %s, from %s to %s."):format(
    words.count(#model.batches, "batch", "batches"), words.duration(model.interval),
    format.seconds(model.from), words.moment(model.to))}
  if model.records.count > 0 then
    list[#list + 1] = ("%s in %s of %s."):format(
      words.count(model.records.count, "record"), words.count(blocks, "block"),
      words.duration(model.block))
  end
  table.move(M.sentences(model, format.duration), 1, 4, #list + 1, list)
  for _, group in ipairs(model.windows) do
    list[#list + 1] = window_sentence(group)
  end
  return table.concat(list, " ")
end

return M
