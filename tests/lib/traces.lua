-- tests/lib/traces.lua -- runs as lists of trace records, made without the engine.
-- SPDX-License-Identifier: MIT
--
-- A run is described by what arrives and by what each output costs; the rules of
-- blocks, batches, windows and the queue of batches are applied here, in the plainest
-- way, so that pictures can be tested alone. docs/trace.md names the records.

local json = require("json")

local M = {}

local SECOND = 1000000

-- Adds a record; of two at the same time the one of lower rank comes first.
local function add(run, at, rank, kind, fields)
  fields.at, fields.kind = at + run.zero, kind
  local records = run.records
  records[#records + 1] = {rank = rank, index = #records, record = fields}
end

local function describe(run, spec)
  add(run, -1, 0, "run", {
    program = spec.program or "words.lua", app = "words",
    master = spec.master or "local[2]", clock = spec.clock or "simulated",
    interval = run.interval, block_interval = run.block, zero = run.zero, seed = 1,
    conf = {},
  })
  add(run, -1, 0, "executor", {executor = 0, host = "localhost", state = "added",
    cores = tonumber((spec.master or "local[2]"):match("%d+"))})
  for index in ipairs(run.receivers) do
    add(run, -1, 0, "stream", {
      stream = index - 1, op = "socketTextStream", parents = {}, slide = run.interval,
      name = run.receivers[index].name, window = 0, receiver = index - 1,
    })
  end
  if #run.receivers == 0 then
    add(run, -1, 0, "stream", {stream = 0, op = "queueStream", name = "numbers",
      parents = {}, slide = run.interval, window = 0, receiver = -1})
  end
  local inputs = math.max(1, #run.receivers)
  for index, window in ipairs(run.windows) do
    add(run, -1, 0, "stream", {
      stream = inputs + index - 1, op = "window", name = window.name,
      parents = {window.of and inputs + window.of - 1 or 0},
      slide = window.slide, window = window.length, receiver = -1,
    })
  end
  for index, output in ipairs(run.outputs) do
    add(run, -1, 0, "output", {
      output = index - 1, op = output.op or "print", line = 7 + index,
      stream = output.window and inputs + output.window - 1 or 0,
    })
  end
end

-- Cuts the blocks of one receiver; each interval with a record makes one.
local function receive(run, receiver, arrivals)
  add(run, 0, 0, "receiver", {receiver = receiver, stream = receiver, state = "started",
    executor = 0, core = receiver, text = ""})
  local counts, last, blocks = {}, 0, {next = 1}
  run.blocks[#run.blocks + 1] = blocks
  for number, at in ipairs(arrivals) do
    local slot = (at + run.zero) // run.block * run.block - run.zero
    counts[slot] = (counts[slot] or 0) + 1
    last = math.max(last, slot)
    add(run, at, 1, "record", {receiver = receiver, number = number - 1,
      text = run.texts and run.texts[number] or "record " .. number, bytes = 8})
  end
  for from = -run.block, last, run.block do
    if counts[from] then
      local begin = from + run.zero
      local block = {receiver = receiver, records = counts[from], from = begin,
        block = ("input-%d-%d"):format(receiver, begin // 1000), bytes = 8,
        executor = 0, level = "MEMORY_AND_DISK_SER_2"}
      add(run, from + run.block, 3, "block", block)
      blocks[#blocks + 1] = {record = block, cut = from + run.block}
    end
  end
end

-- All blocks cut before the tick and not yet taken; those of a receiver follow each
-- other in time.
local function allocate(run, time)
  local taken, records = {}, 0
  for _, list in ipairs(run.blocks) do
    while list[list.next] and list[list.next].cut < time do
      local block = list[list.next].record
      list.next = list.next + 1
      taken[#taken + 1] = block
      records = records + block.records
    end
  end
  return taken, records
end

local function make_input(run, batch)
  for index = 0, math.max(1, #run.receivers) - 1 do
    local ids = {}
    for _, block in ipairs(batch.blocks) do
      if block.receiver == index then
        ids[#ids + 1] = block.block
      end
    end
    local count = #run.receivers == 0 and (run.partitions or 2) or #ids
    add(run, batch.time, 2, "rdd", {rdd = run.rdds, op = "input", stream = index,
      batch = batch.time + run.zero, partitions = count, parents = {}, wide = false,
      blocks = #run.receivers > 0 and ids or nil})
    run.rdds = run.rdds + 1
    batch.partitions = batch.partitions + count
  end
end

local function form_windows(run, batch)
  for index, window in ipairs(run.windows) do
    if batch.time % window.slide == 0 then
      local members = {}
      local first = math.max(run.interval, batch.time - window.length + run.interval)
      for time = first, batch.time, run.interval do
        members[#members + 1] = time + run.zero
      end
      add(run, batch.time, 2, "window", {batch = batch.time + run.zero,
        members = members, stream = math.max(1, #run.receivers) + index - 1,
        length = window.length, slide = window.slide})
    end
  end
end

-- Without a free core the first task waits for ever and the batch never ends.
local function run_output(run, batch, number, start)
  local output, time = run.outputs[number], batch.time + run.zero
  local cost = run.cost(batch.number, number, batch.records, batch.partitions)
  local failed = run.fails[batch.number] and "task failed: no such word" or nil
  add(run, start, 2, "output-started", {batch = time, output = number - 1})
  add(run, start, 2, "job-started", {job = run.jobs, batch = time, output = number - 1,
    action = output.op or "print", rdd = 0, partitions = {0}, stages = {
      {stage = run.jobs, name = "print", tasks = 1, parents = {}, skipped = false}}})
  if batch.partitions > 0 and run.stuck then
    return nil
  end
  add(run, start, 2, "stage-started", {stage = run.jobs, job = run.jobs, name = "print",
    rdd = 0, tasks = 1})
  add(run, start, 2, "task-started", {task = run.jobs, stage = run.jobs, index = 0,
    partition = 0, attempt = 0, executor = 0, core = #run.receivers})
  local stop = start + cost
  add(run, stop, 0, "task-ended", {task = run.jobs, records = batch.records,
    written = 0, failed = failed, cost_fixed = cost, cost_records = 0,
    cost_shuffle = 0})
  add(run, stop, 0, "job-completed", {job = run.jobs, failed = failed})
  add(run, stop, 0, "printed", {place = "driver", batch = time, output = number - 1,
    text = ("Time: %d ms\n"):format(time // 1000)})
  add(run, stop, 0, "output-completed", {batch = time, output = number - 1,
    failed = failed})
  run.jobs = run.jobs + 1
  return stop
end

-- Runs the outputs of a batch as soon as the batch before it is done.
local function work(run, batch)
  local due, time = {}, batch.time + run.zero
  for number, output in ipairs(run.outputs) do
    local window = run.windows[output.window or 0]
    if not window or batch.time % window.slide == 0 then
      due[#due + 1] = number
    end
  end
  if #due == 0 then
    return
  end
  add(run, batch.time, 2, "jobs-submitted", {batch = time, outputs = due})
  if not run.free then
    return
  end
  local start = math.max(batch.time, run.free)
  add(run, start, 2, "jobs-started", {batch = time, waited = start - batch.time})
  local stop = start
  for _, number in ipairs(due) do
    stop = run_output(run, batch, number, stop)
    if not stop then
      run.free = nil
      return
    end
  end
  add(run, stop, 0, "jobs-completed", {batch = time, took = stop - start,
    failed = run.fails[batch.number] or false})
  run.free = stop
end

local function sorted(run)
  table.sort(run.records, function(a, b)
    if a.record.at ~= b.record.at then
      return a.record.at < b.record.at
    elseif a.rank ~= b.rank then
      return a.rank < b.rank
    end
    return a.index < b.index
  end)
  local list = {}
  for index, item in ipairs(run.records) do
    list[index] = item.record
  end
  list[1].at = run.zero
  return list
end

---The records of a run.
---@param spec table interval, block, batches, receivers, outputs, windows, cost, fails
---@return table[]
function M.make(spec)
  local run = {
    interval = spec.interval or SECOND, block = spec.block or 200000,
    zero = spec.zero or 0, receivers = spec.receivers or {}, blocks = {}, records = {},
    outputs = spec.outputs or {{op = "print"}}, windows = spec.windows or {},
    fails = spec.fails or {}, free = 0, jobs = 0, rdds = 0, stuck = spec.stuck,
    partitions = spec.partitions, texts = spec.texts,
    cost = spec.cost or function() return 50000 end,
  }
  describe(run, spec)
  local arrived, in_batches = 0, 0
  for index, receiver in ipairs(run.receivers) do
    receive(run, index - 1, receiver.arrivals)
    arrived = arrived + #receiver.arrivals
  end
  for number = 1, spec.batches do
    local batch = {number = number, time = number * run.interval, partitions = 0}
    batch.blocks, batch.records = allocate(run, batch.time)
    in_batches = in_batches + batch.records
    local ids = {}
    for index, block in ipairs(batch.blocks) do
      ids[index] = block.block
    end
    add(run, batch.time, 2, "batch", {batch = batch.time + run.zero, number = number,
      records = batch.records, blocks = ids})
    make_input(run, batch)
    form_windows(run, batch)
    work(run, batch)
  end
  add(run, math.max(spec.batches * run.interval, run.free or 0) + (spec.tail or 0), 9,
    "stopped", {reason = "until", received = arrived, in_batches = in_batches})
  return sorted(run)
end

---Times of records that come evenly: the n-th at (n + ½) / rate.
---@param rate number records a second
---@param seconds number
---@return integer[]
function M.constant(rate, seconds)
  local times = {}
  for n = 0, math.floor(rate * seconds) - 1 do
    times[#times + 1] = math.floor((n + 0.5) * SECOND / rate)
  end
  return times
end

---Times of records, so many evenly in each interval.
---@param counts integer[]
---@param interval integer microseconds
---@return integer[]
function M.counted(counts, interval)
  local times = {}
  for index, count in ipairs(counts) do
    for n = 1, count do
      times[#times + 1] = (index - 1) * interval + (2 * n - 1) * interval // (2 * count)
    end
  end
  return times
end

local WINDOW = {{length = 3 * SECOND, slide = 2 * SECOND, name = "recent"}}
local TWO_OUTPUTS = {{op = "print"}, {op = "print", window = 1}}

---The network word count: six seconds, five records a second, a window.
function M.demo()
  return M.make {
    program = "examples/network_word_count.lua", batches = 6, outputs = TWO_OUTPUTS,
    windows = WINDOW, receivers = {{name = "lines", arrivals = M.constant(5, 6)}},
    cost = function(_, output, _, partitions)
      return output == 2 and 80000 or 30000 + 5000 * partitions
    end,
  }
end

local LATE = {[4] = {360000, 1340000}, [2] = {280000, 330000}, [6] = {330000, 380000},
  [8] = {400000, 300000}}

---Eight batches; batch 4 takes longer than the interval, batches 5 and 6 wait.
function M.late()
  local counts = {4, 2, 2, 3, 4, 2, 2, 3, 1, 3, 2, 4, 1, 3, 2, 2, 3, 5, 4, 3, 5, 3, 4,
    2, 3, 3, 2, 1, 3, 2, 2, 1, 0, 3, 2, 4, 3, 2, 5, 3}
  return M.make {
    batches = 8, outputs = TWO_OUTPUTS, windows = WINDOW,
    receivers = {{name = "lines", arrivals = M.counted(counts, 200000)}},
    cost = function(number, output)
      return (LATE[number] or {})[output] or 300000 + 20000 * (number % 3)
    end,
  }
end

---A thousand records a second, more of them in the middle.
function M.busy()
  local counts = {}
  for index = 1, 160 do
    counts[index] = 35 + index * 7 % 23 + (index > 60 and index < 95 and 30 or 0)
  end
  return M.make {
    batches = 8, windows = WINDOW,
    outputs = {{op = "count"}, {op = "print", window = 1}},
    receivers = {{name = "lines", arrivals = M.counted(counts, 50000)}},
    cost = function(_, _, records) return 100000 + 620 * records end,
  }
end

---Many batches; a few in the middle are too slow.
---@param batches integer
function M.long(batches)
  local counts = {}
  for index = 1, batches * 5 do
    local middle = index > batches * 5 // 3 and index < batches * 5 // 2
    counts[index] = 8 + index * 7 % 5 + (middle and 24 or 0)
  end
  return M.make {
    batches = batches, windows = WINDOW, outputs = TWO_OUTPUTS,
    receivers = {{name = "lines", arrivals = M.counted(counts, 200000)}},
    cost = function(_, output, records)
      return output == 2 and 40000 or 300000 + 6000 * records
    end,
  }
end

---A receiver holds the only core of local[1], so no task ever runs.
function M.one_core()
  return M.make {
    master = "local[1]", batches = 5, stuck = true,
    receivers = {{name = "lines", arrivals = M.constant(5, 5)}},
  }
end

---Nothing received, nothing windowed: RDDs from a queue.
function M.queue()
  return M.make {program = "queue.lua", batches = 6}
end

---Two receivers, one of them slower.
function M.two_receivers()
  return M.make {
    master = "local[3]", batches = 5, receivers = {
      {name = "clicks", arrivals = M.constant(10, 5)},
      {name = "users", arrivals = M.constant(3, 5)},
    },
  }
end

-- Windows {length, slide, name} in seconds, each with an output.
local function described(windows)
  local list, outputs = {}, {}
  for i, window in ipairs(windows) do
    list[i] = {length = math.tointeger(window[1] * SECOND),
      slide = math.tointeger(window[2] * SECOND), name = window[3], of = window[4]}
    outputs[i] = {op = "print", window = i}
  end
  return list, outputs
end

---Eight batches and windows {length, slide, name} in seconds, each with an output.
---@param windows table[]
function M.windowed(windows)
  local list, outputs = described(windows)
  return M.make {
    interval = list[1].slide < SECOND and list[1].slide or SECOND, batches = 8,
    windows = list, outputs = outputs,
    receivers = {{name = "lines", arrivals = M.constant(8, 8)}},
  }
end

---The same without a receiver.
---@param windows table[]
function M.queued(windows)
  local list, outputs = described(windows)
  return M.make {batches = 8, windows = list, outputs = outputs}
end

---The same; batch i gets the words of the i-th text.
---@param batches string[]
---@param windows table[]
function M.lettered(batches, windows)
  local list, outputs = described(windows)
  local texts, arrivals = {}, {}
  for number, text in ipairs(batches) do
    for word in text:gmatch("%S+") do
      texts[#texts + 1] = word
      arrivals[#arrivals + 1] = (number - 1) * SECOND + #texts % 4 * 200000 + 100000
    end
  end
  table.sort(arrivals)
  return M.make {batches = #batches, windows = list, texts = texts,
    outputs = #outputs > 0 and outputs or nil,
    receivers = {{name = "lines", arrivals = arrivals}}}
end

---A window of 3 s every 2 s of a window of 2 s every second.
function M.nested()
  local records = M.lettered({"a", "b c", "a", "a d", "c", "b", "a a", "d"},
    {{2, 1, "short"}, {3, 2, nil, 1}})
  local list = {}
  for _, record in ipairs(records) do
    -- The first output looks at the second window only.
    if not (record.kind == "output" and record.stream == 1) then
      list[#list + 1] = record
    end
  end
  return list
end

-- A copy of a record, with its jobs, stages and tasks of other numbers.
local function renumbered(record, by)
  local copy = {}
  for name, value in pairs(record) do
    copy[name] = value
  end
  for _, name in ipairs({"job", "stage", "task"}) do
    copy[name] = copy[name] and copy[name] + by
  end
  if copy.stages then
    copy.stages = {renumbered(copy.stages[1], by)}
  end
  return copy
end

---Nine batches of a second. The driver dies at 4.5 s and is back at 7.5 s: batch 4,
---which was done, runs again, and 5 to 7 are made up for, each 50 ms behind the one
---before.
---@return table[]
function M.two_lives()
  local first, second, later = {}, {}, {}
  for _, record in ipairs(M.make {batches = 9, receivers = {}}) do
    local number = record.at // SECOND
    local shift = 7500000 - number * SECOND + (number - 4) * 50000
    local into = number < 4.5 and first or number < 8 and second or later
    into[#into + 1] = record
    if number == 4 then
      second[#second + 1] = renumbered(record, 1000)
      second[#second].at = record.at + shift
    elseif into == second then
      record.at = record.at + shift
    end
  end
  first[#first + 1] = {at = 4500000, kind = "driver", state = "killed"}
  first[#first + 1] = {at = 7500000, kind = "driver", state = "started"}
  table.move(second, 1, #second, #first + 1, first)
  return table.move(later, 1, #later, #first + 1, first)
end

---A receiver that gets nothing.
function M.silent()
  return M.make {batches = 5, receivers = {{name = "lines", arrivals = {}}}}
end

---Under the wall clock, from 2025-10-09 08:53:20 UTC on, batches of 5 s.
function M.wall()
  return M.make {
    clock = "wall", zero = 1760000000 * SECOND, interval = 5 * SECOND, batches = 2,
    tail = 2100000,
    receivers = {{name = "lines", arrivals = {6200000, 8100000, 11900000}}},
  }
end

---The third batch of six fails.
function M.failing()
  return M.make {
    batches = 6, fails = {[3] = true},
    receivers = {{name = "lines", arrivals = M.constant(5, 6)}},
  }
end

---A receiver that stores three blocks at once; the last three are in no batch.
function M.together()
  local list = {}
  for _, record in ipairs(M.make {
    batches = 3, tail = 500000,
    receivers = {{name = "lines", arrivals = {500000, 2500000, 3300000}}},
  }) do
    list[#list + 1] = record
    for twin = 1, record.kind == "block" and 2 or 0 do
      list[#list + 1] = setmetatable({block = record.block .. twin}, {__index = record})
    end
  end
  return list
end

---The records of a trace in a file, as the engine wrote them.
---@param path string from the top of the tree
---@return table[]
function M.file(path)
  local list = {}
  for line in io.lines(path) do
    list[#list + 1] = json.decode(line)
  end
  return list
end

return M
