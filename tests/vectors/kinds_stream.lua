-- tests/vectors/kinds_stream.lua -- cases that compare what comes out of a stream.
-- SPDX-License-Identifier: MIT
local compare = require("compare")
local program = require("program")
local steps = require("steps")

local M = {}

-- Adds the inputs and the chain, in a function that makes the context.
local function add_streams(text, case, inputs)
  text:add("local function create()")
  text:context(case.batch_ms,
    case.restart_after_batch or steps.need_directory(case.operation.steps))
  for i, batches in ipairs(inputs) do
    text:input("input" .. i - 1, batches, case.input_partitions)
  end
  local last = steps.add(text, "input0", case.operation.steps)
  text:add('V.show("out", %s)', last)
  if case.expected_state_snapshots then
    text:add('V.show("state", %s:stateSnapshots())', last)
  end
  if case.saved_files then
    text:add('%s:saveAsTextFiles("saved/part", "result")', last)
  end
  text:add("return ssc, sc")
  text:add("end")
end

local function add_run(text, case)
  if not case.restart_after_batch then
    text:add("local ssc = create()")
    text:run()
    return
  end
  local first = case.restart_after_batch
  for phase, count in ipairs({ first, case.run_batches - first }) do
    text:add('V.tell("phase", {"number", %d})', phase)
    text:add("do")
    text:add('local ssc = StreamingContext.getOrCreate("checkpoint", create)')
    text:add("ssc:start()")
    text:add("ssc:awaitTerminationOrTimeout(%d)",
      count * case.batch_ms + (phase == 1 and case.batch_ms // 2 or 0))
    text:add("ssc:stop()")
    text:add("end")
  end
  if case.saved_files then
    text:add('V.tellFiles("saved", "ls -d saved/*")')
  end
end

local function write(case)
  local text = program.new({ master = ("local[%d]"):format(case.default_parallelism) })
  add_streams(text, case, case.inputs or { case.input })
  add_run(text, case)
  return text:text()
end

-- A number of partitions is one for all batches, a list of one for each, or not known.
local function check_partitions(found, outputs, want, what)
  for i, output in ipairs(outputs) do
    local number = type(want) == "table" and want[i] or want
    if number then
      compare.expect(found, output.partitions, number,
        ("%s of output %d"):format(what, i))
    end
  end
end

local function check_times(found, outputs, want)
  local times = {}
  for i, output in ipairs(outputs) do
    times[i] = output.time
  end
  compare.expect(found, times, want, "times of the outputs")
end

local function check_errors(found, result, case)
  local errors = compare.told(result, "error")
  if not case.expected_error then
    compare.expect_no_error(found, errors)
    compare.expect(found, result.status, 0, "exit code")
    return
  end
  compare.expect_error(found, errors[1], case.expected_error)
  for _, output in ipairs(compare.told(result, "out")) do
    if output.time == (case.expected_error.at_batch or 0) * case.batch_ms then
      found[#found + 1] = ("the batch at %d ms has an output"):format(output.time)
    end
  end
end

local function judge_plain(result, case)
  local found = {}
  local how = { name = "out", unordered = case.unordered,
    values_are_sets = case.value_compare == "set" }
  local outputs = compare.told(result, "out")
  if case.empty_outputs_skipped then
    outputs = compare.filled(outputs)
  end
  check_errors(found, result, case)
  compare.expect_outputs(found, outputs, case.expected, how)
  if case.output_times_ms then
    check_times(found, outputs, case.output_times_ms)
  end
  check_partitions(found, outputs, case.expected_num_partitions, "asserted partitions")
  check_partitions(found, outputs, case.model_num_partitions, "partitions")
  if case.expected_state_snapshots then
    compare.expect_outputs(found, compare.told(result, "state"),
      case.expected_state_snapshots, { name = "state", unordered = true })
  end
  return found
end

-- What was told before and after the restart.
local function phases(result)
  local list = {}
  for _, item in ipairs(result.told) do
    if item.what == "phase" then
      list[#list + 1] = {}
    elseif item.what == "out" then
      table.insert(list[#list], item)
    end
  end
  return list[1] or {}, list[2] or {}
end

local function check_saved(found, result, case)
  local names = {}
  for i, item in ipairs(compare.told(result, "saved")) do
    names[i] = item.name:gsub("^saved/part", "<prefix>")
  end
  if not compare.same_records(names, case.saved_files, { unordered = true }) then
    compare.expect(found, names, case.saved_files, "folders that were saved")
  end
end

local function part(list, from, to)
  return table.move(list, from, to, 1, {})
end

-- Before the restart comes the beginning of what is expected, after it the end; batches
-- that were not known to be done may come twice.
local function judge_restart(result, case)
  local found, how = {}, { name = "out", unordered = case.unordered }
  local before, after = phases(result)
  local want, restart = case.expected, case.restart_after_batch
  local first = #want - #after + 1
  check_errors(found, result, case)
  compare.expect_outputs(found, before, part(want, 1, restart), how)
  if first < 1 or first > restart + 1 then
    found[#found + 1] = ("%d outputs after the restart, want %d or more"):format(#after,
      #want - restart)
    return found
  end
  compare.expect_outputs(found, after, part(want, first, #want), how)
  if case.output_times_ms then
    check_times(found, after, part(case.output_times_ms, first, #want))
  end
  if case.saved_files then
    check_saved(found, result, case)
  end
  return found
end

function M.stream(case, run)
  local judge = case.restart_after_batch and judge_restart or judge_plain
  return run:check(write(case), {
    batches = not case.restart_after_batch and case.run_batches or nil,
  }, function(result)
    return judge(result, case)
  end)
end

return M
