-- tests/vectors/main.lua -- runs every case of some files of vectors.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/vectors/main.lua FOLDER WORKERS FILE...
--
-- FOLDER is empty; programs run in it, once for each number in WORKERS. Each kind of
-- case has a function that gets the case and a runner, and returns the differences that
-- it found, as texts; or no list and why sluice cannot run the case yet.

package.path = "tests/vectors/?.lua;" .. package.path

local json = require("json")
local runner = require("runner")
local tap = require("tap")
local null = require("null")

local kinds = {}
for _, name in ipairs({ "stream", "rdds", "state", "inputs", "context", "listener",
  "arith", "machinery", "page" }) do
  for kind, judge in pairs(require("kinds_" .. name)) do
    kinds[kind] = judge
  end
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return json.decode(text, null)
end

local function differences(case, run)
  local judge = kinds[case.kind]
  if not judge then
    return { "no test knows cases of kind " .. tostring(case.kind) }
  end
  local fine, found = xpcall(judge, debug.traceback, case, run)
  return fine and found or { found }
end

local function check(case, run)
  local name = ("%s: %s: %s"):format(case.kind, case.suite, case.name)
  tap.none(differences(case, run), name)
end

local workers = {}
for number in arg[2]:gmatch("%d+") do
  workers[#workers + 1] = number
end
local run = runner.new(arg[1], workers)
for i = 3, #arg do
  run.file = arg[i]
  for number, case in ipairs(read(arg[i])) do
    case.number = number
    check(case, run)
  end
end
tap.done()
