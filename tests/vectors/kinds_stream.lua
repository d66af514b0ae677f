-- tests/vectors/kinds_stream.lua -- cases that compare what comes out of a stream.
-- SPDX-License-Identifier: MIT
local compare = require("compare")
local program = require("program")
local steps = require("steps")

local M = {}

-- Adds the inputs and the chain, in a function that makes the context.
local function add_streams(text, case, inputs)
  text:add("local function create()")
  text:add("local ssc = StreamingContext(conf, Milliseconds(%d))", case.batch_ms)
  if case.restart_after_batch or steps.need_directory(case.operation.steps) then
    text:add('ssc:checkpoint("checkpoint")')
  end
  text:add("local sc = ssc:sparkContext()")
  for i, batches in ipairs(inputs) do
    text:add("local input%d = V.input(ssc, %s, %d)", i - 1, program.batches(batches),
      case.input_partitions)
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
    text:add('V.attempt("error", function() ssc:start() ssc:awaitTermination() end)')
    return
  end
  local batches = { case.restart_after_batch, case.run_batches - case.restart_after_batch }
  for phase, count in ipairs(batches) do
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
  local text = program.new({
    conf = { ["spark.default.parallelism"] = case.default_parallelism },
  })
  add_streams(text, case, case.inputs or { case.input })
  add_run(text, case)
  return text:text()
end

-- What Spark's Python tests do not record.
local function without_empty(list, records_of)
  local kept = {}
  for _, item in ipairs(list) do
    if #records_of(item) > 0 then
      kept[#kept + 1] = item
    end
  end
  return kept
end

local function records_of(output)
  return output.records
end

local function itself(list)
  return list
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

local function check_outputs(found, outputs, want, how)
  compare.expect(found, #outputs, #want, "number of outputs of " .. how.name)
  for i = 1, math.min(#outputs, #want) do
    if not compare.same_records(outputs[i].records, want[i], how) then
      found[#found + 1] = ("%s %d: got %s, want %s"):format(how.name, i,
        compare.show(outputs[i].records), compare.show(want[i]))
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
  local outputs, want = compare.told(result, "out"), case.expected
  if case.empty_outputs_skipped then
    outputs, want = without_empty(outputs, records_of), without_empty(want, itself)
  end
  check_errors(found, result, case)
  check_outputs(found, outputs, want, how)
  if case.output_times_ms then
    check_times(found, outputs, case.output_times_ms)
  end
  check_partitions(found, outputs, case.expected_num_partitions, "asserted partitions")
  check_partitions(found, outputs, case.model_num_partitions, "partitions")
  if case.expected_state_snapshots then
    check_outputs(found, compare.told(result, "state"), case.expected_state_snapshots,
      { name = "state", unordered = true })
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

-- Before the restart comes the beginning of what is expected, after it the end; batches
-- that were not known to be done may come twice.
local function judge_restart(result, case)
  local found, how = {}, { name = "out", unordered = case.unordered }
  local before, after = phases(result)
  local want = case.expected
  check_errors(found, result, case)
  check_outputs(found, before, table.move(want, 1, case.restart_after_batch, 1, {}), how)
  local least = #want - case.restart_after_batch
  if #after < least or #after > #want then
    found[#found + 1] = ("%d outputs after the restart, want %d or more"):format(#after,
      least)
    return found
  end
  check_outputs(found, after, table.move(want, #want - #after + 1, #want, 1, {}), how)
  if case.output_times_ms then
    local times = case.output_times_ms
    check_times(found, after, table.move(times, #want - #after + 1, #want, 1, {}))
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
