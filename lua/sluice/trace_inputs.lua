-- sluice.trace_inputs: what input streams gave to each batch; a part of
-- sluice.trace_index.
-- SPDX-License-Identifier: MIT
local M = {}

local function ms(us)
  return us and us // 1000
end

-- Spark's input streams tell the scheduler how many records they gave to a batch, when
-- it asks them for their RDD at its tick; not when a window asks later. Files have no
-- count.
local TELLS_ZERO = {
  textFileStream = true, fileStream = true, binaryRecordsStream = true,
}

---Notes what a stream told of a batch, whose RDD it made now.
---@param index table
---@param batch table
---@param stream table
function M.note(index, batch, stream)
  local known = stream.receiver and stream.receiver >= 0
  local is_late = batch ~= index.batches[#index.batches]
  if is_late or not known and not TELLS_ZERO[stream.op] then
    return
  end
  local input = index.input_by_stream[stream.number]
  local records = 0
  for _, block in ipairs(batch.blocks) do
    local receiver = index.receiver_by_number[block.receiver]
    records = records + (receiver.stream == input and block.records or 0)
  end
  batch.inputs[#batch.inputs + 1] = {stream = input, records = records}
end

---Numbers the partitions of an input RDD. Blocks that were gone when it was made are
---lost.
---@param index table
---@param batch table
---@param rdd table
function M.number_partitions(index, batch, rdd)
  local partitions = {}
  for i, id in ipairs(rdd.blocks) do
    partitions[id] = i - 1
  end
  local stream = index.stream_by_number[rdd.stream]
  for _, block in ipairs(batch.blocks) do
    if stream and block.receiver == stream.receiver then
      rawset(block, "partition", partitions[block.id])
      rawset(block, "lost", not partitions[block.id])
    end
  end
end

---A block that was stored at once holds the records that came just before it; any other
---the oldest ones of its receiver that are in no block yet. Those from before its
---interval were lost on the way.
---@param queue table|nil records of its receiver, from `first` on
---@param block table
function M.fill_block(queue, block)
  local left = block.records
  if block.from_us == block.cut_us then
    for _ = 1, queue and math.min(left, #queue) or 0 do
      rawset(table.remove(queue), "block", block)
    end
    return
  end
  while queue and left > 0 and queue[queue.first] do
    local record = queue[queue.first]
    queue.first = queue.first + 1
    if record.at_us >= block.from_us then
      rawset(record, "block", block)
      left = left - 1
    end
  end
end

---The buffer of a receiver died with its executor: its last records are in no block.
---@param queue table|nil records of the receiver
---@param lost integer
function M.drop(queue, lost)
  for _ = 1, queue and math.min(lost, #queue - queue.first + 1) or 0 do
    table.remove(queue)
  end
end

---An RDD that the program made comes into a batch as a parent of a stream's RDD, or as
---what a job works on. It counts where no stream has an input RDD of its own.
---@param index table
---@param batch table
---@param number integer of the RDD
function M.note_given(index, batch, number)
  local rdd = index.rdd_by_number[number]
  if rdd and rdd.stream < 0 and not index.inputs[batch.time] then
    index.given[batch.time] = (index.given[batch.time] or 0) + rdd.partitions
    rawset(batch, "partitions", index.given[batch.time])
  end
end

---Adds the kinds of record of this file.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  -- A batch that is formed is told by the one before it in the trace; ranges that are
  -- restored were counted by the context that chose them.
  local function note_offsets(index, offsets)
    local batch = index.batch_by_time[offsets.batch]
    if offsets.restored or not batch then
      return
    end
    rawset(batch, "records", batch.records + offsets.records)
    batch.inputs[#batch.inputs + 1] = {stream = offsets.stream,
      records = offsets.records}
  end

  READ["block-copy"] = function(index, r) -- comes before its block
    local copies = index.copies[r.block] or {}
    copies[#copies + 1] = r.why == "replicated" and r.executor or nil
    index.copies[r.block] = copies
  end

  function READ.offsets(index, r)
    local ranges, records = {}, 0
    for i, range in ipairs(r.ranges) do
      ranges[i] = object("range", {topic = range.topic, partition = range.partition,
        fromOffset = range.from, untilOffset = range["until"],
        count = range["until"] - range.from})
      records = records + ranges[i].count
    end
    local offsets = object("offsets", {batch = ms(r.batch), ranges = ranges,
      stream = index.input_by_stream and index.input_by_stream[r.stream],
      records = records, restored = r.restored, time = ms(r.at), at_us = r.at})
    index.offsets[#index.offsets + 1] = offsets
    note_offsets(index, offsets)
  end
end

return M
