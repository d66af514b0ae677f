-- sluice.errors: what a program of a learner's sees when something is wrong.
--
-- An error is a table, so that it can be taken apart after pcall:
--   class    Java class, "java.lang.IllegalArgumentException"
--   message  Spark's text where Spark has one
-- and for the message to people, if nobody catches it:
--   name     of the diagnostic, see sluice.catalog
--   text     its sentence, if it is not the message
--   spark    true if message is Spark's own text
--   why, try what happened in this run; what to change
--   file, line, column, mark
--   record, origin, detail, rdd  of a failed task
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")

local M = {}

---@class sluice.Error
---@field class string
---@field message string
local Error = { __name = "error" }

function Error:__tostring()
  return self.class .. ": " .. self.message
end

---@param fields table
---@return sluice.Error
function M.new(fields)
  return setmetatable(fields, Error)
end

---@param value any
---@return boolean
function M.is(value)
  return getmetatable(value) == Error
end

---Raises an error at the place of the learner's call, unless the fields name a place.
---@param fields table
function M.raise(fields)
  if not fields.file then
    fields.file, fields.line = host.caller()
  end
  error(M.new(fields), 0)
end

---A message handler: any error value becomes an error with a place.
---@param value any
---@return sluice.Error
function M.with_place(value)
  local err = value
  if type(value) ~= "table" then
    err = M.new({
      class = "java.lang.RuntimeException",
      message = tostring(value),
      name = "program-failed",
    })
  elseif not M.is(value) and not value.class then
    local meta = getmetatable(value)
    err = M.new({
      class = "java.lang.RuntimeException",
      message = value.message and tostring(value.message)
        or meta and meta.__tostring and tostring(value)
        or "an error value that is a table without a message",
      name = "program-failed",
    })
  end
  if not err.file then
    err.file, err.line = host.caller()
  end
  return err
end

---A value in a message: a text or number as it is, else what kind of thing it is.
---@param value any
---@return string
function M.describe(value)
  if type(value) == "string" then
    return ("%q"):format(value)
  elseif type(value) == "number" then
    return tostring(value)
  elseif value == nil then
    return "nothing"
  elseif value == _G.null then
    return "null"
  end
  local meta = getmetatable(value)
  local name = type(meta) == "table" and rawget(meta, "__name") or type(value)
  return (name:find("^[AEIOaeio]") and "an " or "a ") .. name
end

---Raises that a value is not what a function wants.
---@param who string "Seconds"
---@param wants string "a whole number"
---@param got any
---@param try string|nil
function M.wrong_type(who, wants, got, try)
  M.raise({
    class = "java.lang.IllegalArgumentException",
    message = ("%s wants %s, got %s"):format(who, wants, M.describe(got)),
    name = "wrong-type",
    try = try,
    who = who,
  })
end

return M
