-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: io os require package debug dofile loadfile collectgarbage
local sc = SparkContext("local[2]", "names")
local names = sc:parallelize({"io", "os", "require", "package", "debug", "dofile",
  "loadfile", "collectgarbage", "print", "string"}, 1):filter(function(name)
  return not pcall(function() return _G[name] end)
end):collect()
print(table.concat(names, " "))
