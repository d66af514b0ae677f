-- tests/vectors/kinds_listener.lua -- cases about what a StreamingListener is told.
-- SPDX-License-Identifier: MIT
local compare = require("compare")
local null = require("null")
local program = require("program")

local M = {}

-- --- Batches -------------------------------------------------------------------------

-- Tells the delays of a batch and its number of records, whatever is known by then.
local BATCHES = [[
local function tells(what)
  return function(event)
    local info = V.get(event, "batchInfo")
    V.tell(what, {"scheduling_delay", V.get(info, "schedulingDelay"),
      "processing_delay", V.get(info, "processingDelay"),
      "total_delay", V.get(info, "totalDelay"),
      "num_records", V.get(info, "numRecords")})
  end
end
ssc:addStreamingListener({onBatchSubmitted = tells("submitted"),
  onBatchStarted = tells("started"), onBatchCompleted = tells("completed")})]]

local PORT = 9999

-- A number, null for what is not known, or ">=0".
local function check_field(found, got, want, what)
  if want == ">=0" then
    compare.expect(found, math.type(got) ~= nil and got >= 0, true, what .. " is known")
  else
    compare.expect(found, got, want, what)
  end
end

local function check_batches(found, result, expected, what)
  local told = compare.told(result, what)
  compare.expect(found, #told, expected[what], "batches " .. what)
  for i, info in ipairs(told) do
    for field, want in pairs(expected[what .. "_fields"]) do
      check_field(found, info[field], want,
        ("%s of batch %d %s"):format(field, i, what))
    end
  end
end

-- A line for each batch comes in the middle of its interval.
local function batches_case(case, run)
  local text = program.new({ conf = {
    ["spark.streaming.blockInterval"] = ("%dms"):format(case.batch_ms // 5),
  } })
  text:context(case.batch_ms)
  text:add('V.show("out", ssc:socketTextStream("localhost", %d))', PORT)
  text:add(BATCHES)
  text:run()
  local lines = {}
  for i, batch in ipairs(case.input) do
    lines[i] = tostring(batch[1])
  end
  local rate = 1000 // case.batch_ms
  local options = { batches = #lines,
    setup = ("printf '%s\\n' >lines"):format(table.concat(lines, "\\n")),
    arguments = { "--feed", ("%d=lines:rate=%d/s"):format(PORT, rate) } }
  return run:check(text:text(), options, function(result)
    local found = {}
    compare.expect_no_error(found, compare.told(result, "error"))
    for _, what in ipairs({ "submitted", "started", "completed" }) do
      check_batches(found, result, case.expected, what)
    end
    return found
  end)
end

-- --- Outputs -------------------------------------------------------------------------

local OUTPUTS = [[
local function tells(what)
  return function(event)
    local info = V.get(event, "outputOperationInfo")
    V.tell(what, {"id", V.get(info, "id"), "failure", V.get(info, "failureReason")})
  end
end
ssc:addStreamingListener({onOutputOperationStarted = tells("started"),
  onOutputOperationCompleted = tells("completed")})]]

-- An output of the case: a number of good ones, or a list of those that fail.
local function add_outputs(text, outputs)
  if math.type(outputs) then
    for i = 1, outputs do
      text:add('V.show("out%d", input)', i)
    end
    return
  end
  for _, output in ipairs(outputs) do
    text:add("input:foreachRDD(function() error(%q, 0) end)",
      output:match("^fails: (.*)$") or error("no test knows " .. output, 0))
  end
end

local function first_ids(result, what, count)
  local ids = {}
  for i, item in ipairs(compare.told(result, what)) do
    ids[i] = i <= count and item.id or nil
  end
  return ids
end

local function check_failures(found, result, reasons)
  local failures = {}
  for _, output in ipairs(compare.told(result, "completed")) do
    failures[tostring(output.id)] = failures[tostring(output.id)] or output.failure
  end
  for id, reason in pairs(reasons) do
    local got = failures[id]
    if type(got) ~= "string" or got == null or not got:find(reason, 1, true) then
      found[#found + 1] = ("output %s failed with %s, want %q"):format(id,
        compare.show(got), reason)
    end
  end
end

local function outputs_case(case, run)
  local text = program.new()
  text:context(case.batch_ms or 1000)
  text:input("input", { { 1 } })
  add_outputs(text, case.output_operations)
  text:add(OUTPUTS)
  text:run()
  return run:check(text:text(), { batches = 1 }, function(result)
    local found, expected = {}, case.expected
    if expected.failure_reasons then
      check_failures(found, result, expected.failure_reasons)
      return found
    end
    for what, want in pairs({ started = expected.first_started_ids,
      completed = expected.first_completed_ids }) do
      compare.expect(found, first_ids(result, what, #want), want, "outputs " .. what)
    end
    return found
  end)
end

function M.listener(case, run)
  return (case.output_operations and outputs_case or batches_case)(case, run)
end

return M
