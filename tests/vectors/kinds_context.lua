-- tests/vectors/kinds_context.lua -- cases about a context: its states, its end, its
-- recovery.
-- SPDX-License-Identifier: MIT
local compare = require("compare")
local program = require("program")

local M = {}

local BATCH_MS = 1000

-- --- Events in turn ------------------------------------------------------------------

-- Words of the cases as calls. Without a name there is one context.
local HEAD = [[
local contexts, spark = {}, nil
local function create(name, queue)
  spark = spark or SparkContext(conf)
  local ssc = StreamingContext(spark, Milliseconds(1000))
  if queue then
    ssc:checkpoint("checkpoint")
    V.show("out", ssc:queueStream({}))
  else
    V.show("out", V.input(ssc, {}, 2))
  end
  contexts[name] = ssc
end
local function usable(ssc)
  local fine, count = pcall(function()
    return ssc:sparkContext():parallelize({1, 2}, 1):count()
  end)
  return fine and count == 2
end
local function told(number, name, action)
  V.attempt("error" .. number, action)
  local ssc = contexts[name]
  V.tell("event", {"number", number, "state", tostring(ssc:getState()),
    "usable", usable(ssc)})
end]]

local EVENTS = {}

function EVENTS.create(value)
  return ("create(%s, %s)"):format("name", tostring(type(value) == "string"
    and value:find("queueStream") ~= nil))
end

function EVENTS.start()
  return "contexts[name]:start()"
end

function EVENTS.stop(value)
  local spark = type(value) == "table" and tostring(value.stop_spark_context) or ""
  return ("contexts[name]:stop(%s)"):format(spark)
end

-- A context whose files were written in the batches that have run by then.
function EVENTS.recover_from_checkpoint()
  return 'StreamingContext.getOrCreate("checkpoint", function() error("new one") end)'
end

-- The word of an event and what it is about.
local function word_of(event)
  for word in pairs(EVENTS) do
    if event[word] then
      return word, event[word]
    end
  end
  error("no test knows this event", 0)
end

-- A context may be named after what it is made with.
local function name_of(value)
  return type(value) == "string" and not value:find(" ") and value or "only"
end

local function events_program(case)
  local text = program.new()
  text:add(HEAD)
  for i, event in ipairs(case.events) do
    local word, value = word_of(event)
    text:add("do local name = %q", name_of(value))
    text:add("told(%d, name, function() %s end)", i, EVENTS[word](value))
    if word == "start" and not event.expect_error then
      text:add("contexts[name]:awaitTerminationOrTimeout(%d)", BATCH_MS + BATCH_MS // 2)
    end
    text:add("end")
  end
  return text:text()
end

local function check_event(found, result, event, number)
  local place = ("event %d: "):format(number)
  local errors = compare.told(result, "error" .. number)
  local seen = {}
  for _, item in ipairs(compare.told(result, "event")) do
    seen = item.number == number and item or seen
  end
  if event.expect_error then
    compare.expect_error(found, errors[1], event.expect_error)
  else
    compare.expect_no_error(found, errors)
  end
  if event.expect_state then
    compare.expect(found, seen.state, event.expect_state, place .. "state")
  end
  if event.expect_spark_context_usable ~= nil then
    compare.expect(found, seen.usable, event.expect_spark_context_usable,
      place .. "the SparkContext can be used")
  end
  if event.expect_warning and not result.err:find(event.expect_warning, 1, true) then
    found[#found + 1] = ("%sno warning says %q"):format(place, event.expect_warning)
  end
end

local function check_events(case, run)
  return run:check(events_program(case), {}, function(result)
    local found = {}
    for i, event in ipairs(case.events) do
      check_event(found, result, event, i)
    end
    return found
  end)
end

-- --- stop gracefully -----------------------------------------------------------------

-- A receiver of a number a millisecond, that is stopped while it goes on.
local GRACEFUL = [[
local stream = ssc:receiverStream(function(receiver)
  local number = 0
  while not receiver:isStopped() do
    number = number + 1
    receiver:store(number)
    receiver:sleep(Milliseconds(1))
  end
end)]]

-- One that, when it is told to stop, waits until it has stored all.
local SLOW = [[
local has = {stored = false}
local stream = ssc:receiverStream({
  onStart = function(receiver)
    for number = 1, %d do
      receiver:sleep(Milliseconds(%d))
      receiver:store(number)
    end
    has.stored = true
  end,
  onStop = function(receiver)
    while not has.stored do receiver:sleep(Milliseconds(100)) end
  end})]]

local function graceful_program(case, receiver, wait)
  local text = program.new({ conf = case.conf })
  text:context(case.batch_ms)
  text:add(receiver)
  text:add('V.show("out", stream)')
  text:add("ssc:start()")
  text:wait(wait)
  text:add('V.attempt("error", function() ssc:stop(true, true) end)')
  return text:text()
end

local function records_told(result)
  local count = 0
  for _, output in ipairs(compare.told(result, "out")) do
    count = count + #output.records
  end
  return count
end

local function stopped_record(trace)
  for _, record in ipairs(trace) do
    if record.kind == "stopped" then
      return record
    end
  end
  return {}
end

local function check_graceful(case, run)
  local text = graceful_program(case, GRACEFUL, 10 * case.batch_ms + case.batch_ms // 2)
  return run:check(text, { trace = true }, function(result)
    local found = {}
    local received = stopped_record(result.trace).received or 0
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, received > 0, true, "something was received")
    compare.expect(found, records_told(result), received, "records that were processed")
    return found
  end)
end

local function check_slow(case, run)
  local receiver = SLOW:format(case.receiver.total_records,
    1000 // case.receiver.records_per_second)
  return run:check(graceful_program(case, receiver, 500), {}, function(result)
    local found = {}
    compare.expect_no_error(found, compare.told(result, "error"))
    compare.expect(found, records_told(result), case.expected.processed_records,
      "records that were processed")
    return found
  end)
end

-- --- An error in a task --------------------------------------------------------------

local function check_error(case, run)
  local text = program.new()
  text:context(BATCH_MS)
  text:input("input", { { 1 }, { 2 } })
  text:add("V.show(\"out\", input:map(function() error(%q, 0) end))",
    case.expected_error.message_contains)
  text:add("ssc:start()")
  text:wait(BATCH_MS * 2)
  return run:check(text:text(), {}, function(result)
    local found = {}
    compare.expect_error(found, compare.told(result, "error")[1], case.expected_error)
    return found
  end)
end

-- --- getOrCreate ---------------------------------------------------------------------

-- A directory that holds a checkpoint of a context with a setting of its own, then a
-- second call for the same directory with another.
local GET_OR_CREATE = [[
local function create(mark, spark)
  return function()
    V.tell("created", {"mark", mark})
    local made = spark or SparkConf():setAppName("vectors"):setMaster("local[2]")
      :set("vectors.mark", mark)
    local ssc = StreamingContext(made, Milliseconds(1000))
    ssc:checkpoint("checkpoint")
    V.show("out", V.input(ssc, {{1}, {2}}, 1))
    return ssc
  end
end
local function write()
  local ssc = StreamingContext.getOrCreate("checkpoint", create("first"))
  ssc:start()
  ssc:awaitTerminationOrTimeout(1500)
  ssc:stop()
end
local function corrupt()
  os.execute("mkdir checkpoint && echo broken >checkpoint/checkpoint-1000")
end]]

local PATHS = { ["empty directory"] = "", ["corrupted checkpoint"] = "corrupt()",
  ["valid checkpoint"] = "write()" }

local function get_program(one)
  local text = program.new()
  local on_error = tostring(one.create_on_error == true)
  text:add(GET_OR_CREATE)
  text:add(PATHS[one.path] or error("no test knows the path " .. one.path, 0))
  local spark = "nil"
  if one.existing_spark_context then
    text:add('local spark = SparkContext(conf:set("vectors.mark", "existing"))')
    spark = "spark"
  end
  text:add('V.tell("second", {"number", 2})')
  text:add('local fine, ssc = V.attempt("error", StreamingContext.getOrCreate, '
    .. '"checkpoint", create("second", %s), nil, %s)', spark, on_error)
  text:add("if fine then")
  text:add("local found = ssc:sparkContext():getConf()")
  text:add('V.tell("mark", {"mark", found:get("vectors.mark")})')
  text:add("end")
  return text:text()
end

-- Whether the second call made a context, found one, or failed; and whose conf it has.
local function outcome_of(result)
  local created, second = false, false
  for _, item in ipairs(result.told) do
    second = second or item.what == "second"
    created = created or second and item.what == "created"
  end
  local mark = compare.told(result, "mark")[1]
  return #compare.told(result, "error") > 0 and "exception"
    or created and "new context created" or "context recovered", mark and mark.mark
end

local function judge_get(result, one)
  local found = {}
  local outcome, mark = outcome_of(result)
  compare.expect(found, outcome, one.expect:match("^[^,]*"),
    "getOrCreate, " .. one.path)
  if one.expect:find("checkpointed conf", 1, true) then
    compare.expect(found, mark, "first", "the setting of " .. one.path)
  elseif one.expect:find("existing SparkContext", 1, true) then
    compare.expect(found, mark, "existing", "the setting of " .. one.path)
  end
  return found
end

local function check_get(case, run)
  local all = {}
  for _, one in ipairs(case.cases) do
    local found = run:check(get_program(one), {}, function(result)
      return judge_get(result, one)
    end)
    compare.add(all, found)
  end
  return all
end

function M.context_state(case, run)
  local check = case.events and check_events or case.cases and check_get
    or case.expected_error and check_error
    or case.receiver and check_slow or check_graceful
  return check(case, run)
end

-- --- context_error -------------------------------------------------------------------

local ACTIONS = {
  ["recreate a context from a directory that does not exist"] =
    'StreamingContext("no-such-directory")',
}

function M.context_error(case, run)
  local text = program.new()
  local action = ACTIONS[case.action]
    or error("no test knows how to " .. case.action, 0)
  text:add('V.attempt("error", function() %s end)', action)
  return run:check(text:text(), {}, function(result)
    local found = {}
    compare.expect_error(found, compare.told(result, "error")[1], case.expected_error)
    return found
  end)
end

return M
