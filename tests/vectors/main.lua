-- tests/vectors/main.lua -- runs every case of a file of vectors.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/vectors/main.lua FILE FOLDER WORKERS...
--
-- FOLDER is empty; programs run in it, once for each number of WORKERS. Each kind of case
-- has a function that gets the case and a runner, and returns the differences that it
-- found, as texts; or no list and why sluice cannot run the case yet.

package.path = "tests/vectors/?.lua;" .. package.path

local json = require("json")
local runner = require("runner")
local tap = require("tap")
local null = require("null")

local kinds = {}
for _, name in ipairs({ "stream", "arith" }) do
  for kind, check in pairs(require("kinds_" .. name)) do
    kinds[kind] = check
  end
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return json.decode(text, null)
end

local function differences(case, run)
  local check = kinds[case.kind]
  if not check then
    return { "no test knows cases of kind " .. tostring(case.kind) }
  end
  local fine, found, missing = xpcall(check, debug.traceback, case, run)
  if not fine then
    return { found }
  end
  return found, missing
end

local path, folder = arg[1], arg[2]
local run = runner.new(folder, { table.unpack(arg, 3) })
for _, case in ipairs(read(path)) do
  local found, missing = differences(case, run)
  local name = ("%s: %s: %s"):format(case.kind, case.suite, case.name)
  if not found then
    tap.todo(name, missing)
  else
    tap.none(found, name)
  end
end
tap.done()
