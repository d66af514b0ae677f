-- sluice.notes.stores: connections that are opened more often than need be.
-- Spark: the guide's "Design Patterns for using foreachRDD".
-- SPDX-License-Identifier: MIT
local places = require("sluice.notes.places")
local words = require("sluice.words")

local M = {}

-- For each table that a task opened more than once: opens and tasks, in their order.
local function opened(trace)
  local by_name, order = {}, {}
  for _, entry in ipairs(trace:stores()) do
    if entry.op == "open" and entry.task then
      local name = entry.store
      if not by_name[name] then
        by_name[name] = {name = name, opens = 0, tasks = 0, most = 0, by_task = {}}
        order[#order + 1] = by_name[name]
      end
      local one = by_name[name]
      local before = one.by_task[entry.task] or 0
      one.tasks = one.tasks + (before == 0 and 1 or 0)
      one.opens, one.by_task[entry.task] = one.opens + 1, before + 1
      one.most = math.max(one.most, before + 1)
    end
  end
  return order
end

-- What the connections cost, of all the time that the tasks took.
local function cost_text(trace)
  local open, all = 0, 0
  for _, task in ipairs(trace:tasks()) do
    if task.ended_us then
      open = open + (task.cost_open or 0)
      all = all + task.ended_us - task.started_us
    end
  end
  return open > 0 and ("; opening took %s of the %s of all tasks"):format(
    words.duration(open), words.duration(all)) or ""
end

---Tables that a task opens once a record.
---@param list table[] gets the notes
---@param trace Trace
---@param source string|nil
function M.add(list, trace, source)
  for _, one in ipairs(opened(trace)) do
    if one.most > 1 then
      local line, column = places.first_line(source, "Store.open")
      list[#list + 1] = {level = "note", name = "open-per-record",
        file = trace:run().program, line = line, column = column,
        mark = column and #"Store.open",
        message = ("%s is opened more than once in a task: up to %s"):format(
          words.quote(one.name), words.count(one.most, "time")),
        why = ("%s in %s%s"):format(words.count(one.opens, "connection"),
          words.count(one.tasks, "task"), cost_text(trace)),
        try = "once a partition: rdd:foreachPartition(function(list) local store = "
          .. "Store.open(…) for _, x in ipairs(list) do … end end)"}
    end
  end
end

return M
