-- viz.why.story: what a view of one result says in words.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local words = require("sluice.words")

local M = {}

---A text of the program in a line: nothing that cannot be shown, and not too long.
---@param text string|nil
---@param most? integer characters
---@return string
function M.shown(text, most)
  local shown = words.printable(text or "?")
  most = most or 60
  if (utf8.len(shown) or #shown) <= most then
    return shown
  end
  return shown:sub(1, utf8.offset(shown, most) - 1) .. "\u{2026}"
end

---What kind of thing the result is: a window over batches, a state, or nothing special.
---@param model table
---@return string|nil
function M.kind(model)
  if model.state then
    return "state"
  end
  return model.window and #model.window > 0
    and "window of " .. format.batches(model.window) or nil
end

---The same in two or three words.
---@param model table
---@return string
function M.short_kind(model)
  if model.state then
    return "state"
  end
  return model.window and #model.window > 0 and format.batches(model.window)
    or "output " .. model.output + 1
end

---"(be,3) in batch 4 (4000 ms), output 2, window of batches 2 to 4, partition 1".
---@param model table
---@param root table
---@return string
function M.title(model, root)
  local parts = {("%s in %s"):format(M.shown(root.text), words.batch(
    model.batch.number, model.batch.time_us)), "output " .. model.output + 1}
  parts[#parts + 1] = M.kind(model)
  parts[#parts + 1] = ("partition %d"):format(root.partition)
  return table.concat(parts, ", ")
end

-- How many records there are, a record with several leaves counted once.
local function counts_of(root)
  local seen, records, values = {}, 0, 0
  for _, leaf in ipairs(root.leaves) do
    if leaf.kind == "record" then
      values = values + math.max(1, #leaf.values)
      if not seen[leaf.place] then
        seen[leaf.place], records = true, records + 1
      end
    end
  end
  return records, values
end

---@param model table
---@param root table
---@return string
function M.headline(model, root)
  local records, values = counts_of(root)
  local at = words.moment(model.batch.time_us - model.zero)
  local what = ("%s at %s comes from"):format(M.shown(root.text, 30), at)
  if records == 0 then
    return what .. " no record of this run"
  end
  local from = words.count(records, "record") .. " of " .. format.batches(root.batches)
  if values > records then
    return ("%s %d values in %s"):format(what, values, from)
  end
  return what .. " " .. from
end

---The arithmetic of a window with an inverse function, or nil.
---@param model table
---@param root table
---@return string|nil
function M.steps(model, root)
  local steps = root.steps
  if not steps or not steps.before then
    return nil
  end
  local text = ("made of the window before, %s"):format(M.shown(steps.before, 30))
  for _, name in ipairs({"left", "entered"}) do
    for _, part in ipairs(steps[name]) do
      text = ("%s; batch %s %s: %s"):format(text,
        tostring(model.numbers[part.batch] or "?"), name, M.shown(part.value, 30))
    end
  end
  return text
end

---The parts of the sub-line.
---@param model table
---@param root table
---@param plan table of viz.why.rows
---@return string[]
function M.details(model, root, plan)
  local list = {("batch %d, output %d"):format(model.batch.number, model.output + 1)}
  list[#list + 1] = M.kind(model)
  list[#list + 1] = ("partition %d"):format(root.partition)
  list[#list + 1] = "read from right to left; grey: other words of the same records"
  list[#list + 1] = #model.trees > 1 and ("the first of %s with this key"):format(
    words.count(#model.trees, "result")) or nil
  list[#list + 1] = plan.hidden > 0 and ("%s not shown (detail=all)"):format(
    words.count(plan.hidden, "record")) or nil
  return list
end

local function lost(root)
  for _, leaf in ipairs(root.leaves) do
    if leaf.kind == "lost" then
      return ("No record is known that %s made it of"):format(leaf.op)
    end
  end
  return nil
end

---The rules that explain the picture.
---@param model table
---@param root table
---@param plan table of viz.why.rows
---@return string[]
function M.rules(model, root, plan)
  local list = {}
  local steps = M.steps(model, root)
  list[1] = steps and "M" .. steps:sub(2) or nil
  list[#list + 1] = lost(root)
  list[#list + 1] = (plan.shuffled_before or plan.shuffled_behind)
    and "Thick: through the shuffle; thin: within a partition"
    or "Nothing went through a shuffle"
  return list
end

---The picture in words.
---@param model table
---@param root table
---@return string
function M.alt(model, root)
  local parts = {}
  for _, leaf in ipairs(root.leaves) do
    parts[#parts + 1] = leaf.kind == "record" and leaf.number
      and ("%s of batch %d, partition %d"):format(words.quote(leaf.text or ""),
        leaf.number, leaf.partition) or nil
  end
  local text = M.title(model, root)
  if #parts == 0 then
    return text .. " comes from no record of this run."
  end
  local more = #parts - 8
  if more > 0 then
    parts = table.move(parts, 1, 8, 1, {})
    parts[9] = words.count(more, "more record")
  end
  return ("%s, comes from %s."):format(text, words.list(parts))
end

return M
