-- sluice.trace_outside: what a trace says of the program's text, of the world outside,
-- of executors and of what went wrong; a part of sluice.trace_index.
-- SPDX-License-Identifier: MIT
local M = {}

---The fields of the objects of this file, by kind.
M.fields = {
  source = "file text bytes",
  func = "rdd stream how file line time at_us",
  driver = "state time at_us",
  executor = "number host cores memory added lost text added_us lost_us",
  arrival = "place number text lost time at_us",
  taking = "place number times time at_us",
  ack = "place accepted numbers time at_us blocksBefore",
  store = "store op key value batch task time at_us",
  removal = "executor why time at_us",
  error = "what text batch output job task receiver time at_us",
}

local function ms(us)
  return us and us // 1000
end

local function known(number)
  return number and number >= 0 and number or nil
end

local function install_world(READ, object)
  function READ.source(index, r)
    index.source = object("source", {file = r.file, text = r.text, bytes = r.bytes})
  end

  READ["function"] = function(index, r)
    index.functions[#index.functions + 1] = object("func", {rdd = r.rdd,
      stream = known(r.stream), how = r.how, file = r.file, line = known(r.line),
      time = ms(r.at), at_us = r.at})
  end

  function READ.driver(index, r)
    index.drivers[#index.drivers + 1] = object("driver",
      {state = r.state, time = ms(r.at), at_us = r.at})
  end

  function READ.arrived(index, r)
    index.arrivals[#index.arrivals + 1] = object("arrival", {place = r.place,
      number = r.number, text = r.text, lost = r.lost, time = ms(r.at), at_us = r.at})
  end

  function READ.taken(index, r)
    index.takings[#index.takings + 1] = object("taking", {place = r.place,
      number = r.number, times = r.times, time = ms(r.at), at_us = r.at})
  end

  function READ.ack(index, r)
    index.acks[#index.acks + 1] = object("ack", {place = r.place, numbers = r.numbers,
      accepted = r.accepted, time = ms(r.at), at_us = r.at,
      blocksBefore = #index.blocks})
  end

  function READ.store(index, r)
    index.stores[#index.stores + 1] = object("store", {store = r.store, op = r.op,
      key = r.key, value = r.value, batch = ms(known(r.batch)), task = known(r.task),
      time = ms(r.at), at_us = r.at})
  end
end

local function install_cluster(READ, object)
  function READ.executor(index, r)
    local executor = index.executor_by_number[r.executor]
    if r.state == "added" then
      executor = object("executor", {number = r.executor, host = r.host,
        cores = r.cores, memory = r.memory, added = ms(r.at), added_us = r.at})
      index.executor_by_number[r.executor] = executor
      index.executors[#index.executors + 1] = executor
    elseif executor then
      rawset(executor, "lost", ms(r.at))
      rawset(executor, "lost_us", r.at)
      rawset(executor, "text", r.text)
    end
  end

  local read_removed = READ["block-removed"]
  READ["block-removed"] = function(index, r)
    read_removed(index, r)
    local block = index.block_by_id[r.block]
    if block then
      block.removed[#block.removed + 1] = object("removal", {executor = r.executor,
        why = r.why, time = ms(r.at), at_us = r.at})
    end
  end
end

-- Also notes the errors in what other records say.
local function install_errors(READ, object)
  local function also(kind, note)
    local read = READ[kind]
    READ[kind] = function(index, r)
      read(index, r)
      note(index, r)
    end
  end

  local function add(index, r, what, text, fields)
    fields.what, fields.text, fields.time, fields.at_us = what, text, ms(r.at), r.at
    index.errors[#index.errors + 1] = object("error", fields)
  end

  also("output-completed", function(index, r)
    if r.failed then
      add(index, r, "output", r.failed, {batch = ms(r.batch), output = r.output})
    end
  end)
  also("job-completed", function(index, r)
    if r.failed then
      local job = index.job_by_number[r.job]
      add(index, r, "job", r.failed, {job = r.job, batch = job and job.batch})
    end
  end)
  also("task-ended", function(index, r)
    if r.failed then
      local task = index.task_by_number[r.task]
      add(index, r, "task", r.failed, {task = r.task, batch = task and task.batch})
    end
  end)
  also("receiver", function(index, r)
    if r.state == "stopped" and r.text then
      add(index, r, "receiver", r.text, {receiver = r.receiver})
    end
  end)
end

---Adds the kinds of record of this file; the others are there already.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  install_world(READ, object)
  install_cluster(READ, object)
  install_errors(READ, object)
end

---The lists of an index that are filled here.
---@param index table
function M.prepare(index)
  for name in ("functions drivers arrivals takings acks stores executors errors "
    .. "executor_by_number"):gmatch("%S+") do
    index[name] = {}
  end
end

return M
