-- tests/vectors/kinds_machinery.lua -- cases about parts below the API: single modules
-- of the engine.
-- SPDX-License-Identifier: MIT
local ask = require("ask")

local M = {}

local ASKED = { "hash", "block_generator", "pid", "pid_errors", "rate_limiter",
  "block_tracker", "recurring_timer", "dynamic_allocation", "schedule_receivers",
  "reschedule_receiver", "input_info", "kafka_rate" }
for _, kind in ipairs(ASKED) do
  M[kind] = ask
end

return M
