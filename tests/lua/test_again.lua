-- tests/lua/test_again.lua -- which programs are run again, and how often.
-- SPDX-License-Identifier: MIT
local again = require("cli.again")
local more_cores = require("cli.more_cores")
local tap = require("tap")

-- --- What a program does to the world outside ---------------------------------------

for _, source in ipairs({
  "local now = os.time()", "print(os . getenv(\"HOME\"))", "ssc:start()",
  "local audio, osmosis = {}, {}", "lines:map(workload)",
}) do
  tap.ok(again.is_harmless(source), "harmless: " .. source)
end
for _, source in ipairs({
  "io.open(\"f\", \"w\")", "local o = io", "os.remove(\"f\")", "local o = os\n",
  "os[\"remove\"](\"f\")", "require(\"other\")", "dofile \"f\"", "load(\"x\")()",
  "local time = os.time() os.remove(\"f\")",
}) do
  tap.ok(not again.is_harmless(source), "not harmless: " .. source)
end

-- --- How long a run took ------------------------------------------------------------

tap.ok(again.is_allowed(0.9, "ssc:start()"), "a short run is tried again")
tap.ok(not again.is_allowed(1.1, "ssc:start()"), "a long one is not")
tap.ok(not again.is_allowed(0.1, nil), "nor a program that is gone")

-- --- How often it is tried ----------------------------------------------------------

-- A trace of batches of one second that take so long, without one if it is 0.
local function run_of(took_us)
  local batches, waited = {}, 0
  for i = 1, took_us > 0 and 8 or 0 do
    batches[i] = {number = i, records = 5, partitions = 5, time_us = i * 1000000,
      submitted_us = i * 1000000, started_us = i * 1000000 + waited,
      completed_us = i * 1000000 + waited + took_us, outputs = {}, jobs = {}}
    waited = math.max(0, waited + took_us - 1000000)
  end
  return batches
end

-- As much of a trace as is looked at.
local function trace_of(took_us)
  local parts = {batches = run_of(took_us), run = {interval_us = 1000000, zero_us = 0,
    end_us = 20000000, program = "p.lua"}}
  return setmetatable({}, {__index = function(_, name)
    return function()
      return parts[name] or {}
    end
  end})
end

local function tries(took)
  local asked = {}
  local text = more_cores.advice({cores = 2, growth = 200000}, function(cores)
    asked[#asked + 1] = cores
    return took[cores] and trace_of(took[cores])
  end)
  return table.concat(asked, " "), text
end

local asked, text = tries({[3] = 1300000, [4] = 700000})
tap.is(asked, "3 4", "until it keeps up")
tap.is(text, '"local[4]": tried on this input, a batch takes 700 ms, none waits.',
  "which is said")
local none = {[3] = 1300000, [4] = 1300000, [5] = 1300000, [6] = 1300000}
asked, text = tries(none)
tap.is(asked, "3 4 5 6", "or four times")
tap.is(text, "more cores do not help: tried up to local[6], a batch takes 1.3 s there.",
  "which is said, too")
asked, text = tries({[3] = 1300000})
tap.is(asked .. " " .. tostring(text), "3 4 nil", "a try that fails is the last")
asked, text = tries({[3] = 0})
tap.is(asked .. " " .. tostring(text), "3 nil", "so is one without a batch")

tap.done()
