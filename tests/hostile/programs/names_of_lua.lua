-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 0
-- prints: io os require package debug dofile loadfile collectgarbage
local missing = {}
for _, name in ipairs({"io", "os", "require", "package", "debug", "dofile", "loadfile",
  "collectgarbage", "print", "string"}) do
  local there, problem = pcall(function() return _G[name] end)
  if not there and problem.message:find("`" .. name .. "` is not there", 1, true) then
    missing[#missing + 1] = name
  end
end
print(table.concat(missing, " "))
