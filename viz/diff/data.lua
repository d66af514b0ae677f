-- viz.diff.data: two runs beside each other, as JSON. Times are in ms.
-- SPDX-License-Identifier: MIT
local json = require("viz.player.json")

local M = {}

local function batch_of(batch)
  return batch and {number = batch.number, records = batch.records,
    partitions = batch.partitions, windows = batch.windows, printed = batch.printed,
    scheduling_delay_ms = batch.waited and batch.waited / 1000,
    processing_time_ms = batch.took and batch.took / 1000, failed = batch.failed}
end

-- Only batches that differ.
local function pairs_of(model)
  local list = {}
  for _, pair in ipairs(model.pairs) do
    if pair.differs or pair.alone then
      local names = {}
      for name in pairs(pair.differs or {}) do
        names[#names + 1] = name
      end
      table.sort(names)
      list[#list + 1] = {time_ms = pair.at / 1000, differs = names,
        a = batch_of(pair.a), b = batch_of(pair.b)}
    end
  end
  return list
end

---@param model table of viz.diff.model
---@return string
function M.json(model)
  local first = model.first and {at_ms = model.first.at / 1000, text = model.first.text}
  return json.encode({a = model.names.a, b = model.names.b, equal = model.equal,
    settings = model.settings, batches = pairs_of(model), first = first,
    count = {a = #model.batches.a, b = #model.batches.b}, same_events = model.events})
    .. "\n"
end

return M
