-- tests/vectors/kinds_rdds.lua -- cases about the RDDs that streams make and forget.
-- SPDX-License-Identifier: MIT
local compare = require("compare")
local program = require("program")

local M = {}

-- --- slice ---------------------------------------------------------------------------

local function slice_program(case)
  local text = program.new()
  text:context(case.batch_ms)
  text:input("input", case.input)
  text:add("input:foreachRDD(function() end)")
  if case.started ~= false then
    text:run()
  end
  for _, query in ipairs(case.queries) do
    text:add('V.attempt("error", function()')
    text:add("local records = {}")
    text:add("for _, rdd in ipairs(input:slice(Time(%d), Time(%d))) do", query.from_ms,
      query.to_ms)
    text:add("for _, x in ipairs(rdd:collect()) do records[#records + 1] = x end end")
    text:add('V.tell("slice", {"records", records}) end)')
  end
  return text:text()
end

function M.slice(case, run)
  return run:check(slice_program(case), { batches = #case.input }, function(result)
    local found, errors = {}, compare.told(result, "error")
    if case.expected_error then
      compare.expect_error(found, errors[1], case.expected_error)
      return found
    end
    local want = {}
    for i, query in ipairs(case.queries) do
      want[i] = query.expected
    end
    compare.expect_no_error(found, errors)
    compare.expect_outputs(found, compare.told(result, "slice"), want,
      { name = "slice", unordered = case.unordered })
    return found
  end)
end

-- --- What a trace says about the RDDs of streams -------------------------------------

-- The numbers of streams by the name of the variable that holds them; the first is the
-- input, which the adapters make.
local function streams_of(trace)
  local streams = { input = 0 }
  for _, record in ipairs(trace) do
    if record.kind == "stream" and record.name then
      streams[record.name] = record.stream
    end
  end
  return streams
end

-- Times in ms of the RDDs that a stream made, and those that it has forgotten.
local function times_of(trace, stream)
  local made, forgotten = {}, {}
  for _, record in ipairs(trace) do
    if record.stream == stream and record.kind == "rdd" then
      made[record.batch // 1000] = true
    elseif record.stream == stream and record.kind == "forgotten" then
      forgotten[record.batch // 1000] = true
    end
  end
  return made, forgotten
end

-- Storage levels of the kept partitions of a stream's RDDs.
local function levels_of(trace, stream)
  local own, levels = {}, {}
  for _, record in ipairs(trace) do
    if record.kind == "rdd" and record.stream == stream then
      own[record.rdd] = true
    elseif record.kind == "cached" and own[record.rdd] then
      levels[record.level] = true
    end
  end
  return levels
end

-- --- remember ------------------------------------------------------------------------

local SUM = [[function(values, state)
  local sum = state or 0
  for _, value in ipairs(values) do sum = sum + value end
  return sum
end]]

-- The operations of both cases are told in words only.
local REMEMBER = {}

function REMEMBER.window2(text)
  text:add("local mapped = input:map(function(x) return x % 10, 1 end)")
  text:add("local window1 = mapped:window(Seconds(2), Seconds(1))")
  text:add("local window2 = window1:window(Seconds(4), Seconds(2))")
  text:add('V.show("out", window2)')
  text:add("ssc:remember(Seconds(3))")
end

function REMEMBER.state(text)
  text:add("local ones = input:map(function(x) return x, 1 end)")
  text:add("local state = ones:updateStateByKey(%s)", SUM)
  text:add("state:checkpoint(Seconds(3))")
  text:add('V.show("out", state)')
end

-- The newest RDD that is forgotten is the newest one so much older than the last batch.
local function check_length(found, made, forgotten, want)
  local newest = 0
  for time in pairs(forgotten) do
    newest = math.max(newest, time)
  end
  local last = 0
  for time in pairs(made) do
    if time <= want.now - want.length then
      last = math.max(last, time)
    end
  end
  compare.expect(found, newest, last,
    ("the newest RDD that %s forgot after %d ms"):format(want.name, want.length))
end

local function check_kept(found, made, forgotten, want)
  for _, time in ipairs(want.present) do
    compare.expect(found, made[time] and not forgotten[time] or false, true,
      ("%s keeps its RDD of %d ms"):format(want.name, time))
  end
  for _, time in ipairs(want.absent) do
    compare.expect(found, made[time] and not forgotten[time] or false, false,
      ("%s still has its RDD of %d ms"):format(want.name, time))
  end
end

local function judge_remember(result, case)
  local found, streams = {}, streams_of(result.trace)
  compare.expect_no_error(found, compare.told(result, "error"))
  for name, length in pairs(case.expected.remember_ms) do
    local made, forgotten = times_of(result.trace, streams[name])
    check_length(found, made, forgotten, { name = name, length = length,
      now = #case.input * case.batch_ms })
    local times = case.expected.generated_rdd_times[name]
    check_kept(found, made, forgotten, { name = name, present = times.present,
      absent = times.absent })
  end
  return found
end

function M.remember(case, run)
  local text = program.new()
  local add = REMEMBER[case.expected.remember_ms.state and "state" or "window2"]
  text:context(case.batch_ms, case.expected.remember_ms.state ~= nil)
  text:input("input", case.input)
  add(text)
  text:run()
  local options = { batches = #case.input, trace = true }
  return run:check(text:text(), options, function(result)
    return judge_remember(result, case)
  end)
end

-- --- persistence ---------------------------------------------------------------------

local function persistence_program(case, persists)
  local text = program.new()
  text:context(case.batch_ms)
  text:input("input", { { 1 }, { 2 }, { 3 } })
  text:add("local window = input:window(Seconds(2))")
  if persists then
    text:add("window:persist(StorageLevel.MEMORY_ONLY)")
  end
  text:add('V.show("out", window)')
  text:run()
  return text:text()
end

local function judge_levels(result, want, after)
  local found, streams = {}, streams_of(result.trace)
  compare.expect_no_error(found, compare.told(result, "error"))
  for name, level in pairs(want) do
    local levels = {}
    for seen in pairs(levels_of(result.trace, streams[name])) do
      levels[#levels + 1] = seen
    end
    table.sort(levels)
    compare.expect(found, levels, level == "NONE" and {} or { level },
      ("storage levels of %s, %s"):format(name, after))
  end
  return found
end

function M.persistence(case, run)
  local all = {}
  for _, after in ipairs({ "after_window", "after_persist" }) do
    local found = run:check(persistence_program(case, after == "after_persist"),
      { batches = 3, trace = true }, function(result)
        return judge_levels(result, case.expected[after], after)
      end)
    compare.add(all, found)
  end
  return all
end

-- --- foreachRDD ----------------------------------------------------------------------

function M.foreach_rdd(case, run)
  local text = program.new()
  text:context(case.batch_ms)
  text:input("input", case.input)
  text:add('local a, b = sc:longAccumulator("A"), sc:longAccumulator("B")')
  text:add("input:foreachRDD(function(rdd)")
  text:add("a:add(1)")
  text:add("rdd:foreach(function() b:add(1) end)")
  text:add("end)")
  text:run()
  text:add('V.tell("sums", {"A", a:value(), "B", b:value()})')
  return run:check(text:text(), { batches = #case.input }, function(result)
    local found, sums = {}, compare.told(result, "sums")[1] or {}
    compare.expect_no_error(found, compare.told(result, "error"))
    for name, want in pairs(case.expected) do
      compare.expect(found, sums[name], want, "accumulator " .. name)
    end
    return found
  end)
end

-- --- shuffle_order -------------------------------------------------------------------

function M.shuffle_order(case, run)
  local text = program.new()
  text:context(1000)
  text:input("input", { case.keys }, 1)
  text:add("local ones = input:map(function(key) return key, 1 end)")
  for i, one in ipairs(case.cases) do
    text:add('V.show("out%d", ones:reduceByKey(function(a, b) return a + b end, %d)', i,
      one.num_partitions)
    text:add("  :map(function(key) return key end):glom())")
  end
  text:run()
  return run:check(text:text(), { batches = 1 }, function(result)
    local found = {}
    compare.expect_no_error(found, compare.told(result, "error"))
    for i, one in ipairs(case.cases) do
      compare.expect_outputs(found, compare.told(result, "out" .. i),
        { one.expected_partitions },
        { name = ("%d partitions, output"):format(one.num_partitions) })
    end
    return found
  end)
end

-- --- file_name -----------------------------------------------------------------------

-- The longest usual interval that divides the time of the batch.
local function interval_of(time)
  for _, ms in ipairs({ 1000, 100, 10, 1 }) do
    if time % ms == 0 then
      return ms
    end
  end
end

local function check_file_name(case, run)
  local interval = interval_of(case.time_ms)
  local text = program.new()
  text:context(interval)
  text:add("ssc:generatorStream(function() return {1} end, 1):saveAsTextFiles(%s)",
    type(case.suffix) == "string" and ("%q, %q"):format(case.prefix, case.suffix)
      or ("%q"):format(case.prefix))
  text:run()
  text:add('V.tellFiles("file", "ls -d %s*")', case.prefix)
  local options = { batches = 1, start_ms = case.time_ms - interval }
  return run:check(text:text(), options, function(result)
    local found, files = {}, compare.told(result, "file")
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, files[1] and files[1].name, case.expected, "the folder")
    return found
  end)
end

function M.file_name(case, run)
  local all = {}
  for _, one in ipairs(case.cases) do
    local found = check_file_name(one, run)
    compare.add(all, found)
  end
  return all
end

return M
