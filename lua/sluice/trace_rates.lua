-- sluice.trace_rates: what a trace says of rate limits; a part of sluice.trace_index.
-- SPDX-License-Identifier: MIT
local M = {}

---The fields of the objects of this file, by kind.
M.fields = {
  rate = "stream receiver rate limit batch elements processingTime schedulingDelay "
    .. "time at_us",
}

local function ms(us)
  return us and us // 1000
end

local function known(number)
  return number >= 0 and number or nil
end

---Adds the kinds of record of this file.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  -- Comes right behind its batch.
  function READ.waiting(index, r)
    local batch = index.batch_by_time[ms(r.batch)]
    rawset(batch, "waiting", batch.waiting + r.records)
  end

  function READ.rate(index, r)
    index.rates[#index.rates + 1] = object("rate", {
      stream = r.stream, receiver = known(r.receiver), rate = known(r.rate),
      limit = known(r.limit), batch = ms(known(r.batch)), elements = known(r.elements),
      processingTime = ms(known(r.processing)),
      schedulingDelay = ms(known(r.scheduling)), time = ms(r.at), at_us = r.at,
    })
  end
end

return M
