-- tests/golden/generate/make.lua -- writes the programs of some seeds into a folder.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/golden/generate/make.lua FIRST LAST FOLDER
--
-- For each seed NAME.lua and NAME.scala, NAME being random- and the seed.

package.path = "tests/golden/?.lua;" .. package.path

local program = require "generate.program"
local write = require "generate.write"

local function save(path, text)
  local file = assert(io.open(path, "w"))
  assert(file:write(text))
  assert(file:close())
end

local first, last, folder = math.tointeger(arg[1]), math.tointeger(arg[2]), arg[3]
if not (first and last and folder) then
  io.stderr:write("usage: lua-test tests/golden/generate/make.lua FIRST LAST FOLDER\n")
  os.exit(2)
end
for seed = first, last do
  local made = program.make(seed)
  local name = ("random-%04d"):format(seed)
  save(("%s/%s.lua"):format(folder, name), write.lua(made, name))
  save(("%s/%s.scala"):format(folder, name), write.scala(made))
end
