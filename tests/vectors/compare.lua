-- tests/vectors/compare.lua -- values of the vectors beside those that a program told.
-- SPDX-License-Identifier: MIT
local null = require("null")

local M = {}

--- A value as text; equal numbers have equal texts, whole or not.
---@param value any
---@return string
function M.show(value)
  if type(value) == "number" then
    return ("%.17g"):format(value)
  elseif type(value) == "string" then
    return ("%q"):format(value)
  elseif type(value) ~= "table" or value == null then
    return tostring(value)
  end
  return "[" .. table.concat(M.texts(value), ", ") .. "]"
end

--- The texts of the items of a list.
---@param list any[]
---@return string[]
function M.texts(list)
  local texts = {}
  for i, item in ipairs(list) do
    texts[i] = M.show(item)
  end
  return texts
end

local function sorted(texts)
  table.sort(texts)
  return texts
end

-- The list of values of a pair without its order and repetitions.
local function as_set(record)
  local seen, list = {}, {}
  for _, text in ipairs(M.texts(record[2])) do
    if not seen[text] then
      seen[text] = true
      list[#list + 1] = text
    end
  end
  return M.show(record[1]) .. ": " .. table.concat(sorted(list), ", ")
end

local function texts_of(records, how)
  local texts = M.texts(records)
  if how.values_are_sets then
    for i, record in ipairs(records) do
      texts[i] = as_set(record)
    end
  end
  return how.unordered and sorted(texts) or texts
end

--- Whether two lists of records are the same.
---@param got any[]
---@param want any[]
---@param how { unordered: boolean?, values_are_sets: boolean? }
---@return boolean
function M.same_records(got, want, how)
  local got_texts, want_texts = texts_of(got, how), texts_of(want, how)
  return table.concat(got_texts, "\n") == table.concat(want_texts, "\n")
end

--- Whether two values are the same.
---@param got any
---@param want any
---@return boolean
function M.same(got, want)
  return M.show(got) == M.show(want)
end

--- Adds differences to a list.
---@param found string[]
---@param more string[]
function M.add(found, more)
  table.move(more, 1, #more, #found + 1, found)
end

--- Adds a line to a list of differences, unless two values are the same.
---@param found string[]
---@param got any
---@param want any
---@param what string
function M.expect(found, got, want, what)
  if not M.same(got, want) then
    found[#found + 1] = ("%s: got %s, want %s"):format(what, M.show(got), M.show(want))
  end
end

--- Adds a line unless an error is the wanted one: its class ends with `type`, its text
--- contains `message` or `message_contains`, its cause `cause_message_contains`.
---@param found string[]
---@param got table|nil class and message
---@param want table
function M.expect_error(found, got, want)
  if not got then
    found[#found + 1] = "no error was raised"
    return
  end
  if want.type and not ("." .. got.class):find("." .. want.type, 1, true) then
    found[#found + 1] = ("the error is a %s, want %s"):format(got.class, want.type)
  end
  local text = want.message or want.message_contains
  if text and not got.message:find(text, 1, true) then
    found[#found + 1] = ("the error says %q, want %q"):format(got.message, text)
  end
  local cause = want.cause_message_contains
  if cause and not tostring(got.cause):find(cause, 1, true) then
    found[#found + 1] = ("the cause of the error is %q, want %q"):format(
      tostring(got.cause), cause)
  end
end

--- Adds a line for each error that was not wanted.
---@param found string[]
---@param errors table[]
function M.expect_no_error(found, errors)
  for _, err in ipairs(errors) do
    found[#found + 1] = ("an error was raised: %s: %s"):format(err.class, err.message)
  end
end

--- Adds a line for each output that differs, and for their number.
---@param found string[]
---@param outputs table[] with records
---@param want any[][]
---@param how { name: string, unordered: boolean?, values_are_sets: boolean? }
function M.expect_outputs(found, outputs, want, how)
  M.expect(found, #outputs, #want, "number of outputs of " .. how.name)
  for i = 1, math.min(#outputs, #want) do
    if not M.same_records(outputs[i].records, want[i], how) then
      found[#found + 1] = ("%s %d: got %s, want %s"):format(how.name, i,
        M.show(outputs[i].records), M.show(want[i]))
    end
  end
end

--- The outputs that are not empty: Spark's Python tests record no others.
---@param outputs table[] with records
---@return table[]
function M.filled(outputs)
  local kept = {}
  for _, output in ipairs(outputs) do
    if #output.records > 0 then
      kept[#kept + 1] = output
    end
  end
  return kept
end

--- What a program told under a name, in order.
---@param result vectors.Result
---@param what string
---@return table[]
function M.told(result, what)
  local list = {}
  for _, item in ipairs(result.told) do
    if item.what == what then
      list[#list + 1] = item
    end
  end
  return list
end

return M
