-- tests/golden/generate/check.lua -- random programs, in the engine and in the model.
-- SPDX-License-Identifier: MIT
--
--   SLUICE=./sluice lua-test tests/golden/generate/check.lua FIRST LAST FOLDER
--
-- One TAP point for each seed. The programs are written into FOLDER and run there, each
-- with or without shortcuts. Of a program that differs, what is left is the smallest
-- part that still does, in FOLDER, as differs-SEED.lua.

package.path = "tests/golden/?.lua;" .. package.path

local difference = require "generate.difference"
local model = require "model.run"
local program = require "generate.program"
local shrink = require "generate.shrink"
local tap = require "tap"
local write = require "generate.write"

local sluice = assert(os.getenv("SLUICE"), "SLUICE has to name the program")
local folder = assert(arg[3], "usage: check.lua FIRST LAST FOLDER")

local function save(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

local function batches_of(text)
  return math.tointeger(tonumber(text:match("batches: (%d+)")))
end

-- How it runs changes nothing: as many threads as `seed` says, shortcuts or none.
local function run(text, seed)
  save(folder .. "/program.lua", text)
  local pipe = assert(io.popen(("cd '%s' && rm -rf checkpoint && '%s' run program.lua "
    .. "--batches %d --workers %d --conf sluice.shortcuts=%s 2>&1"):format(folder,
    sluice, batches_of(text), seed % 3, seed % 2 == 0)))
  local output = pipe:read("a")
  pipe:close()
  return output
end

local function check(seed)
  local text = write.lua(program.make(seed), "random-" .. seed)
  local function differs(candidate)
    local fine, want = pcall(model.run, candidate, batches_of(candidate))
    return fine and run(candidate, seed) ~= want
  end
  if tap.ok(run(text, seed) == model.run(text, batches_of(text)),
    "program of seed " .. seed) then
    return
  end
  text = shrink.text(text, differs)
  save(("%s/differs-%04d.lua"):format(folder, seed), text)
  tap.note(text .. difference(run(text, seed),
    model.run(text, batches_of(text))))
end

for seed = math.tointeger(arg[1]), math.tointeger(arg[2]) do
  check(seed)
end
tap.done()
