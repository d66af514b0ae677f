-- viz.storage.story: what the picture of copies says in words, made from the model.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local plan = require("viz.storage.plan")
local words = require("sluice.words")

local M = {}

local function capital(text)
  return text:sub(1, 1):upper() .. text:sub(2)
end

local UNITS <const> = {"B", "KiB", "MiB", "GiB"}

---An amount of memory: "812 B", "1.2 KiB".
---@param bytes number
---@return string
function M.bytes(bytes)
  local unit = 1
  while bytes >= 1024 and unit < #UNITS do
    bytes, unit = bytes / 1024, unit + 1
  end
  if unit == 1 then
    return ("%d B"):format(bytes // 1 | 0)
  end
  return ("%.1f %s"):format(bytes, UNITS[unit])
end

-- Of the blocks that lost a copy: how many, and how many have none left.
local function losses(model)
  local last = model.moments[#model.moments]
  local count, without = 0, 0
  for _, block in ipairs(model.blocks) do
    local gone = false
    for _, was in pairs(last.gone[block.id] or {}) do
      gone = gone or was.why == "lost"
    end
    if gone then
      count = count + 1
      without = without + (plan.copies(last, block.id) == 0 and 1 or 0)
    end
  end
  return count, without
end

local function kept_words(count, without)
  if count == 0 then
    return "no block was there"
  elseif without == 0 then
    return count == 1 and "its block keeps a copy" or "every block keeps a copy"
  elseif without == count then
    return words.count(count, "block") .. " had no other copy"
  end
  return ("%d of %s had no other copy"):format(without, words.count(count, "block"))
end

local function loss_sentence(model)
  local event = model.event
  local when = words.moment(event.time)
  local count, without = losses(model)
  if event.kind == "driver" then
    return ("the driver dies at %s, and all copies with it: %s"):format(when,
      words.count(count, "block"))
  elseif event.kind == "drop" then
    return ("executor %d loses %s at %s: %s"):format(event.executor,
      words.count(count, "copy", "copies"), when, kept_words(count, without))
  end
  local text = ("executor %d is lost at %s: %s"):format(event.executor, when,
    kept_words(count, without))
  if event.records > 0 then
    text = ("%s, %s no block yet"):format(text, words.count(event.records, "record"))
  end
  return text
end

local function eviction_sentence(model)
  local event = model.event
  return ("memory of executor %d is full at %s: %s %s"):format(event.executor,
    words.moment(event.time), event.block, event.place and "leaves it for the disk"
    or "is dropped")
end

-- How many copies the blocks of a moment have, if all have as many.
local function usual_copies(model, moment)
  local least, most, count = math.huge, 0, 0
  for _, block in ipairs(model.blocks) do
    local copies = plan.copies(moment, block.id)
    if copies > 0 then
      least, most, count = math.min(least, copies), math.max(most, copies), count + 1
    end
  end
  if count == 0 then
    return "no block is stored", 0
  end
  local each = least == most and words.count(least, "copy", "copies")
    or ("%d to %d copies"):format(least, most)
  return ("%s with %s%s"):format(words.count(count, "block"), each,
    count == 1 and "" or " each"), count
end

local function state_sentence(model)
  local moment = model.moments[#model.moments]
  local text = ("%s: %s"):format(moment.title, (usual_copies(model, moment)))
  local used = 0
  for _, bytes in pairs(moment.used) do
    used = used + bytes
  end
  return used > 0 and ("%s, %s in memory"):format(text, M.bytes(used)) or text
end

local function totals_sentence(model)
  local found = model.found
  local parts = {}
  if found.evicted > 0 then
    parts[1] = ("%s memory for the disk"):format(words.count(found.evicted,
      "copy leaves", "copies leave"))
  end
  if found.dropped > 0 then
    parts[#parts + 1] = ("%s dropped, as memory was full"):format(words.count(
      found.dropped, "copy is", "copies are"))
  end
  return #parts > 0 and ("from %s to %s %s"):format(format.seconds(model.from),
    words.moment(model.to), table.concat(parts, ", ")) or nil
end

-- Looked for once: there may be many blocks.
local function findings(model)
  if not model.findings then
    local event = model.event
    local first = not event and state_sentence(model)
      or event.kind == "eviction" and eviction_sentence(model) or loss_sentence(model)
    model.findings = {first, totals_sentence(model)}
  end
  return model.findings
end

---One sentence with the finding and its numbers.
---@param model table
---@return string
function M.headline(model)
  return capital(findings(model)[1])
end

---The findings as sentences.
---@param model table
---@return string[]
function M.sentences(model)
  local list = {}
  for i, finding in ipairs(findings(model)) do
    list[i] = capital(finding) .. "."
  end
  return list
end

-- The storage levels of the blocks that are shown, received ones first.
local function levels(model)
  local list, seen = {}, {}
  for _, block in ipairs(model.blocks) do
    local level = block.level
    if level and not seen[level] then
      seen[level] = true
      list[#list + 1] = level .. (level:find("_2$") and ": two copies" or "")
    end
  end
  return list
end

---What was set, what is shown, and what the picture leaves out.
---@param model table
---@param left_out string[]
---@return {text: string, spare: boolean}[]
function M.settings(model, left_out)
  local list = {}
  for i, level in ipairs(levels(model)) do
    list[#list + 1] = {text = level, spare = i > 1}
  end
  local moment = model.moments[1]
  for _, lane in ipairs(model.lanes) do
    if moment.receivers[lane.number] then
      list[#list + 1] = {text = ("receiver on executor %d"):format(lane.number),
        spare = true}
      break
    end
  end
  if model.clock == "wall" then
    list[#list + 1] = {text = "0 s is " .. format.date(model.zero)}
  end
  if not model.event then
    list[#list + 1] = {text = "at=TIME shows another moment", spare = true}
  end
  for _, text in ipairs(left_out) do
    list[#list + 1] = {text = text}
  end
  return list
end

---The rules that explain the picture.
---@param model table
---@param seen table what was drawn: D, MD, gone, moved, buffer
---@return string[]
function M.footnotes(model, seen)
  local parts = {"M memory"}
  parts[#parts + 1] = seen.D and "D disk (thick foot)" or nil
  parts[#parts + 1] = seen.MD and "MD both" or nil
  parts[#parts + 1] = seen.buffer and "buffer: records that are in no block yet" or nil
  parts[#parts + 1] = seen.moved and "bold border: just moved" or nil
  parts[#parts + 1] = seen.gone and "dashed, \u{d7}: gone" or nil
  local list = {table.concat(parts, "   ")}
  if model.event and model.event.kind == "loss" then
    list[2] = "A task reads another copy. A received block without one is lost, a kept "
      .. "partition is computed again."
  end
  return list
end

---The picture in sentences.
---@param model table
---@return string
function M.alternative(model)
  local list = {("Storage of %s."):format(words.count(#model.lanes, "executor"))}
  table.move(M.sentences(model), 1, 3, 2, list)
  local moment = model.moments[#model.moments]
  for i, lane in ipairs(model.lanes) do
    if i <= 8 and moment.alive[lane.number] then
      local sum = plan.count(moment, {blocks = model.blocks}, {lane})
      list[#list + 1] = ("Executor %d: %s in memory, %d on disk, %s of memory in use."
        ):format(lane.number, words.count(sum.M + sum.MD, "block"), sum.D + sum.MD,
        M.bytes(moment.used[lane.number] or 0))
    end
  end
  return table.concat(list, " ")
end

return M
