-- sluice.arguments: what the operators of DStreams and RDDs are given, checked.
--
-- A fault is said at the place of the argument in the program. The owner of a call is
-- the object that the operator is called on; a DStream knows its own place, so that the
-- right call of a chain is found.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local host = require("sluice.host")
local partitioner = require("sluice.partitioner")
local place = require("sluice.place")
local where = require("sluice.where")

local M = {}

---Where an operator is called: what the makers of the host want to know.
---@param op string
---@return table
function M.site(op)
  local file, line = host.caller()
  return { op = op, file = file, line = line }
end

local function stream_of(owner)
  return type(owner) == "table" and rawget(owner, "made_with") ~= nil and owner or nil
end

---Raises a fault in the n-th argument of an operator, or in the operator itself.
---@param owner table
---@param op string
---@param n integer|nil
---@param fields table
function M.wrong(owner, op, n, fields)
  local mark = where.mark(where.call(stream_of(owner), op), op, n)
  fields.class = fields.class or "java.lang.IllegalArgumentException"
  fields.name = fields.name or "wrong-type"
  fields.file, fields.line = mark.file, mark.line
  fields.column, fields.mark = mark.column, mark.mark
  errors.raise(fields)
end

---Raises that an argument is not what the operator wants.
---@param owner table
---@param op string
---@param n integer
---@param wants string "a function"
---@param got any
---@param try string|nil
function M.wrong_type(owner, op, n, wants, got, try)
  M.wrong(owner, op, n, { try = try,
    message = ("%s wants %s, got %s"):format(op, wants, errors.describe(got)) })
end

-- "a file opened in line 3", if the program says where.
local function with_origin(file, variable, what)
  local text = what == "a file" and file and place.source(file)
  local number = 0
  for source in (text or ""):gmatch("([^\n]*)\n?") do
    number = number + 1
    if source:find("%f[%w_]" .. variable .. "%s*=.*open") then
      return ("%s opened in line %d on the driver"):format(what, number)
    end
  end
  return what .. " of the driver"
end

-- What to do instead of taking a value of the driver along.
local ADVICE = {
  ["a file"] = "foreachRDD(function(rdd) ... end) runs on the driver, where the file "
    .. "is open",
  ["an open connection"] = "open it where it is used: "
    .. "rdd:foreachPartition(function(list) ... end)",
}

---@param what string
---@return string
function M.advice_for(what)
  return ADVICE[what]
    or "use plain values: numbers, strings, tables and functions travel"
end

local function refuse_function(owner, op, variable, what)
  local file = host.caller()
  local carries = what == "a file" and with_origin(file, variable, what) or what
  if what == "an open connection" then
    carries = what .. " of the driver"
  end
  local text = ("this function uses `%s`, %s; it cannot go to an executor"):format(
    variable, carries)
  M.wrong(owner, op, nil, { class = "org.apache.spark.SparkException",
    message = "Task not serializable", spark = true, name = "not-serializable",
    text = text, detail = text, try = M.advice_for(what) })
end

---A function that tasks will run: it has to be one, and it has to travel.
---@param owner table
---@param op string
---@param n integer
---@param f any
---@return function
function M.task_function(owner, op, n, f)
  M.driver_function(owner, op, n, f)
  local ok, variable, what = host.check_function(f)
  if not ok then
    refuse_function(owner, op, variable, what)
  end
  return f
end

---A function that runs on the driver.
---@param owner table
---@param op string
---@param n integer
---@param f any
---@return function
function M.driver_function(owner, op, n, f)
  if type(f) ~= "function" then
    M.wrong_type(owner, op, n, "a function", f)
  end
  return f
end

---A whole number within bounds.
---@param owner table
---@param op string
---@param n integer
---@param value any
---@param wants string
---@param least integer
---@return integer
function M.integer(owner, op, n, value, wants, least)
  local number = math.type(value) == "float" and math.tointeger(value) or value
  if math.type(number) ~= "integer" or number < least or number >= 2 ^ 31 then
    M.wrong_type(owner, op, n, wants, value)
  end
  return number
end

---The number of partitions that Spark uses where the program says none.
---@return integer
function M.default_parallelism()
  local count, java, message = host.default_parallelism()
  if not count then
    errors.raise({ class = java, message = message, name = "wrong-type" })
  end
  return count
end

---The partitioner that a number or a partitioner stands for.
---@param owner table
---@param op string
---@param n integer
---@param value any
---@return any handle of the host's
function M.partitioner(owner, op, n, value)
  local handle = partitioner.handle(value)
  if not handle and math.type(value) == "integer" and value < 0 then
    M.wrong(owner, op, n, { spark = true, message = ("requirement failed: Number of "
      .. "partitions (%d) cannot be negative."):format(value) })
  elseif not handle then
    M.wrong_type(owner, op, n, "a number of partitions, 1 or more, or a partitioner",
      value)
  end
  return handle
end

return M
