-- tests/lib/counted.lua -- runs that count words by updateStateByKey, as trace records.
-- SPDX-License-Identifier: MIT
local traces = require("traces")

local M = {}

-- The records of a state that counts words: a key is removed once it got nothing for so
-- many batches. Returns them, and how often the function was called.
local function count_words(counts, idle, words, patience)
  local keys, calls = {}, 0
  local sums = {new = 0, changed = 0, removed = 0, keys = 0}
  for _, word in ipairs(words) do
    idle[word] = idle[word] or 0
  end
  local names = {}
  for word in pairs(idle) do
    names[#names + 1] = word
  end
  table.sort(names)
  for _, word in ipairs(names) do
    local values = 0
    for _, other in ipairs(words) do
      values = values + (other == word and 1 or 0)
    end
    idle[word] = values > 0 and 0 or idle[word] + 1
    calls = calls + 1
    local what = not counts[word] and "new" or values > 0 and "changed"
      or idle[word] >= patience and "removed" or nil
    counts[word] = what ~= "removed" and (counts[word] or 0) + values or nil
    idle[word] = what ~= "removed" and idle[word] or nil
    if what then
      sums[what] = sums[what] + 1
      keys[#keys + 1] = {key = word, what = what, values = values,
        value = counts[word] and tostring(counts[word])}
    end
    sums.keys = sums.keys + (counts[word] and 1 or 0)
  end
  return keys, calls, sums
end

---Words that are counted by updateStateByKey, stream 1; batch i gets the i-th text. A
---word that did not come for `patience` batches is removed; at most `named` changes of
---a batch have a name.
---@param batches string[]
---@param patience? integer
---@param named? integer
function M.words(batches, patience, named)
  local records, counts, idle = traces.lettered(batches, {}), {}, {}
  local list, calls = {}, 0
  for _, record in ipairs(records) do
    if record.kind == "task-ended" then
      record.calls = {{1, calls}}
    end
    list[#list + 1] = record
    if record.kind == "stream" then
      list[#list + 1] = {at = record.at, kind = "stream", stream = 1, name = "counts",
        op = "updateStateByKey", parents = {0}, slide = 1000000, window = 0,
        receiver = -1, line = 4}
    elseif record.kind == "batch" then
      local words = {}
      for word in batches[record.number]:gmatch("%S+") do
        words[#words + 1] = word
      end
      local keys, sums
      keys, calls, sums = count_words(counts, idle, words, patience or math.huge)
      local shown = math.min(#keys, named or #keys)
      list[#list + 1] = {at = record.at, kind = "state", rdd = 1000 + record.number,
        stream = 1, batch = record.batch, partition = 0, keys = sums.keys, links = 0,
        bytes = -1, initial = 0, new = sums.new, changed = sums.changed, same = 0,
        removed = sums.removed, timed_out = 0, given = #words, named = shown}
      for i = 1, shown do
        keys[i].at, keys[i].kind, keys[i].rdd = record.at, "state-key",
          1000 + record.number
        keys[i].stream, keys[i].batch, keys[i].partition = 1, record.batch, 0
        list[#list + 1] = keys[i]
      end
    end
  end
  return list
end

return M
