-- SPDX-License-Identifier: MIT

-- Java's hash of a text of ASCII characters, without its sign, modulo n.
local function partition_of(key, n)
  local hash = 0
  for i = 1, #key do
    hash = (31 * hash + key:byte(i)) & 0xffffffff
  end
  if hash >= 1 << 31 then
    hash = hash - (1 << 32)
  end
  return hash % n
end

-- The RDD of a batch that the first output gets.
local function result(run, batch)
  local rdds = run:rdds{stream = run:outputs()[1].stream, batch = batch.time}
  return rdds[#rdds]
end

local function cores(run)
  return tonumber(run:run().master:match("%d+"))
end

local function full(run)
  local list = {}
  for _, batch in ipairs(run:batches()) do
    list[#list + 1] = batch.records > 0 and batch or nil
  end
  return list
end

check("three", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  always(full(run), function(batch)
    return result(run, batch).partitions == 3, result(run, batch).partitions, 3
  end):says("{batch} is counted in {got} partitions, wanted {want}: `repartition` made "
      .. "three, and the shuffle of `reduceByKey` has a number of its own",
      uses(run, "repartition"))
    :says("{batch} is counted in {got} partitions, wanted {want}: with nothing "
      .. "said they "
      .. "are as many as the cores of " .. run:run().master,
      full(run)[1] ~= nil and result(run, full(run)[1]).partitions == cores(run))
    :says("{batch} is counted in {got} partitions, wanted {want}")
end)

check("one shuffle", {after = "three"}, function(run)
  always(full(run), function(batch)
    return batch.shuffles == 1, batch.shuffles, 1
  end):says("{batch} has {got} shuffles, wanted {want}: the names travel more than "
    .. "once",
      uses(run, "repartition"))
    :says("{batch} has {got} shuffles, wanted {want}")
end)

check("same totals", {after = "three"}, function(run)
  always(run:batches(), function(batch)
    local names, counts = {}, {}
    for _, record in ipairs(run:records{batch = batch.time}) do
      names[#names + 1] = not counts[record.text] and record.text or nil
      counts[record.text] = (counts[record.text] or 0) + 1
    end
    for i, name in ipairs(names) do
      names[i] = ("(%s,%d)"):format(name, counts[name])
    end
    local got = table.concat(sorted(lines(run, batch.time)), " ")
    local want = table.concat(sorted(names), " ")
    return got == want, got == "" and "nothing" or got, want == "" and "nothing" or want
  end):says("{batch} prints {got}, wanted {want}, in any order")
end)

check("answers", {after = "three", hidden = false}, function(run)
  local answers = run.answers
  expect(type(answers) == "table"):says("there is no table `answers` any more")
  for _, key in ipairs{"hello", "california", "world", "new york"} do
    local got = type(answers) == "table" and answers[key] or nil
    local want = partition_of(key, 3)
    expect(got == want, {key = key, got = got, want = want})
      :says("you say nothing of {key}", got == nil)
      :says("{key} is counted by partition {got} of 2; now there are three",
        got == partition_of(key, 2))
      :says("partition {got} does not count {key}: take its hash modulo 3")
  end
end)

hidden{master = "local[4]", says = "on four cores"}
hidden{world = "california_first", says = "with the names in another order"}
hidden{world = "other_names", master = "local[5]", says = "with other names, on "
  .. "five cores"}
