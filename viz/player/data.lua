-- viz.player.data: what the page has to know of a run, as plain data. Times are in ms
-- since the zero time of the run, so that they fit the classes of the pictures.
-- SPDX-License-Identifier: MIT
local moments = require("viz.moments")

local M = {}

local MOST_OUTPUT <const> = 200000 -- bytes

local function ms(us)
  return us and (us % 1000 == 0 and us // 1000 or us / 1000)
end

-- Steps as {time, text, kinds}: b for a batch, w for a window, k for a block.
local function steps_of(trace, range)
  local list = {}
  for i, step in ipairs(moments.steps(trace, range.from, range.finish)) do
    list[i] = {ms(step.at), step.text, (step.block and "k" or "")
      .. (step.batch and "b" or "") .. (step.window and "w" or "")}
  end
  return list
end

local function scenes_of(trace)
  local list = {}
  for i, scene in ipairs(moments.scenes(trace)) do
    list[i] = {ms(scene.at), scene.text, scene.lines}
  end
  return list
end

-- The windows that hold a batch, as times of their ends; each time once.
local function windows_by_batch(trace, zero)
  local ends, seen = {}, {}
  for _, window in ipairs(trace:windows()) do
    for _, time in ipairs(window.batches) do
      local key = time .. "/" .. window.time
      if not seen[key] then
        seen[key] = true
        ends[time] = ends[time] or {}
        table.insert(ends[time], ms(window.time_us - zero))
      end
    end
  end
  return ends
end

local function block_sizes(batch)
  local sizes = {}
  for i, block in ipairs(batch.blocks) do
    sizes[i] = block.records
  end
  return sizes
end

local function batches_of(trace, range, zero)
  local list, windows = {}, windows_by_batch(trace, zero)
  local function since(us)
    return us and ms(us - zero)
  end
  for _, batch in ipairs(trace:batches()) do
    local time = batch.time_us - zero
    if time > range.from and time <= range.to then
      list[#list + 1] = {
        number = batch.number, time = ms(time), label = batch.time,
        records = batch.records, partitions = batch.partitions,
        blocks = block_sizes(batch), windows = windows[batch.time] or {},
        started = since(batch.started_us), completed = since(batch.completed_us),
        failed = batch.failed,
      }
    end
  end
  return list
end

-- What was printed, oldest first, as {time, text, batch, place}. Of a run that prints a
-- lot the last part is left out; returns whether it was.
local function output_of(trace, range, zero)
  local list, size = {}, 0
  for _, printed in ipairs(trace:printed()) do
    local at = printed.at_us - zero
    if at <= range.finish then
      size = size + #printed.text
      if size > MOST_OUTPUT then
        return list, true
      end
      local batch = printed.batch and trace:batch(printed.batch)
      list[#list + 1] = {ms(at), printed.text, batch and batch.number or 0,
        printed.place}
    end
  end
  return list, false
end

---@param trace Trace
---@param range {from: integer, to: integer, finish: integer} in us since the zero time:
---  of the batches, and where the page ends
---@return table
function M.build(trace, range)
  local run = trace:run()
  local output, cut = output_of(trace, range, run.zero_us)
  return {
    from = ms(range.from), to = ms(range.finish), interval = ms(run.interval_us),
    steps = steps_of(trace, range), scenes = scenes_of(trace),
    batches = batches_of(trace, range, run.zero_us), output = output, output_cut = cut,
  }
end

return M
