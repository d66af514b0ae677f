-- tests/golden/events.lua -- what ran, from a trace.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/golden/events.lua TRACE
--
-- prints one JSON object a line for each batch, output and job, in the form in which
-- Spark's own events are kept beside the programs (NAME.events):
--
--   {"event":"batch","time":1000,"records":{"0":3}}
--   {"event":"output","time":1000,"id":0,"name":"print"}
--   {"event":"job","time":1000,"output":0,"stages":[
--       {"name":"map","tasks":2,"parents":[]},
--       {"name":"print","tasks":1,"parents":[0]}]}
--
-- Batches without an output do not show. Spark counts the outputs of each batch from 0
-- and leaves out those that have no turn in it. "parents" are positions in the list of
-- stages.
-- Spark numbers the stages of one depth in no fixed order, so they are sorted: parents
-- first, those that ran before skipped ones, then by name, tasks, and neighbours (these
-- by a hash, as in the kept files).

local javahash = require "javahash"
local json = require "json"

-- Everything that is read before a batch can be written.
local run = {
  ops = {}, receivers = {}, blocks = {}, batches = {}, submitted = {}, jobs = {},
  loose = {},
}

local function failed(yes)
  return yes and ',"failed":true' or ""
end

-- The stages of a job with what the order is made from: depth, origin and use.
local function neighbours(job)
  local by_number, stages = {}, {}
  for i, stage in ipairs(job.stages) do
    local node = { name = stage.name, tasks = stage.tasks, parents = {}, depth = 0,
      ran = run.submitted[stage.stage] == true, users = {} }
    local origins = {}
    for _, number in ipairs(stage.parents) do
      local parent = by_number[number]
      node.depth = math.max(node.depth, parent.depth + 1)
      node.parents[#node.parents + 1] = parent
      origins[#origins + 1] = parent.origin
    end
    table.sort(origins)
    for k, origin in ipairs(origins) do
      origins[k] = javahash.string(origin)
    end
    node.origin = ("(%s,%s,%d,%d)"):format(node.ran, node.name, node.tasks,
      javahash.sequence(origins))
    for _, parent in ipairs(node.parents) do
      parent.users[#parent.users + 1] = node.origin
    end
    by_number[stage.stage], stages[i] = node, node
  end
  return stages
end

local function before(a, b)
  if a.depth ~= b.depth then
    return a.depth < b.depth
  elseif a.ran ~= b.ran then
    return a.ran
  elseif a.name ~= b.name then
    return a.name < b.name
  elseif a.tasks ~= b.tasks then
    return a.tasks < b.tasks
  elseif a.origin ~= b.origin then
    return a.origin < b.origin
  end
  return a.use < b.use
end

local function stage_text(stage)
  local parents = {}
  for i, parent in ipairs(stage.parents) do
    parents[i] = parent.position
  end
  table.sort(parents)
  return ('{"name":"%s","tasks":%d,"parents":[%s]%s}'):format(stage.name, stage.tasks,
    table.concat(parents, ","), stage.ran and "" or ',"skipped":true')
end

local function write_job(job, output)
  local stages = neighbours(job)
  for _, stage in ipairs(stages) do
    table.sort(stage.users)
    stage.use = table.concat(stage.users, ", ")
  end
  table.sort(stages, before)
  local texts = {}
  for i, stage in ipairs(stages) do
    stage.position = i - 1
  end
  for i, stage in ipairs(stages) do
    texts[i] = stage_text(stage)
  end
  print(('{"event":"job","time":%s,"output":%s,"stages":[%s]%s}'):format(
    output and job.batch // 1000 or "null", output or "null",
    table.concat(texts, ","), failed(job.failed)))
end

local function write_batch(batch, has_failed)
  for _, job in ipairs(run.loose) do
    write_job(job)
  end
  run.loose = {}
  local time = batch.time // 1000
  print(('{"event":"batch","time":%d,"records":{%s}%s}'):format(time,
    table.concat(batch.records, ","), failed(has_failed)))
  table.sort(batch.outputs, function(a, b) return a.output < b.output end)
  for i, output in ipairs(batch.outputs) do
    print(('{"event":"output","time":%d,"id":%d,"name":"%s"%s}'):format(time, i - 1,
      run.ops[output.output], failed(output.failed)))
    for _, job in ipairs(batch.jobs) do
      if job.output == output.output then
        write_job(job, i - 1)
      end
    end
  end
end

local function count_records(blocks)
  local counts, texts = {}, {}
  for _, id in ipairs(blocks) do
    local stream = tonumber(id:match("^input%-(%d+)%-"))
    counts[stream] = (counts[stream] or 0) + run.blocks[id]
  end
  for i, stream in ipairs(run.receivers) do
    texts[i] = ('"%d":%d'):format(stream, counts[stream] or 0)
  end
  return texts
end

local READ = {}

function READ.stream(record)
  if record.receiver >= 0 then
    table.insert(run.receivers, record.stream)
  end
end

function READ.output(record)
  run.ops[record.output] = record.op
end

function READ.block(record)
  run.blocks[record.block] = record.records
end

function READ.batch(record)
  run.batches[record.batch] = { time = record.batch, outputs = {}, jobs = {},
    records = count_records(record.blocks) }
end

READ["job-started"] = function(record)
  run.jobs[record.job] = record
  local batch = run.batches[record.batch]
  table.insert(batch and batch.jobs or run.loose, record)
end

READ["stage-started"] = function(record)
  run.submitted[record.stage] = true
end

READ["job-completed"] = function(record)
  run.jobs[record.job].failed = record.failed
end

READ["output-completed"] = function(record)
  table.insert(run.batches[record.batch].outputs, record)
end

READ["jobs-completed"] = function(record)
  write_batch(run.batches[record.batch], record.failed)
end

for _, record in ipairs(json.lines(arg[1])) do
  local read = READ[record.kind]
  if read then
    read(record)
  end
end
for _, job in ipairs(run.loose) do
  write_job(job)
end
