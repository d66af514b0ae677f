-- viz.lineage.story: what the lineage of a batch says in words.
-- SPDX-License-Identifier: MIT
local labels = require("viz.lineage.labels")
local words = require("sluice.words")

local M = {}

local function where(model)
  if model.job then
    return ("Job %d"):format(model.job)
  end
  return ("Batch %d"):format(model.batch.number)
end

local function count(number, noun)
  return words.count(number, noun, noun .. "s")
end

---One sentence without a full stop.
---@param model table
---@return string
function M.headline(model)
  local counts = model.counts
  if not model.batch and not model.job then
    return "No batch yet: there is no lineage"
  elseif #model.jobs == 0 then
    return ("%s started no job: nothing was computed"):format(where(model))
  end
  local text = ("%s: %s ran with %s"):format(where(model), count(counts.ran, "stage"),
    count(counts.tasks, "task"))
  if counts.skipped > 0 then
    text = ("%s, %d skipped"):format(text, counts.skipped)
  end
  if counts.failed > 0 then
    text = ("%s; %s failed"):format(text, count(counts.failed, "task"))
  elseif counts.attempts > 0 then
    text = ("%s; %s ran again"):format(text, count(counts.attempts, "stage"))
  end
  return text
end

local function sum(model, field)
  local total = 0
  for _, section in ipairs(model.sections) do
    total = total + section[field]
  end
  return total
end

-- Whatever is left out is said, with the option that shows it.
local function left_out(model)
  local list = {}
  local parents, stages = sum(model, "hidden_parents"), sum(model, "hidden_stages")
  if model.hidden > 0 then
    list[1] = ("+ %s on other RDDs"):format(count(model.hidden, "job"))
  end
  if stages > 0 then
    list[#list + 1] = ("%s further back not drawn"):format(
      stages == 1 and "1 skipped stage" or stages .. " skipped stages")
  end
  if parents > 0 or model.cut or model.hidden > 0 then
    list[#list + 1] = "detail=all draws each partition and batch"
  end
  return list
end

---Where it is from, and what was left out.
---@param model table
---@return string[]
function M.details(model)
  local list = {}
  if model.batch then
    local at = words.moment(model.batch.time_us - model.zero)
    list[1] = model.job and ("batch %d, at %s"):format(model.batch.number, at)
      or ("at %s"):format(at)
    list[2] = count(model.batch.records, "record")
  end
  table.move(left_out(model), 1, 4, #list + 1, list)
  return list
end

local function has(model, fate)
  for _, section in ipairs(model.sections) do
    for _, stage in ipairs(section.stages) do
      for _, set in ipairs(stage.sets) do
        for _, other in pairs(set.cells) do
          if other == fate then
            return true
          end
        end
      end
    end
  end
  return false
end

local function has_skipped(model)
  for _, section in ipairs(model.sections) do
    for _, stage in ipairs(section.stages) do
      if #stage.ran == 0 and stage.rdd.partitions > 0 then
        return true
      end
    end
  end
  return false
end

---The rules that explain what is seen.
---@param model table
---@return string[]
function M.rules(model)
  local list = {}
  if #model.jobs == 0 then
    return list
  end
  list[1] = "A stage ends at a shuffle; its tasks compute a row of partitions each"
  if has_skipped(model) then
    list[#list + 1] = "Dashed: skipped, or not needed"
  end
  if has(model, "kept") or has(model, "keeps") then
    list[#list + 1] = "Bold frame: kept"
  end
  if has(model, "again") then
    list[#list + 1] = "Hatched: computed again after a loss"
  end
  return list
end

---The picture in words.
---@param model table
---@return string
function M.alt(model)
  local parts = {"Lineage. " .. M.headline(model)}
  for i, section in ipairs(model.sections) do
    if i <= 3 then
      local stages = {}
      for k = #section.stages, 1, -1 do
        stages[#stages + 1] = #stages < 5
          and labels.stage(section.stages[k], model.batch and model.batch.number) or nil
      end
      parts[#parts + 1] = ("%s: %s"):format(labels.section(section),
        table.concat(stages, "; "))
    end
  end
  return table.concat(parts, ". ") .. "."
end

return M
