-- Each batch says how many lines came in it, an empty one, too.
-- SPDX-License-Identifier: MIT

-- The number in a line such as `3` or `1000 ms: 3`; nil if it is another line.
local function number_in(text)
  return tonumber(text:match("^%d+$") or text:match("^%d+ ms[:%s]+(%d+)%s*$"))
end

-- What is printed outside of batches: when, in ms.
local function printed_outside(run)
  for _, piece in ipairs(run:printed()) do
    if not piece.batch or piece.batch < 0 then
      return piece.time
    end
  end
  return nil
end

check("something to do", function(run)
  local interval = run:run().interval
  expect(interval == 1000, {got = interval, want = 1000})
    :says("a batch is {got} ms now; keep it at {want} ms")
  expect(#run:batches() > 0)
    :says("the program was over before its first batch")
  expect(#run:records() > 0)
    :says("nothing is read from localhost:9999")
  always(run:batches(), function(batch)
    return #batch.outputs > 0
  end):says("{batch} has no output")
end)

check("one number a batch", {after = "something to do"}, function(run)
  always(run:batches(), function(batch)
    local n = #lines(run, batch.time)
    return n <= 1, n, batch.records
  end):says("{batch} prints {got} lines, wanted one, with the number {want}")

  local outside = printed_outside(run)
  local is_silent = true
  for _, batch in ipairs(run:batches()) do
    is_silent = is_silent and batch.output == ""
  end
  local is_empty -- the batch that was looked at last
  always(run:batches(), function(batch)
    is_empty = batch.records == 0
    return #lines(run, batch.time) > 0, 0, batch.records
  end):says("{batch} prints nothing: the line with print is in no output, so it runs "
      .. "once, " .. (outside == 0 and "before the first batch"
        or "when the stream has ended"), is_silent and outside)
    :says("{batch} prints nothing: it has an output, but no output prints", is_silent)
    :says("{batch} prints no number, wanted {want}: nothing reduces to nothing, while "
      .. "the count of nothing is 0", is_empty and uses(run, "reduce"))
    :says("{batch} prints no number, wanted {want}")
end)

check("the right number", {after = "one number a batch"}, function(run)
  always(run:batches(), function(batch)
    local text = lines(run, batch.time)[1]
    return number_in(text), text
  end):says("{batch} prints `{got}`, which is no number: it describes how to get one")

  local so_far, got_so_far = 0, nil
  always(run:batches(), function(batch)
    local got = number_in(lines(run, batch.time)[1])
    so_far = so_far + batch.records
    got_so_far = got == so_far
    return got == batch.records, got, batch.records
  end):says("{batch} prints {got}, wanted {want}: {got} lines came in all batches so "
      .. "far, {want} in this one", got_so_far)
    :says("{batch} prints {got}, wanted {want}")
end)

reply("No output operations registered",
  "`lines:count()` is a stream of numbers, and nobody has asked for it; an output does")

hidden{world = "quiet", ["until"] = "30s",
  says = "of 30 batches, in 20 of which nothing comes"}
hidden{world = "crowd", seed = 9, says = "where many lines come"}
