-- viz.kept: which partitions of an RDD were kept at a moment.
-- Spark: persist, cache and checkpoint.
-- SPDX-License-Identifier: MIT
local M = {}

---The time for which a partition was kept that covers a moment, or nil.
---@param episodes table[] of Trace:kept
---@param partition integer
---@param at integer microseconds
---@param ends? boolean it may end at that moment
---@return table|nil
function M.at(episodes, partition, at, ends)
  for _, episode in ipairs(episodes) do
    local gone = episode.gone_us
    if episode.partition == partition and episode.at_us <= at
      and (not gone or gone > at or ends and gone == at) then
      return episode
    end
  end
  return nil
end

---The last time before a moment for which a partition was kept and is no more, if it
---was lost or had to make room.
---@param episodes table[]
---@param partition integer
---@param at integer microseconds
---@return table|nil
function M.lost(episodes, partition, at)
  local last
  for _, episode in ipairs(episodes) do
    local gone = episode.gone_us
    if episode.partition == partition and gone and gone <= at
      and (episode.why == "lost" or episode.why == "evicted") then
      last = episode
    end
  end
  return last
end

---How many partitions of an RDD are kept at a moment, how many were lost before it, and
---since when the last of those has been kept.
---@param trace Trace
---@param rdd table
---@param at integer microseconds
---@param ends? boolean as for `at`
---@return {kept: integer, lost: integer, since: integer?, level: string?}
function M.count(trace, rdd, at, ends)
  local episodes, count = trace:kept(rdd.number), {kept = 0, lost = 0}
  if #episodes == 0 then
    return count
  end
  for partition = 0, rdd.partitions - 1 do
    local episode = M.at(episodes, partition, at, ends)
    if episode then
      count.kept = count.kept + 1
      count.since = math.max(count.since or 0, episode.at_us)
      count.level = episode.level
    elseif M.lost(episodes, partition, at) then
      count.lost = count.lost + 1
    end
  end
  return count
end

---Whether an RDD is read from files at a moment: then nothing before it is needed.
---@param trace Trace
---@param rdd table
---@param at integer microseconds
---@return boolean
function M.is_checkpointed(trace, rdd, at)
  local written = trace:checkpoint(rdd.number)
  return written ~= nil and written.at_us <= at
end

return M
