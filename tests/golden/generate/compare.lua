-- tests/golden/generate/compare.lua -- kept programs in the model.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/golden/generate/compare.lua FOLDER
--
-- One TAP point for each FOLDER/NAME.lua: what the model prints is FOLDER/NAME.out.

package.path = "tests/golden/?.lua;" .. package.path

local difference = require "generate.difference"
local model = require "model.run"
local tap = require "tap"

local function read(path)
  local file <close> = assert(io.open(path))
  return file:read("a")
end

local function names_in(folder)
  local names = {}
  local pipe = assert(io.popen(("ls '%s'"):format(folder)))
  for line in pipe:lines() do
    names[#names + 1] = line:match("^(.*)%.lua$")
  end
  pipe:close()
  return names
end

for _, name in ipairs(names_in(arg[1])) do
  local path = arg[1] .. "/" .. name
  local program = read(path .. ".lua")
  local batches = math.tointeger(tonumber(program:match("batches: (%d+)")))
  local _, printed = pcall(model.run, program, batches)
  local want = read(path .. ".out")
  if not tap.ok(printed == want, "model: " .. name) then
    tap.note(difference(printed, want))
  end
end
tap.done()
