-- Only batches with records are reported; the others run, and say nothing.
-- SPDX-License-Identifier: MIT

local function spaced(text)
  return text and text:gsub("\t", " ") or nil
end

check("a batch a second", function(run)
  local interval = run:run().interval
  expect(interval == 1000, {got = interval, want = 1000})
    :says("a batch is {got} ms now; keep it at {want} ms")
  expect(#run:batches() > 0)
    :says("no batch was formed")
  expect(#run:records() > 0)
    :says("nothing is read from localhost:9999")
  always(run:batches(), function(batch)
    return #batch.outputs > 0, 0, 1
  end):says("{batch} has no output: each batch asks, whether something came")
end)

check("silent when empty", {after = "a batch a second"}, function(run)
  always(run:batches(), function(batch)
    local header = batch.output:find("Time: ", 1, true)
    return not (header and batch.records == 0)
  end):says("{batch} printed its header, though nothing came: `print` always does")
  always(run:batches(), function(batch)
    local said = lines(run, batch.time)[1]
    return batch.records > 0 or not said, spaced(said)
  end):says("{batch} printed `{got}`, though nothing came: it has an RDD all the same, "
    .. "an empty one")
end)

check("says how many", {after = "silent when empty"}, function(run)
  local function wanted(batch)
    return ("%d ms: %d"):format(batch.time, batch.records)
  end
  local busy = {}
  for _, batch in ipairs(run:batches()) do
    if batch.records > 0 then
      busy[#busy + 1] = batch
    end
  end
  always(busy, function(batch)
    local said = lines(run, batch.time)
    return #said > 0, 0, batch.records
  end):says("{batch} has records, wanted {want} of them reported, and prints nothing")
  always(busy, function(batch)
    local said = lines(run, batch.time)
    return #said == 1, #said, wanted(batch)
  end):says("{batch} prints {got} lines, wanted one, `{want}`")
  local is_blocks -- of the batch that was looked at last
  always(busy, function(batch)
    local said = spaced(lines(run, batch.time)[1] or "")
    local time, n = said:match("^(%d+) ms *:? *(%d+) *$")
    is_blocks = tonumber(n) == #batch.blocks
    return tonumber(time) == batch.time and tonumber(n) == batch.records,
      said, wanted(batch)
  end):says("{batch} prints `{got}`, wanted `{want}`: it has so many partitions, "
      .. "not records", is_blocks)
    :says("{batch} prints `{got}`, wanted `{want}`")
end)

reply("attempt to compare number with DStream",
  "a stream's count is a stream of numbers, one for each batch to come; there is no "
  .. "number yet. Ask the RDD that foreachRDD gives you")
reply("a DStream has no method `isEmpty`",
  "a stream is never empty, it goes on; ask the RDD that foreachRDD gives you")
reply("after starting a context is not supported",
  "`lines` in the function is the whole stream; ask `rdd`, the RDD of this batch")

hidden{world = "sparse", ["until"] = "12s",
  says = "where something comes in batches 1 and 4 of 12"}
hidden{world = "busy", seed = 3, ["until"] = "9s",
  says = "where about one line a second comes"}
