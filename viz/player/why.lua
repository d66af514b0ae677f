-- viz.player.why: where each result of a run came from, for a reader who chooses one.
-- SPDX-License-Identifier: MIT
local model = require("viz.why.model")
local names = require("viz.names")
local text = require("viz.why.text")
local words = require("sluice.words")

local M = {}

local MOST_RESULTS <const> = 400
local COLUMNS <const> = 110

local function ms(us)
  return us % 1000 == 0 and us // 1000 or us / 1000
end

-- When an output of a batch had its results, or nil.
local function done_at(batch, output)
  for _, work in ipairs(batch.outputs) do
    if work.output == output then
      return work.completed_us
    end
  end
  return nil
end

-- What an output gave in a batch, each key once; a result without a key is its own.
local function keys_of(trace, batch, output)
  local list, seen = {}, {}
  for _, origin in ipairs(trace:results(batch.time, output)) do
    local key = origin.key or origin.text
    if key and not seen[key] then
      seen[key] = true
      list[#list + 1] = {key = key, text = origin.text or key}
    end
  end
  return list
end

-- The results of a range, without their trees.
local function results_of(trace, range)
  local list, zero = {}, trace:run().zero_us
  for _, batch in ipairs(trace:batches()) do
    local time = batch.time_us - zero
    for _, output in ipairs(names.outputs(trace)) do
      local at = time > range.from and time <= range.to
        and done_at(batch, output.number)
      for _, result in ipairs(at and keys_of(trace, batch, output.number) or {}) do
        result.time, result.batch, result.output = ms(at - zero), batch.number,
          output.number + 1
        list[#list + 1] = result
      end
    end
  end
  return list
end

---The results of a range, each with its tree as text; or nil and why the page has none.
---@param trace Trace
---@param range {from: integer, to: integer} in us since the zero time
---@return {time: number, batch: integer, output: integer, key: string, text: string,
---  tree: string}[]|nil
---@return string|nil
function M.build(trace, range)
  if not trace:isFollowed() then
    return nil, "this run did not follow its records; --provenance does"
  end
  local list = results_of(trace, range)
  if #list == 0 then
    return nil, "no output gave a record"
  elseif #list > MOST_RESULTS then
    return nil, ("these batches gave %s results, and a page holds %d; fewer batches, "
      .. "or the view why"):format(words.number(#list), MOST_RESULTS)
  end
  for _, result in ipairs(list) do
    result.tree = text.draw(model.build(trace, {batch = result.batch, all = true,
      output = result.output, key = result.key}), {columns = COLUMNS})
  end
  return list
end

return M
