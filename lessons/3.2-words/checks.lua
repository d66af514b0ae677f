-- SPDX-License-Identifier: MIT

-- Words of a batch, in their order of coming, and how often each came.
local function counted(run, batch)
  local words, counts = {}, {}
  for _, record in ipairs(run:records{batch = batch.time}) do
    for word in record.text:gmatch("%S+") do
      if not counts[word] then
        words[#words + 1] = word
      end
      counts[word] = (counts[word] or 0) + 1
    end
  end
  return words, counts
end

-- The sums of a word in the blocks of a batch: "2 and 3".
local function part_sums(run, batch, word)
  local sums = {}
  for _, record in ipairs(run:records{batch = batch.time}) do
    local p = record.block.partition
    for other in record.text:gmatch("%S+") do
      sums[p] = (sums[p] or 0) + (other == word and 1 or 0)
    end
  end
  local list = {}
  for p = 0, batch.partitions - 1 do
    list[#list + 1] = sums[p] and sums[p] > 0 and sums[p] or nil
  end
  return table.concat(list, " and ")
end

-- Words that were printed, and the lines of each, with the number of its last one. The
-- third result is a line that is no pair.
local function printed(run, batch)
  local words, by_word = {}, {}
  for _, line in ipairs(lines(run, batch.time)) do
    local word, number = line:match("^%((.*),(%-?%d+)%)$")
    if not word then
      return words, by_word, line
    end
    if not by_word[word] then
      words[#words + 1] = word
      by_word[word] = {}
    end
    table.insert(by_word[word], line)
    by_word[word].number = tonumber(number)
  end
  return words, by_word
end

-- The first difference of a batch: what it is, what came, what is wanted, the word.
local function difference(run, batch)
  local words, counts = counted(run, batch)
  local there, by_word, alone = printed(run, batch)
  if alone then
    return "no pair", alone
  end
  for _, word in ipairs(there) do
    if not counts[word] then
      return "absent", by_word[word][1]
    end
  end
  for _, word in ipairs(words) do
    local want = ("(%s,%d)"):format(word, counts[word])
    local got = by_word[word]
    if not got then
      return "missing", "nothing of " .. word, want, word
    elseif #got > 1 then
      return "twice", table.concat(got, " and "), want, word
    elseif got.number ~= counts[word] then
      return "number", got[1], want, word
    end
  end
end

local function judge(run, batch)
  local what, got, want, word = difference(run, batch)
  local parts = word and part_sums(run, batch, word) or ""
  local is_summed = what == "number" and uses(run, "reduceByKey")
    and parts:find("and") ~= nil
  return expect(not what, {batch = batch.time, got = got, want = want})
    :says("{batch} prints {got}: that is no pair of a word and a number",
      what == "no pair")
    :says("{batch} prints {got}, and no such word is in it: begin anew in each batch",
      what == "absent" and batch.number > 1)
    :says("{batch} prints {got}, and no such word is in it", what == "absent")
    :says("{batch} prints {got}, wanted {want}: no shuffle brought the words together; "
      .. "each task works alone, also with a table of yours",
      what == "twice" and batch.shuffles == 0)
    :says("{batch} prints {got}, wanted {want}: your function got " .. parts,
      is_summed and not parts:find("[2-9]"))
    :says("{batch} prints {got}, wanted {want}: your function also adds up sums of "
      .. "parts, "
      .. "here " .. parts, is_summed)
    :says("{batch} prints {got}, wanted {want}")
end

check("first batch", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  judge(run, run:batches()[1])
end)

check("starts anew", {after = "first batch"}, function(run)
  for _, batch in ipairs(run:batches{from = 2000}) do
    judge(run, batch)
  end
end)

check("one shuffle", {after = "first batch"}, function(run)
  always(run:batches(), function(batch)
    return batch.records == 0 or batch.shuffles == 1, batch.shuffles, 1
  end):says("{batch} has no shuffle: all its words went through one task; reduceByKey "
      .. "counts in many tasks",
        not uses(run, "reduceByKey", "countByValue", "groupByKey"))
    :says("{batch} has {got} shuffles, wanted {want}: one brings the words together")
end)

hidden{world = "two_blocks", says = "with one word in two blocks"}
hidden{world = "many", says = "with other words"}

reply("wants pairs", "`reduceByKey` adds up by key: `map` must return two results, "
  .. "the key "
  .. "and the value")
