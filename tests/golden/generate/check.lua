-- tests/golden/generate/check.lua -- random programs, in the engine and in the model.
-- SPDX-License-Identifier: MIT
--
--   SLUICE=./sluice lua-test tests/golden/generate/check.lua FIRST LAST FOLDER
--
-- One TAP point for each seed. The programs are written into FOLDER.

package.path = "tests/golden/generate/?.lua;" .. package.path

local model = require "model"
local program = require "program"
local tap = require "tap"
local write = require "write"

local sluice = assert(os.getenv("SLUICE"), "SLUICE has to name the program")
local folder = assert(arg[3], "usage: check.lua FIRST LAST FOLDER")

local function run(path, batches, workers)
  local pipe = assert(io.popen(("'%s' run '%s' --batches %d --workers %d 2>&1"):format(
    sluice, path, batches, workers)))
  local output = pipe:read("a")
  pipe:close()
  return output
end

-- The first line in which two texts differ.
local function first_difference(got, want)
  local number, next_wanted = 0, want:gmatch("[^\n]*")
  for line in got:gmatch("[^\n]*") do
    number = number + 1
    local wanted = next_wanted()
    if line ~= wanted then
      return ("line %d: sluice %s, model %s"):format(number, tap.show(line),
        tap.show(wanted))
    end
  end
  return "the model prints more"
end

for seed = math.tointeger(arg[1]), math.tointeger(arg[2]) do
  local made = program.make(seed)
  local text = write.lua(made, "random-" .. seed)
  local path = folder .. "/program.lua"
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
  local got = run(path, made.batches, seed % 3)
  local want = model.run(text, made.batches)
  if not tap.ok(got == want, "program of seed " .. seed) then
    tap.note(first_difference(got, want))
  end
end
tap.done()
