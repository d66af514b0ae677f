-- tests/faults/make.lua -- writes the program and the world of a seed into a folder.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/faults/make.lua SEED FOLDER

package.path = "tests/?.lua;" .. package.path

local draw = require "faults.draw"
local program = require "faults.program"

local function save(path, text)
  local file = assert(io.open(path, "w"))
  assert(file:write(text))
  assert(file:close())
end

local seed, folder = math.tointeger(arg[1]), arg[2]
if not (seed and folder) then
  io.stderr:write("usage: lua-test tests/faults/make.lua SEED FOLDER\n")
  os.exit(2)
end
local case = draw.case(seed)
save(folder .. "/program.lua", program.text(case))
save(folder .. "/world.txt", program.world(case))
print(("sluice run program.lua --world world.txt --until %dms --stores --trace "
  .. "trace.jsonl"):format(case.ends))
