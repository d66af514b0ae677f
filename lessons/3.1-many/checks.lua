-- SPDX-License-Identifier: MIT

-- The words of a batch that should be printed, in their order.
local function wanted(run, batch)
  local list = {}
  for _, record in ipairs(run:records{batch = batch.time}) do
    for word in record.text:gmatch("%S+") do
      if #word >= 3 then
        list[#list + 1] = word:lower()
      end
    end
  end
  return list
end

local function said(list)
  return #list == 0 and "nothing" or '"' .. table.concat(list, " ") .. '"'
end

-- Whether both lists have the same elements, in any order.
local function same_elements(got, want)
  return table.concat(sorted(got), "\n") == table.concat(sorted(want), "\n")
end

local function first_batch(run, p)
  for _, batch in ipairs(run:batches()) do
    if p(batch) then
      return batch
    end
  end
end

check("right words", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  local wrong = first_batch(run, function(batch)
    return not same_elements(lines(run, batch.time), wanted(run, batch))
  end)
  local got = wrong and lines(run, wrong.time) or {}
  local want = wrong and wanted(run, wrong) or {}
  local text = table.concat(got, "\n")
  local small = same_elements({text:lower()}, {table.concat(want, "\n")})
  local first = false
  for _, word in ipairs(got) do
    first = first or word == want[1]
  end
  local records = wrong and #run:records{batch = wrong.time}
  expect(not wrong, wrong and {batch = wrong.time, got = said(got), want = said(want)})
    :says("{batch} prints " .. #got .. " lists for " .. tostring(records)
      .. " lines: `map` makes one result for one line", text:find("^List%(") ~= nil)
    :says("{batch} prints {got}, wanted {want}: `count` gives a number, print the "
      .. "words",
      #got == 1 and math.type(tonumber(text)) == "integer")
    :says("{batch} prints {got}, wanted {want}: capitals are left", small)
    :says("{batch} prints {got}, wanted {want}: `filter` keeps where the answer is "
      .. "true",
      #got > 0 and #want > 0 and not first)
    :says("{batch} prints {got}, wanted {want}")
end)

check("in their order", {after = "right words"}, function(run)
  always(run:batches(), function(batch)
    local got, want = lines(run, batch.time), wanted(run, batch)
    return table.concat(got, "\n") == table.concat(want, "\n"), said(got), said(want)
  end):says("{batch} prints {got}; they came as {want}")
end)

check("empty stays empty", {after = "right words"}, function(run)
  always(run:batches(), function(batch)
    return #wanted(run, batch) > 0
      or batch.output:find("Time: " .. batch.time .. " ms", 1, true) ~= nil
  end):says("{batch} has no word and no header: `print` writes one also if there "
    .. "is nothing")
end)

check("no shuffle", {after = "right words"}, function(run)
  always(run:batches(), function(batch)
    return batch.shuffles == 0
  end):says("{batch} has a shuffle, wanted none: no word needs to know the others")
  always(run:batches(), function(batch)
    local stream = run:outputs()[1].stream
    local rdd = run:rdds{stream = stream, batch = batch.time}
    local got = #rdd > 0 and rdd[#rdd].partitions or 0
    return got == batch.partitions, got, batch.partitions
  end):says("{batch} prints from {got} of the {want} partitions in which its lines came")
end)

hidden{world = "blanks", says = "with other lines, many blanks and empty lines"}

reply("attempt to call a nil value (local 'emit')",
  "`map` takes what its function returns, exactly one result; only `flatMap` gives it "
  .. "`emit`")
