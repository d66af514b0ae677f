-- tests/vectors/kinds_machinery.lua -- cases about parts below the API: single modules
-- of the engine, and what the engine does not have.
-- SPDX-License-Identifier: MIT
local ask = require("ask")

local M = {}

-- What sluice lacks, for each kind of case that needs it.
local LACKING = {
  kafka_rate = "Kafka",
}

for kind, feature in pairs(LACKING) do
  M[kind] = function()
    return nil, ("sluice has no %s yet"):format(feature)
  end
end

local ASKED = { "hash", "block_generator", "pid", "pid_errors", "rate_limiter",
  "block_tracker", "recurring_timer", "dynamic_allocation", "schedule_receivers",
  "reschedule_receiver", "input_info" }
for _, kind in ipairs(ASKED) do
  M[kind] = ask
end

return M
