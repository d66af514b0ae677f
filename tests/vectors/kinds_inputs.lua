-- tests/vectors/kinds_inputs.lua -- cases about where records come from.
-- SPDX-License-Identifier: MIT
local ask = require("ask")
local compare = require("compare")
local program = require("program")

local M = {}

-- --- queue_stream --------------------------------------------------------------------

local function add_pushes(text, case)
  text:add("local queue = {}")
  text:add('V.show("out", ssc:queueStream(queue, %s))', tostring(case.one_at_a_time))
  text:add("ssc:start()")
  for i, pushes in ipairs(case.queue_pushes) do
    for _, value in ipairs(pushes) do
      text:add("table.insert(queue, sc:parallelize({%s}, 2))", program.literal(value))
    end
    text:wait(i == 1 and case.batch_ms * 3 // 2 or case.batch_ms)
  end
  text:add("ssc:stop()")
end

-- A queue of RDDs that are there from the start.
local function queue_of(batches, one_at_a_time)
  local rdds = {}
  for i, batch in ipairs(batches) do
    rdds[i] = ("sc:parallelize(%s)"):format(program.list(batch))
  end
  return ("ssc:queueStream({%s}, %s)"):format(table.concat(rdds, ", "),
    tostring(one_at_a_time ~= false))
end

-- Operations that the cases tell in words only, on the streams s1, s2 …
local OPERATIONS = {
  [""] = "s1",
  ["map that raises an error when x == 1, else x"] = [[s1:map(function(x)
    if x == 1 then error("This is a special error", 0) end
    return x
  end)]],
  ["transform over three queue streams: rdd2 union rdd3 union rdd1"] =
    [[ssc:transform({s1, s2, s3}, function(rdds)
      return rdds[2]:union(rdds[3]):union(rdds[1])
    end)]],
}

local function add_queued(text, case)
  for i, batches in ipairs(case.queues or { case.queued_rdds }) do
    text:add("local s%d = %s", i, queue_of(batches, case.one_at_a_time))
  end
  local description = case.operation and case.operation.description or ""
  text:add('V.show("out", %s)', OPERATIONS[description]
    or error("no test knows how to " .. description, 0))
  text:add("ssc:start()")
  for i = 1, #(case.queues and case.queues[1] or case.queued_rdds) do
    text:wait(i == 1 and case.batch_ms * 3 // 2 or case.batch_ms)
  end
  text:add("ssc:stop()")
end

function M.queue_stream(case, run)
  local text = program.new()
  local add = case.queue_pushes and add_pushes or add_queued
  text:context(case.batch_ms)
  add(text, case)
  return run:check(text:text(), {}, function(result)
    local found, errors = {}, compare.told(result, "error")
    if case.expected_error then
      compare.expect_error(found, errors[1], case.expected_error)
    else
      compare.expect_no_error(found, errors)
    end
    local outputs = compare.told(result, "out")
    if case.empty_outputs_skipped then
      outputs = compare.filled(outputs)
    end
    compare.expect_outputs(found, outputs, case.expected,
      { name = "out", unordered = case.unordered })
    return found
  end)
end

-- --- file_stream ---------------------------------------------------------------------

local function octal(bytes)
  local parts = {}
  for i, byte in ipairs(bytes) do
    parts[i] = ("\\%03o"):format(byte)
  end
  return table.concat(parts)
end

-- The commands that make the files, in a folder of their own.
local function make_files(files)
  local commands = { "mkdir files" }
  for _, file in ipairs(files) do
    local contents = file.bytes and octal(file.bytes)
      or table.concat(file.lines, "\\n") .. "\\n"
    commands[#commands + 1] = ("printf '%s' >files/%s"):format(contents, file.name)
  end
  return table.concat(commands, " && ")
end

-- The option that lets them appear in the folder "in".
local function arrivals(files)
  local items = {}
  for i, file in ipairs(files) do
    items[i] = ("files/%s@%dms"):format(file.name, file.mod_time_ms)
  end
  return { "--files", "in=" .. table.concat(items, ",") }
end

local function file_stream(case)
  if case.record_length_bytes then
    return ('ssc:binaryRecordsStream("in", %d)'):format(case.record_length_bytes)
      .. ":map(function(record) return record:byte() end)"
  elseif case.new_files_only == false then
    return 'ssc:fileStream("in", nil, false):map(function(_, line) return line end)'
  end
  return 'ssc:textFileStream("in")'
end

function M.file_stream(case, run)
  local text = program.new()
  text:context(case.batch_ms)
  text:add('V.show("out", %s)', file_stream(case))
  text:run()
  local options = { batches = #case.batch_times_ms, start_ms = case.clock_at_start_ms,
    setup = make_files(case.files), arguments = arrivals(case.files) }
  return run:check(text:text(), options, function(result)
    local found, times = {}, {}
    local outputs = compare.told(result, "out")
    for i, output in ipairs(outputs) do
      times[i] = output.time
    end
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, times, case.batch_times_ms, "times of the batches")
    compare.expect_outputs(found, outputs, case.expected,
      { name = "out", unordered = case.unordered })
    return found
  end)
end

-- --- file_stream_recovery ------------------------------------------------------------

-- The driver of Spark's test dies while batch 6000 runs and batch 8000 waits, and comes
-- back at 15000, while files 4, 5, 6 have appeared.
local function recovery_program(case)
  local text = program.new()
  local interval = case.batch_ms
  text:add("local function create()")
  text:context(interval, true)
  text:add('local sums = ssc:textFileStream("in"):map(tonumber)')
  text:add("  :reduceByWindow(function(a, b) return a + b end, Milliseconds(%d), "
    .. "Milliseconds(%d))", case.operation.window_ms, case.operation.slide_ms)
  text:add('V.show("out", sums)')
  text:add("return ssc")
  text:add("end")
  for phase, ms in ipairs({ 2 * interval + interval // 2, 10 * interval }) do
    text:add('V.tell("phase", {"number", %d})', phase)
    text:add("do")
    text:add('local ssc = StreamingContext.getOrCreate("checkpoint", create)')
    text:add("ssc:start()")
    text:wait(ms)
    text:add("ssc:stop()")
    text:add("end")
  end
  return text:text()
end

-- All sums, each once, in the order in which they first came; `before` counts those of
-- the first phase.
local function sums_of(result)
  local seen, sums, before, phase = {}, {}, 0, 0
  for _, item in ipairs(result.told) do
    phase = item.what == "phase" and item.number or phase
    for _, sum in ipairs(item.what == "out" and item.records or {}) do
      before = before + (phase == 1 and 1 or 0)
      if not seen[sum] then
        seen[sum] = true
        sums[#sums + 1] = sum
      end
    end
  end
  return sums, before
end

function M.file_stream_recovery(case, run)
  local options = { setup = make_files(case.files), arguments = arrivals(case.files) }
  return run:check(recovery_program(case), options, function(result)
    local found = {}
    local sums, before = sums_of(result)
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, before, #case.expected_before_restart,
      "sums before the restart")
    if not compare.same_records(sums, case.expected_all_sums, { unordered = true }) then
      compare.expect(found, sums, case.expected_all_sums, "all sums")
    end
    return found
  end)
end

-- --- socket_stream -------------------------------------------------------------------

local PORT = 9999

local function feed(file)
  return ("%d=%s"):format(PORT, file)
end

local function check_lines(case, run)
  local text = program.new()
  text:context(case.batch_ms)
  text:add('V.show("out", ssc:socketTextStream("localhost", %d))', PORT)
  text:run()
  local options = { batches = case.expected.batches_completed, setup = ": >lines",
    arguments = { "--feed", feed("lines") } }
  return run:check(text:text(), options, function(result)
    local found, outputs = {}, compare.told(result, "out")
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, #outputs, case.expected.batches_completed,
      "batches that completed")
    for i, output in ipairs(outputs) do
      compare.expect(found, #output.records, #case.lines_sent, "records of batch " .. i)
    end
    return found
  end)
end

-- A receiver has one thread here: it stores the records of all the others in turn.
local function check_receiver(case, run)
  local total = case.receiver.threads * case.receiver.records_per_thread
  local text = program.new()
  text:context(case.batch_ms)
  text:add("local stream = ssc:receiverStream(function(receiver)")
  text:add("for i = 1, %d do", case.receiver.records_per_thread)
  text:add("for thread = 1, %d do receiver:store(pair(thread, i)) end",
    case.receiver.threads)
  text:add("receiver:sleep(Milliseconds(1))")
  text:add("end")
  text:add("while not receiver:isStopped() do receiver:sleep(Milliseconds(100)) end")
  text:add("end)")
  text:add('V.show("out", stream:count())')
  text:run()
  local batches = case.receiver.records_per_thread // case.batch_ms + 2
  return run:check(text:text(), { batches = batches }, function(result)
    local found, sum = {}, 0
    for _, output in ipairs(compare.told(result, "out")) do
      sum = sum + output.records[1]
    end
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, sum, total, "records")
    compare.expect(found, total, case.expected_total, "records that were stored")
    return found
  end)
end

function M.socket_stream(case, run)
  return (case.receiver and check_receiver or check_lines)(case, run)
end

-- --- input_ids -----------------------------------------------------------------------

function M.input_ids(case, run)
  local text = program.new({ master = "local[8]" })
  local arguments, setup = {}, ": >lines"
  text:context(1000)
  for i, kind in ipairs(case.created_in_order) do
    local stream = 'ssc:queueStream({})'
    if kind == "receiver" then
      stream = ('ssc:socketTextStream("localhost", %d)'):format(PORT + i)
      table.move({ "--feed", ("%d=lines"):format(PORT + i) }, 1, 2, #arguments + 1,
        arguments)
    end
    text:add("local stream%d = %s", i, stream)
    text:add('V.show("out%d", stream%d)', i, i)
  end
  text:run()
  local options = { batches = 1, trace = true, arguments = arguments, setup = setup }
  return run:check(text:text(), options, function(result)
    local found, ids, receivers = {}, {}, {}
    for _, record in ipairs(result.trace) do
      if record.kind == "stream" and #record.parents == 0 then
        ids[#ids + 1] = #ids
      elseif record.kind == "receiver" and record.state == "waiting" then
        receivers[#receivers + 1] = record.stream
      end
    end
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, ids, case.expected.ids, "input streams")
    compare.expect(found, receivers, case.expected.receiver_ids,
      "those with a receiver")
    return found
  end)
end

-- --- block_rdd -----------------------------------------------------------------------

local BLOCK_MS = 200

-- Each line comes in a block interval of its own, so a batch has as many blocks as it
-- has intervals; the first lacks the block that is cut at its own tick.
local function check_blocks(case, run)
  local blocks = #case.block_infos
  local text = program.new({
    conf = { ["spark.streaming.blockInterval"] = BLOCK_MS .. "ms" },
  })
  text:context(blocks * BLOCK_MS)
  text:add('V.show("out", ssc:socketTextStream("localhost", %d))', PORT)
  text:run()
  local options = { batches = 2, setup = "seq 1000 >lines",
    arguments = { "--feed", feed("lines:rate=5/s") } }
  return run:check(text:text(), options, function(result)
    local found, output = {}, compare.told(result, "out")[2]
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, output and output.partitions, case.expected.partitions,
      "partitions of the second batch")
    return found
  end)
end

function M.block_rdd(case, run)
  local found, lacking = ask(case, run)
  local is_plain = not case.receiver_wal_enabled
  for _, block in ipairs(case.block_infos) do
    is_plain = is_plain and block.present and not block.wal
  end
  if is_plain and found and #found == 0 then -- so that a program can show it, too
    return check_blocks(case, run)
  end
  return found, lacking
end

return M
