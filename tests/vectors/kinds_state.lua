-- tests/vectors/kinds_state.lua -- cases about the state of mapWithState.
-- SPDX-License-Identifier: MIT
--
-- Spark's tests of single classes are asked here through the API: a state of a key is
-- made by an initial state, looked at by the mapping function, and read from the
-- snapshots. When a state was touched last shows in nothing but time-outs.
local compare = require("compare")
local null = require("null")
local program = require("program")

local M = {}

local function is_given(value)
  return value ~= nil and value ~= null
end

-- --- state_api -----------------------------------------------------------------------

-- What a mapping function sees of a state, as JSON; then_remove and then_update are
-- tried only if they are expected to raise.
local LOOK = [[
local function class_of(f, ...)
  local fine, err = pcall(f, ...)
  return fine and "" or err.class
end
local function look(state, tries)
  local seen = {state:exists(), state:exists() and state:get() or null,
    state:isTimingOut()}
  seen[4] = tries and class_of(state.remove, state) or null
  seen[5] = tries and class_of(state.update, state, 1) or null
  return seen
end]]

local function add_looks(text, sequence)
  for _, step in ipairs(sequence) do
    if is_given(step.update) then
      text:add("state:update(%s)", program.literal(step.update))
    elseif step.remove then
      text:add("state:remove()")
    end
    if step.expect then
      text:add("seen[#seen + 1] = look(state, %s)",
        tostring(step.expect.then_remove ~= nil))
    end
  end
end

-- The value of a state that is there before the function is called.
local function initial_value(sequence)
  local first = sequence[1]
  local value = is_given(first.wrap_timing_out) and first.wrap_timing_out or first.wrap
  return is_given(value) and value or nil
end

local function sequence_program(sequence)
  local times_out = is_given(sequence[1].wrap_timing_out)
  local text = program.new()
  text:context(1000, true)
  text:add(LOOK)
  text:input("input", { times_out and {} or { { "k", 1 } } })
  text:add("local spec = StateSpec(function(key, value, state)")
  text:add("local seen = {}")
  add_looks(text, sequence)
  text:add("return V.json(seen)")
  text:add("end)")
  if initial_value(sequence) then
    text:add('spec:initialState(sc:parallelize({pair("k", %s)}))',
      program.literal(initial_value(sequence)))
  end
  if times_out then
    text:add("spec:timeout(Seconds(1))")
  end
  text:add("local mapped = input:mapWithState(spec)")
  text:add('mapped:foreachRDD(function(rdd) for _, seen in ipairs(rdd:collect()) do')
  text:add('  print("@ {\\"what\\":\\"seen\\",\\"list\\":" .. seen .. "}") end end)')
  text:add('V.show("state", mapped:stateSnapshots())')
  text:run()
  -- A state times out in a batch whose state is checkpointed, every tenth.
  return text:text(), times_out and 10 or 1
end

local function check_look(found, seen, expect, place)
  local function check(number, field, want)
    compare.expect(found, seen and seen[number], want, place .. field)
  end
  if expect.exists ~= nil then
    check(1, "exists", expect.exists)
  end
  if is_given(expect.get) then
    check(2, "get", expect.get)
  end
  if expect.timing_out then
    check(3, "isTimingOut", true)
  end
  if expect.then_remove then
    check(4, "then remove", "java.lang." .. expect.then_remove)
    check(5, "then update", "java.lang." .. expect.then_update)
  end
end

-- Whether it was updated or removed is what the snapshot of the batch shows.
local function check_snapshot(found, result, expect, place)
  local outputs = compare.told(result, "state")
  local records = outputs[#outputs] and outputs[#outputs].records or {}
  if expect.updated then
    compare.expect(found, records, { { "k", expect.get } }, place .. "the snapshot")
  elseif expect.removed then
    compare.expect(found, records, {}, place .. "the snapshot")
  end
end

local function judge_sequence(result, sequence, number)
  local found, looks = {}, 0
  local seen = compare.told(result, "seen")
  seen = seen[#seen] and seen[#seen].list or {}
  compare.expect_no_error(found, compare.told(result, "error"))
  for i, step in ipairs(sequence) do
    if step.expect then
      looks = looks + 1
      local place = ("sequence %d, step %d: "):format(number, i)
      check_look(found, seen[looks], step.expect, place)
      if i == #sequence then
        check_snapshot(found, result, step.expect, place)
      end
    end
  end
  return found
end

function M.state_api(case, run)
  local all = {}
  for i, sequence in ipairs(case.sequences) do
    local text, batches = sequence_program(sequence)
    local found = run:check(text, { batches = batches }, function(result)
      return judge_sequence(result, sequence, i)
    end)
    compare.add(all, found)
  end
  return all
end

-- --- map_with_state_checkpoint -------------------------------------------------------

local function interval_program(one)
  local text = program.new()
  text:context(one.batch_ms, true)
  text:input("input", { { { "k", 1 } } })
  text:add("local mapped = input:mapWithState(StateSpec(function(key, value, state)")
  text:add("state:update(value)")
  text:add("return key")
  text:add("end))")
  if is_given(one.explicit_ms) then
    text:add("mapped:checkpoint(Milliseconds(%d))", one.explicit_ms)
  end
  text:add('V.show("out", mapped)')
  text:run()
  return text:text()
end

-- The times of the batches whose state was written to the checkpoint directory.
local function checkpoint_times(trace)
  local times, seen = {}, {}
  for _, record in ipairs(trace) do
    if record.kind == "checkpoint" and not seen[record.batch] then
      seen[record.batch] = true
      times[#times + 1] = record.batch // 1000
    end
  end
  return times
end

function M.map_with_state_checkpoint(case, run)
  local all = {}
  for _, one in ipairs(case.cases) do
    local batches = 2 * one.expected_ms // one.batch_ms
    local options = { batches = batches, trace = true }
    local found = run:check(interval_program(one), options, function(result)
      local list = {}
      compare.expect_no_error(list, compare.told(result, "error"))
      compare.expect(list, checkpoint_times(result.trace),
        { one.expected_ms, 2 * one.expected_ms },
        ("checkpoints of batches of %d ms"):format(one.batch_ms))
      return list
    end)
    compare.add(all, found)
  end
  return all
end

-- --- state_record_update -------------------------------------------------------------

-- The commands that the case describes in words.
local COMMANDS = [[
local calls = sc:longAccumulator("calls")
local function follow(time, key, command, state)
  calls:add(1)
  if state:isTimingOut() then return "timing out", state:get() end
  if command == "get-state" then
    return "output", state:exists() and state:get() or -1
  end
  if command == "update-state" then
    state:update(state:exists() and state:get() + 1 or 0)
  elseif command == "remove-state" then
    local old = state:exists() and state:get() or null
    state:remove()
    return "removed", old
  end
  return nil
end]]

-- The initial state is as old as the first batch; the commands come in the second,
-- which looks for keys that time out if it is checkpointed.
local function record_program(case, one)
  local data = {}
  for i, command in ipairs(one.data) do
    data[i] = { "k", command }
  end
  local text = program.new()
  text:context(case.initial_time, true)
  text:add(COMMANDS)
  text:input("input", { {}, data })
  text:add("local spec = StateSpec(follow):numPartitions(1)")
  if one.initial_states[1] then
    text:add('spec:initialState(sc:parallelize({pair("k", %s)}, 1))',
      program.literal(one.initial_states[1]))
  end
  if is_given(one.timeout_threshold) then
    text:add("spec:timeout(Milliseconds(%d))", case.batch_time - one.timeout_threshold)
  end
  text:add("local mapped = input:mapWithState(spec)")
  if one.remove_timed_out then
    text:add("mapped:checkpoint(Milliseconds(%d))", case.batch_time)
  end
  text:add('V.show("out", mapped)')
  text:add('V.show("state", mapped:stateSnapshots())')
  text:run()
  text:add('V.tell("calls", {"number", calls:value()})')
  return text:text()
end

-- The values behind a name among the records (name, value) of the second batch.
local function values_of(result, name)
  local values = {}
  local output = compare.told(result, "out")[2]
  for _, record in ipairs(output and output.records or {}) do
    if record[1] == name then
      values[#values + 1] = record[2]
    end
  end
  return values
end

local function judge_record(result, one, number)
  local found, place = {}, ("case %d: "):format(number)
  local states, want = {}, {}
  local snapshot = compare.told(result, "state")[2]
  for i, record in ipairs(snapshot and snapshot.records or {}) do
    states[i] = record[2]
  end
  for i, state in ipairs(one.expected_states) do
    want[i] = state[1]
  end
  compare.expect_no_error(found, compare.told(result, "error"))
  compare.expect(found, states, want, place .. "states")
  compare.expect(found, values_of(result, "output"), one.expected_output,
    place .. "output")
  compare.expect(found, values_of(result, "timing out"), one.expected_timing_out,
    place .. "timing out")
  compare.expect(found, values_of(result, "removed"), one.expected_removed,
    place .. "removed")
  if one.function_called ~= nil then
    local calls = compare.told(result, "calls")[1]
    compare.expect(found, calls and calls.number > 0, one.function_called,
      place .. "the function is called")
  end
  return found
end

function M.state_record_update(case, run)
  local all = {}
  for i, one in ipairs(case.cases) do
    local batches = case.batch_time // case.initial_time
    local found = run:check(record_program(case, one), { batches = batches },
      function(result)
        return judge_record(result, one, i)
      end)
    compare.add(all, found)
  end
  return all
end

-- --- state_rdd_updates ---------------------------------------------------------------

local FOLLOW = [[
local function follow(key, value, state)
  if value == 1 then
    state:update(state:exists() and state:get() + 1 or 0)
  elseif value == 2 then
    state:remove()
  end
  return key
end]]

-- The data of the steps that lead to one, its own last.
local function history(case, step)
  local by_name, list = {}, {}
  for _, other in ipairs(case.steps) do
    by_name[other.save or ""] = other
  end
  while step do
    table.insert(list, 1, step.data)
    step = by_name[step.from]
  end
  return list
end

local function keys_of(states)
  local keys = {}
  for key in pairs(states) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

-- {key = {value, time}} as pairs of key and value.
local function values_by_key(states)
  local list = {}
  for i, key in ipairs(keys_of(states)) do
    list[i] = { key, states[key][1] }
  end
  return list
end

local function updates_program(case)
  local text = program.new()
  text:context(1000, true)
  text:add(FOLLOW)
  text:add("local initial = sc:parallelize(%s)",
    program.list(values_by_key(case.initial)))
  for i, step in ipairs(case.steps) do
    text:input("input" .. i, history(case, step))
    text:add("V.show(\"state%d\", input%d:mapWithState(StateSpec(follow)", i, i)
    text:add(":initialState(initial):numPartitions(%d)):stateSnapshots())",
      case.num_partitions)
  end
  text:run()
  return text:text()
end

-- Every step begins from the initial states again, so steps that would change those of
-- another one show.
local function judge_updates(result, case)
  local found = {}
  compare.expect_no_error(found, compare.told(result, "error"))
  for i, step in ipairs(case.steps) do
    local output = compare.told(result, "state" .. i)[#history(case, step)]
    local records = output and output.records or {}
    local want = values_by_key(step.expected)
    if not compare.same_records(records, want, { unordered = true }) then
      compare.expect(found, records, want, ("states after step %d"):format(i))
    end
  end
  return found
end

function M.state_rdd_updates(case, run)
  local longest = 0
  for _, step in ipairs(case.steps) do
    longest = math.max(longest, #history(case, step))
  end
  return run:check(updates_program(case), { batches = longest }, function(result)
    return judge_updates(result, case)
  end)
end

return M
