-- tests/vectors/ask.lua -- what modules.c answers: a program without Lua that gets a
-- file and the number of a case in it, and prints a line for each difference.
-- SPDX-License-Identifier: MIT
return function(case, run)
  local pipe = assert(io.popen(("'%s' '%s' %d 2>&1"):format(os.getenv("VECTORS_TEST"),
    run.file, case.number)))
  local found = {}
  for line in pipe:lines() do
    found[#found + 1] = line
  end
  if not pipe:close() and #found == 0 then
    found[1] = "the program of modules failed"
  end
  return found
end
