-- tests/vectors/kinds_machinery.lua -- cases about parts below the API: single modules
-- of the engine, and what the engine does not have.
-- SPDX-License-Identifier: MIT
local M = {}

-- What sluice lacks, for each kind of case that needs it.
local LACKING = {
  recurring_timer = "timer that is stopped from outside",
  block_tracker = "write-ahead log of the driver",
  schedule_receivers = "placement of receivers on several executors",
  reschedule_receiver = "placement of receivers on several executors",
  kafka_rate = "Kafka", dynamic_allocation = "dynamic allocation",
}

for kind, feature in pairs(LACKING) do
  M[kind] = function()
    return nil, ("sluice has no %s yet"):format(feature)
  end
end

-- What modules.c answers: a program without Lua that gets a file and the number of a
-- case in it, and prints a line for each difference, or behind "TODO" what is lacking.
local function ask(case, run)
  local pipe = assert(io.popen(("'%s' '%s' %d 2>&1"):format(os.getenv("VECTORS_TEST"),
    run.file, case.number)))
  local found = {}
  for line in pipe:lines() do
    local lacking = line:match("^TODO (.*)")
    if lacking then
      pipe:close()
      return nil, lacking
    end
    found[#found + 1] = line
  end
  if not pipe:close() and #found == 0 then
    found[1] = "the program of modules failed"
  end
  return found
end

local ASKED = { "hash", "block_generator", "pid", "pid_errors", "rate_limiter",
  "input_info" }
for _, kind in ipairs(ASKED) do
  M[kind] = ask
end

return M
