-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: nil nil nil
local sc = SparkContext("local[1]", "bytecode")
print(sc:parallelize({"\27Lua\x54\0"}):map(function(binary)
  return tostring(string.dump) .. " " .. tostring(("x").dump) .. " "
    .. tostring((load(binary, "x", "b")))
end):first())
