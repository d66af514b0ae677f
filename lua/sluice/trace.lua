-- sluice.trace: a trace, read back as objects that views, checks and learners share.
-- Spark: what a StreamingListener is told, and what it is not told.
--
-- Fields are in milliseconds, as in Spark's functions; those that end in _us are in
-- microseconds. A field of which nothing is known yet is nil; a misspelt one is an
-- error. Lists are new ones, in the order of the trace; the objects in them are shared.
-- SPDX-License-Identifier: MIT
local trace_index = require("sluice.trace_index")
local trace_kinds = require("sluice.trace_kinds")
local trace_origins = require("sluice.trace_origins")
local trace_states = require("sluice.trace_states")
local trace_storage = require("sluice.trace_storage")

---@class TraceBatch
---@field time integer ms, as in `Time: 3000 ms`
---@field number integer 1 is the first
---@field records integer in its blocks
---@field blocks TraceBlock[] given to it
---@field partitions integer of its input
---@field stages integer that ran
---@field shuffles integer of its jobs that no batch before had made: two for a join
---@field inputs {stream: integer, records: integer}[] what input streams told Spark
---@field jobs TraceJob[]
---@field jobsBefore integer? jobs of the run that began before its own were submitted
---@field output string what it printed on the driver
---@field schedulingDelay integer? ms from the tick to the first job
---@field processingTime integer? ms from the first job to the end of the last
---@field totalDelay integer? both together
---@field failed boolean
---@field waiting integer records that waited at the sources at its tick, if known
---@field run integer 1; more if a recovered driver formed it again
---@field runs integer how often a batch of its time began to run, in all

---@class TraceRate
---@field stream integer the input stream, counted from 0
---@field receiver integer? nil: it did not run
---@field time integer ms
---@field rate integer? records a second that back-pressure wants; nil: the first limit
---@field limit integer? what holds now: never more than the receiver's maxRate
---@field batch integer? time of the batch it was learned from, and of that batch:
---@field elements integer? records of the stream
---@field processingTime integer? ms
---@field schedulingDelay integer? ms

---@class TraceOffsets
---@field stream integer? the input stream, counted from 0
---@field batch integer its time
---@field ranges table[] topic, partition, fromOffset, untilOffset, count
---@field records integer in all of them
---@field restored boolean chosen before a recovery, and read again
---@field time integer ms

---@class TraceBlock
---@field id string as in Spark
---@field receiver integer
---@field from integer ms, where its block interval begins
---@field cut integer ms, where it ends
---@field records integer
---@field level string name of its storage level
---@field executors integer[] where it was stored, that of its receiver first
---@field replicas integer how many that are
---@field removed {executor: integer, why: string, time: integer}[] copies that are gone
---@field batch integer? time of its batch
---@field partition integer? its number in the RDD of that batch
---@field lost boolean? it was gone when that RDD was made

---@class TraceWindow
---@field time integer ms, where it ends
---@field length integer ms
---@field slide integer ms
---@field batches integer[] times of the batches in it
---@field entered integer[] those that the window before did not hold
---@field left integer[] those of the window before that are gone

---@class TraceState
---@field stream integer
---@field batch integer time
---@field keys integer that have a state
---@field visited integer calls of its function in the batch
---@field initial integer? keys that the program gave, or a checkpoint
---@field new integer? keys without a state before
---@field changed integer?
---@field same integer? keys that values came for, and their state stayed
---@field removed integer? by the function
---@field timedOut integer?
---@field gone integer removed and timed out
---@field given integer? keys that values came for
---@field named integer how many changes `stateKeys` has

---@class TraceKey
---@field stream integer
---@field batch integer time
---@field partition integer
---@field key string as Spark prints it
---@field value string? its state now; nil: it has none any more
---@field what string initial, new, changed, same, removed or timed-out
---@field values integer? that came in the batch
---@field left {batch: integer, value: string}[]? parts that left a window
---@field entered {batch: integer, value: string}[]? parts that came into it

---@class TraceOrigin
---@field node integer
---@field what string read, fetched, key, whole, lost, wrote, kept or gave
---@field job integer that computed it
---@field rdd integer
---@field partition integer
---@field shuffle integer?
---@field map integer? the map task of the shuffle, by its partition
---@field index integer? of the record in its partition
---@field key string?
---@field text string? of the record
---@field at_us integer

---@class TraceJob
---@field number integer
---@field batch integer? time
---@field output integer
---@field action string
---@field failed string? the error

---@class TraceCopy
---@field block string its id
---@field executor integer
---@field place string? memory, disk, both; nil: it is gone
---@field bytes integer?
---@field why string stored, replicated, evicted, read; cleaned, lost, replaced
---@field receiver integer? of a received block, where it was stored first
---@field rdd integer? of a kept partition, where it was kept first
---@field partition integer?
---@field level string? name of its storage level
---@field time integer ms

---@class Trace
local Trace = {__name = "trace"}
Trace.__index = Trace

-- The trace of which only some kinds of lines were read: what needs others is refused.
local Part = {__name = "trace"}

function Part.__index(trace, name)
  if Trace[name] then
    trace_kinds.check(trace.asked, name)
  end
  return Trace[name]
end

local M = {}

-- Steps through an array, or through a function that returns a record at each call.
local function each(records)
  if type(records) == "function" then
    return records
  end
  local i = 0
  return function()
    i = i + 1
    return records[i]
  end
end

---Reads a trace: an array of records, or a function that returns the next one. RDDs may
---be made before the run starts; a trace without a start is an error object.
---@param records table[]|fun(): table?
---@param kinds? table<string, boolean> those of which there are records, as
---  sluice.trace_kinds makes it, who reads them looks into it anew for each; nil: all
---@return Trace
function M.new(records, kinds)
  local asked = {}
  for kind, wanted in pairs(kinds or asked) do
    asked[kind] = wanted
  end
  local index = trace_index.new(kinds)
  local reads = index.read
  for record in each(records) do
    local read = reads[record.kind]
    if read then -- else of a later version
      read(index, record)
    end
  end
  if not index.run then
    error({name = "no-run", more = false, try = "ssc:start() in the program",
      message = "this trace holds no run: the context was never started"}, 0)
  end
  return kinds and setmetatable({index = index, asked = asked}, Part)
    or setmetatable({index = index}, Trace)
end

-- The items for which each given field has the given value.
local function select(items, filter)
  if not filter then
    return table.move(items, 1, #items, 1, {})
  end
  local list = {}
  for _, item in ipairs(items) do
    local fits = true
    for name, value in pairs(filter) do
      fits = fits and item[name] == value
    end
    if fits then
      list[#list + 1] = item
    end
  end
  return list
end

---The settings of the run and, once it has stopped, how it ended.
function Trace:run()
  return self.index.run
end

---The program that ran: its file as streams and outputs name it, its text, and how many
---bytes it had; the text is cut if it was long. Nil in a trace without it.
---@return {file: string, text: string, bytes: integer}|nil
function Trace:source()
  return self.index.source
end

---The DStreams, by number.
function Trace:streams()
  return select(self.index.streams)
end

---One DStream, or nil.
---@param number integer
function Trace:stream(number)
  return self.index.stream_by_number[number]
end

---The output operations, in the order of the program.
function Trace:outputs()
  return select(self.index.outputs)
end

---The receivers with all states they were in.
function Trace:receivers()
  return select(self.index.receivers)
end

---Records that arrived; filter: receiver, batch (the time of the batch they are in).
---@param filter? {receiver: integer?, batch: integer?}
function Trace:records(filter)
  if not filter then
    return select(self.index.records)
  end
  local receiver, batch = filter and filter.receiver, filter and filter.batch
  local list = {}
  for _, record in ipairs(self.index.records) do
    local fits = not receiver or record.receiver == receiver
    if fits and batch then
      fits = record.block ~= nil and record.block.batch == batch
    end
    if fits then
      list[#list + 1] = record
    end
  end
  return list
end

---All records that arrived, as the list that the trace itself has, which is not to be
---changed: a long run has so many that a new one would cost more than to look at a few.
function Trace:everyRecord()
  return self.index.records
end

---The record that arrived last, or nil.
function Trace:lastRecord()
  return self.index.records[#self.index.records]
end

---Blocks, as they were cut; filter: batch (its time), receiver.
---@param filter? {batch: integer?, receiver: integer?}
---@return TraceBlock[]
function Trace:blocks(filter)
  return select(self.index.blocks, filter)
end

---What became of copies of blocks and of kept partitions, change by change.
---@return TraceCopy[]
function Trace:storage()
  return trace_storage.changes(self.index)
end

---Batches, oldest first, of times from `from` to `to`.
---@param range? {from: integer?, to: integer?}
---@return TraceBatch[]
function Trace:batches(range)
  local from, to = range and range.from, range and range.to
  local list = {}
  for _, batch in ipairs(self.index.batches) do
    if (not from or batch.time >= from) and (not to or batch.time <= to) then
      list[#list + 1] = batch
    end
  end
  return list
end

---The batch of a time in ms, as in `Time: 3000 ms`; an error if there is none.
---@param time integer
---@return TraceBatch
function Trace:batch(time)
  local batch = self.index.batch_by_time[time]
  if not batch then
    error(("no batch has the time %s ms; batches come every %d ms"):format(
      tostring(time), self.index.run.interval), 2)
  end
  return batch
end

---Rates, as they were set; filter: stream, batch.
---@param filter? {stream: integer?, batch: integer?}
---@return TraceRate[]
function Trace:rates(filter)
  return select(self.index.rates, filter)
end

---What direct streams read, as it was chosen; filter: stream, batch.
---@param filter? {stream: integer?, batch: integer?}
---@return TraceOffsets[]
function Trace:offsets(filter)
  return select(self.index.offsets, filter)
end

---RDDs, as they were made; filter: batch, stream, op.
---@param filter? {batch: integer?, stream: integer?, op: string?}
function Trace:rdds(filter)
  return select(self.index.rdds, filter)
end

---One RDD, or nil.
---@param number integer
function Trace:rdd(number)
  return self.index.rdd_by_number[number]
end

---The times for which partitions of an RDD were kept, oldest first.
---@param number integer of the RDD
---@return {partition: integer, at_us: integer, gone_us: integer?, why: string?}[]
function Trace:kept(number)
  return select(self.index.kept[number] or {})
end

---How an RDD was written to files, or nil.
---@param number integer of the RDD
function Trace:checkpoint(number)
  return self.index.checkpoints[number]
end

---Functions that tasks were given, each once for each way: how is computed or split (it
---is evaluated without Lua) or called; filter: rdd, stream, how.
---@param filter? {rdd: integer?, stream: integer?, how: string?}
---@return {rdd: integer, stream: integer?, how: string, file: string?, line: integer?,
---  time: integer}[]
function Trace:functions(filter)
  return select(self.index.functions, filter)
end

---What the world did to the driver: state is killed or started.
---@return {state: string, time: integer}[]
function Trace:drivers()
  return select(self.index.drivers)
end

---Executors, in the order of joining; lost is when, in ms, or nil.
---@return {number: integer, host: string, cores: integer, memory: integer,
---  added: integer}[]
function Trace:executors()
  return select(self.index.executors)
end

---Records that places of the world sent; filter: place, lost.
---@param filter? {place: string?, lost: boolean?}
function Trace:arrivals(filter)
  return select(self.index.arrivals, filter)
end

---Records that places which keep them gave to receivers; filter: place, times.
---@param filter? {place: string?, times: integer?}
function Trace:takings(filter)
  return select(self.index.takings, filter)
end

---Acknowledgements; filter: place, accepted. So many blocks had been stored before one
---is its blocksBefore.
---@param filter? {place: string?, accepted: boolean?}
function Trace:acks(filter)
  return select(self.index.acks, filter)
end

---What was done to tables outside; filter: store, op, batch, task.
---@param filter? {store: string?, op: string?, batch: integer?, task: integer?}
function Trace:stores(filter)
  return select(self.index.stores, filter)
end

---Partitions of the states of a stream, as they were kept; filter: stream, batch.
---@param filter? {stream: integer?, batch: integer?}
function Trace:states(filter)
  return select(self.index.states, filter)
end

---The state of a stream after a batch: how many keys it has, and how often its function
---was called in that batch. The rest is nil where it is not known.
---@param stream integer of updateStateByKey, mapWithState or a window with an inverse
---@param batch integer its time
---@return TraceState
function Trace:state(stream, batch)
  return trace_states.state(self.index, stream, batch)
end

---The times of the batches after which the state of a stream is known, ascending.
---@param stream integer
---@return integer[]
function Trace:stateTimes(stream)
  return trace_states.times(self.index, stream)
end

---The keys whose state a batch brought, changed or took away, and those whose state
---stayed although values came. The setting sluice.trace.keys says how many are named.
---@param stream integer
---@param batch integer its time
---@return TraceKey[]
function Trace:stateKeys(stream, batch)
  return trace_states.changes(self.index, stream, batch)
end

---Whether the run followed its records: sluice.provenance.
---@return boolean
function Trace:isFollowed()
  return next(self.index.origins) ~= nil
end

---The records that an output gave in a batch, in a run that followed its records; of
---what `print` did not ask for there are none.
---@param batch integer its time
---@param output integer counted from 0
---@return TraceOrigin[]
function Trace:results(batch, output)
  return trace_origins.results(self.index, batch, output)
end

---What a record, or values of one key, are made of: what came, in its order, each with
---the value that it brought. None where a record came into the run.
---@param origin TraceOrigin
---@return {origin: TraceOrigin, value: string?}[]
function Trace:parts(origin)
  return trace_origins.parts(self.index, origin)
end

---What failed, in the order of time; filter: what (output, job, task, receiver), batch.
---@param filter? {what: string?, batch: integer?}
function Trace:errors(filter)
  return select(self.index.errors, filter)
end

---Whether partitions of an RDD were kept for later jobs.
---@param number integer of the RDD
---@return boolean
function Trace:isCached(number)
  return self.index.cached_rdds[number] == true
end

---Windows, as they were formed; filter: stream, which may stand alone.
---@param filter? integer|{stream: integer?}
---@return TraceWindow[]
function Trace:windows(filter)
  if math.type(filter) then
    filter = {stream = filter}
  end
  return select(self.index.windows, filter)
end

---Spark jobs; filter: batch, output.
---@param filter? {batch: integer?, output: integer?}
---@return TraceJob[]
function Trace:jobs(filter)
  return select(self.index.jobs, filter)
end

---Tasks; filter: batch, job, stage, executor.
---@param filter? {batch: integer?, job: integer?, stage: integer?, executor: integer?}
function Trace:tasks(filter)
  return select(self.index.tasks, filter)
end

---What was printed; filter: batch, output, place.
---@param filter? {batch: integer?, output: integer?, place: string?}
function Trace:printed(filter)
  return select(self.index.printed, filter)
end

return M
