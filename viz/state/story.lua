-- viz.state.story: what a picture of a state says in words, made from the model.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local streams = require("viz.streams")
local words = require("sluice.words")

local M = {}

local MOST_KEYS <const>, MOST_CHANGES <const> = 6, 6 -- of the alternative text
local LONGEST_KEY <const> = 24

---A key as it stands in a sentence: its beginning, if it is long.
---@param key string
---@return string
function M.key(key)
  local text = words.printable(key)
  if (utf8.len(text) or #text) > LONGEST_KEY then
    text = text:sub(1, utf8.offset(text, LONGEST_KEY) - 1) .. "\u{2026}"
  end
  return text == "" and "\"\"" or text
end

local function without_data(idle)
  return ("%s without data"):format(words.count(idle, "batch", "batches"))
end

-- "dog is removed at batch 6: 3 batches without data"
local function gone_text(model)
  local first, removed, timed_out = model.gone[1], 0, 0
  for _, gone in ipairs(model.gone) do
    removed = removed + (gone.what == "removed" and 1 or 0)
    timed_out = timed_out + (gone.what == "timed-out" and 1 or 0)
  end
  if #model.gone > 3 then
    local parts = {}
    parts[1] = removed > 0 and "are removed " .. words.count(removed, "time") or nil
    parts[#parts + 1] = timed_out > 0 and "time out " .. words.count(timed_out, "time")
      or nil
    return ("Keys %s, %s first, at batch %d"):format(words.list(parts),
      M.key(first.key), first.number)
  end
  local verb = first.what == "removed" and "is removed" or "times out"
  local text = ("%s %s at batch %d"):format(M.key(first.key), verb, first.number)
  if first.idle > 0 and not model.is_window then
    text = text .. ": " .. without_data(first.idle)
  end
  return text
end

-- The first key of a window that is kept though nothing of it is in the window.
local function empty_text(model)
  for _, row in ipairs(model.rows) do
    for _, column in ipairs(model.columns) do
      local cell = column.index and row.cells[column.index]
      if cell and (cell.what == "empty" or cell.empty) then
        return ("%s stays at %s from batch %d on, though no batch of the window has it"
          ):format(M.key(row.key), cell.value, column.number)
      end
    end
  end
  return nil
end

---One sentence with the finding and its numbers.
---@param model table
---@return string
function M.headline(model)
  if #model.columns == 0 then
    return ("No state of %s was kept yet"):format(streams.label(model.stream))
  end
  local empty = model.is_window and empty_text(model)
  if empty then
    return empty
  elseif #model.gone > 0 then
    return gone_text(model)
  end
  local last = model.columns[#model.columns]
  local text = ("%s after batch %d"):format(words.count(model.keys, "key"), last.number)
  return model.keys > 1 and text .. ": none was ever removed" or text
end

local RULES <const> = {
  updateStateByKey = "the function is called for every key it knows, in every batch; "
    .. "it returns nil to remove one",
  mapWithState = "the function is called for the keys that get data, and once when a "
    .. "key times out",
}

-- A function of lists is called less often than there are keys.
local function gets_lists(model)
  for _, column in ipairs(model.columns) do
    local state = column.state
    if state and state.visited > 0 and state.visited < state.keys then
      return model.stream.op == "updateStateByKey"
    end
  end
  return false
end

local function rule_of(model)
  if gets_lists(model) then
    return "the function gets all keys of a partition, in every batch; it leaves out "
      .. "those to be removed"
  end
  return RULES[model.stream.op]
end

local function rule(model)
  local name = model.stream.op
  if model.stream.name then
    name = model.stream.name .. ": " .. name
  end
  local text = model.is_window and ("an inverse function, %s every %s; what leaves is "
    .. "subtracted, what enters is added"):format(words.duration(model.length),
    words.duration(model.slide)) or rule_of(model)
  return text and name .. ": " .. text or name
end

-- The same as a sentence of its own.
local function rule_sentence(model)
  local text = rule_of(model) or "an inverse function makes a window of the "
    .. "one before: what leaves is subtracted, what enters is added"
  return text:sub(1, 1):upper() .. text:sub(2) .. "."
end

---What the picture does not show, and how to see it.
---@param model table
---@return string[]
function M.left_out(model)
  local list = {}
  for _, column in ipairs(model.columns) do
    if column.gap then
      list[1] = ("batches %s to %s not drawn, batches=%d..%d shows the first of them"
        ):format(words.number(column.from), words.number(column.to), column.from,
        math.min(column.to, column.from + 7))
    end
  end
  if model.hidden_moving > 0 then
    list[#list + 1] = ("+ %s"):format(words.count(model.hidden_moving, "further key"))
  end
  if model.hidden_still > 0 then
    list[#list + 1] = ("+ %s unchanged"):format(words.number(model.hidden_still))
  end
  if model.unnamed > 0 then
    list[#list + 1] = ("%s not named, a larger sluice.trace.keys names more"):format(
      words.count(model.unnamed, "change"))
  end
  return list
end

local function others(model)
  local names = streams.other_options(model.candidates, model.stream)
  if #names == 0 then
    return nil
  end
  return ("%s: %s"):format(words.count(#names, "other state"),
    #names > 3 and names[1] .. ", \u{2026}" or words.list(names, "or"))
end

-- The sub-line says the rule if it has nothing else to say; a footnote does otherwise.
local function says_rule(model)
  return #M.left_out(model) == 0 and not others(model)
end

---What was set, and what is left out; `spare` parts may be dropped for want of room.
---@param model table
---@return {text: string, spare: boolean}[]
function M.settings(model)
  local short = model.stream.name and model.stream.name .. ": " .. model.stream.op
    or model.stream.op
  local list = {{text = says_rule(model) and rule(model) or short, spare = false}}
  for _, text in ipairs(M.left_out(model)) do
    list[#list + 1] = {text = text, spare = false}
  end
  list[#list + 1] = others(model) and {text = others(model), spare = true} or nil
  return list
end

local function notes(model)
  if model.is_window then
    return {"A key whose parts have all left stays, with what is left of its value, "
      .. "unless a filter function is given."}
  elseif model.stream.op == "mapWithState" then
    return {"A batch costs what it changes, whatever the number of keys.  Time-outs "
      .. "are looked for when the state is written to a checkpoint."}
  elseif model.stream.op == "updateStateByKey" then
    return {"Every key is visited in every batch, so a batch costs more the more keys "
      .. "there are; the function has to remove those that are done."}
  end
  return {}
end

---The rules that explain the picture, a line each.
---@param model table
---@return string[]
function M.footnotes(model)
  local list = notes(model)
  if not says_rule(model) then
    table.insert(list, 1, rule_sentence(model))
  end
  return list
end

local STAYS <const> = {kept = true, empty = true, same = true, unknown = true}

-- "cat: 1 at batch 1, 2 at batch 2"
local function row_sentence(model, row)
  local parts = {}
  for _, column in ipairs(model.columns) do
    local cell = column.index and row.cells[column.index]
    if cell and not STAYS[cell.what] then
      local value = cell.value and M.key(cell.value) or cell.what:gsub("-", " ")
      parts[#parts + 1] = ("%s at batch %d"):format(value, column.number)
    end
  end
  if #parts > MOST_CHANGES then
    parts = {table.unpack(parts, 1, MOST_CHANGES)}
    parts[#parts + 1] = "\u{2026}"
  end
  return ("%s: %s"):format(M.key(row.key), #parts > 0 and table.concat(parts, ", ")
    or "unchanged")
end

---The picture in sentences.
---@param model table
---@return string
function M.alternative(model)
  local list = {("State of %s over %s with %s."):format(words.count(model.keys, "key"),
    words.count(model.count, "batch", "batches"), model.stream.op),
    M.headline(model) .. "."}
  local rows = {}
  for i, row in ipairs(model.rows) do
    rows[#rows + 1] = i <= MOST_KEYS and row_sentence(model, row) or nil
  end
  if #rows > 0 then
    list[#list + 1] = table.concat(rows, "; ") .. "."
  end
  for _, text in ipairs(M.left_out(model)) do
    list[#list + 1] = text:gsub("^%l", string.upper) .. "."
  end
  return table.concat(list, " ")
end

---What stands under the number of a batch: what came in it, longest form first.
---@param model table
---@param column table
---@return string[]
function M.came(model, column)
  local state = column.state
  if column.window then
    local signs = {}
    for _, side in ipairs({{"+", column.window.entered},
      {"\u{2212}", column.window.left}}) do
      local numbers = {}
      for i, time in ipairs(side[2]) do
        numbers[i] = tostring((time * 1000 - model.zero) // model.interval)
      end
      signs[#signs + 1] = #numbers > 0 and side[1] .. table.concat(numbers, " ") or nil
    end
    return {table.concat(signs, "  ")}
  elseif column.came and #column.came > 0 then
    return {table.concat(column.came, " "), words.count(#column.came, "value"),
      tostring(#column.came)}
  elseif column.came then
    return {"nothing", "\u{2013}"}
  end
  local count = state.visited - (state.timedOut or 0)
  if model.stream.op ~= "mapWithState" then
    return {}
  end
  return count > 0 and {words.count(count, "value"), tostring(count)}
    or {"nothing", "\u{2013}"}
end

---How many of the calls in a batch had data, or nil.
---@param model table
---@param column table
---@return integer|nil
function M.with_data(model, column)
  local state = column.state
  if model.is_window then
    return nil
  elseif model.stream.op == "mapWithState" then
    return state.visited - (state.timedOut or 0)
  end
  return state.given
end

---"+1", "−2", "new": what a cell says beside its value.
---@param cell table
---@return string|nil
function M.note(cell)
  if cell.what == "new" then
    return "new"
  elseif cell.what == "initial" then
    return "given"
  elseif cell.what == "same" then
    return "="
  elseif cell.what == "changed" and cell.delta then
    return cell.delta >= 0 and "+" .. format.count(cell.delta)
      or format.count(cell.delta)
  end
  return nil
end

return M
