-- Each batch is printed twice, by two outputs of one context.
-- SPDX-License-Identifier: MIT

-- Lines of an output of a batch, without headers.
local function printed(run, batch, output)
  local list = {}
  for _, piece in ipairs(run:printed{batch = batch.time, output = output}) do
    for line in piece.text:gmatch("[^\n]+") do
      if not line:find("^%-+$") and not line:find("^Time: %d+ ms$") then
        list[#list + 1] = line
      end
    end
  end
  return table.concat(list, ", ")
end

-- The lines that came in a batch. If several receivers took them in, one tells all.
local function arrived(run, batch)
  local list = {}
  for _, record in ipairs(run:records{batch = batch.time, receiver = 0}) do
    list[#list + 1] = record.text
  end
  return table.concat(list, ", ")
end

check("batches come", function(run)
  local interval = run:run().interval
  expect(interval == 1000, {got = interval, want = 1000})
    :says("a batch is {got} ms now; keep it at {want} ms")
  expect(#run:batches() > 0)
    :says("the program was over before its first batch: start returns at once, and "
      .. "awaitTermination is what waits")
  expect(#run:records() > 0)
    :says("nothing is read from localhost:9999")
end)

check("two outputs", {after = "batches come"}, function(run)
  local outputs = run:outputs() -- those of a context that was stopped come first
  local n = #outputs > 0 and outputs[#outputs].number + 1 or 0
  expect(n == 2, {got = n, want = 2})
    :says("the description has {got} output, wanted {want}: nobody prints what `map` "
      .. "makes, so it is not made", n < 2 and uses(run, "map"))
    :says("the description has {got} output, wanted {want}: what is not above start is "
      .. "not in it", n < 2)
    :says("the description has {got} outputs, wanted {want}")
end)

check("both right", {after = "two outputs"}, function(run)
  always(run:batches(), function(batch)
    return batch.completed_us ~= nil
  end):says("{batch} never ends: each of " .. #run:receivers() .. " receivers holds a "
    .. "core, and none is left. One receiver is enough for both outputs")

  local is_swapped
  always(run:batches(), function(batch)
    local got, want = printed(run, batch, 0), arrived(run, batch)
    is_swapped = got == want:upper() and printed(run, batch, 1) == want
    return got == want, got, want
  end):says("{batch} prints the capitals first: outputs run in the order in which the "
      .. "program describes them", is_swapped)
    :says("the first output of {batch} prints \"{got}\", wanted \"{want}\"")

  always(run:batches(), function(batch)
    local got, want = printed(run, batch, 1), arrived(run, batch):upper()
    return got == want, got, want
  end):says("the second output of {batch} prints \"{got}\", wanted \"{want}\"")
end)

reply("Only one SparkContext should be running",
  "one program, one running context: give the first one both outputs")
reply("Only one StreamingContext may be started",
  "one program, one running context: give the first one both outputs")
reply("after starting a context is not supported",
  "start closes the description; what belongs to it stands above")
reply("after stopping a context is not supported",
  "stop does not open the description again")
reply("StreamingContext has already been stopped",
  "a stopped context stays stopped, and stop has ended its SparkContext, too")

hidden{world = "rooms", ["until"] = "6s", says = "where other lines come"}
hidden{world = "long", seed = 4, ["until"] = "30s", says = "of 30 batches"}
