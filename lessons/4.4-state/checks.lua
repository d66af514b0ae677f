-- SPDX-License-Identifier: MIT

-- What should be known after each batch. known: what is known of a name, its sum, how
-- many batches it is silent, how often it was new; names: of these, sorted; came: names
-- with data; gone: those forgotten in this batch.
local function model(run)
  local sums, idle, times = {}, {}, {}
  local steps = {}
  for _, batch in ipairs(run:batches()) do
    local step = {time = batch.time, came = {}, known = {}, gone = {}, names = {}}
    local added = {}
    for _, record in ipairs(run:records{batch = batch.time}) do
      local name, number = record.text:match("(%S+) (%d+)")
      added[name] = (added[name] or 0) + tonumber(number)
      step.came[name] = true
    end
    for name in pairs(sums) do
      if not added[name] then
        idle[name] = idle[name] + 1
        if idle[name] == 3 then
          step.gone[#step.gone + 1] = name
        end
      end
    end
    table.sort(step.gone)
    for _, name in ipairs(step.gone) do
      sums[name] = nil
    end
    for name, number in pairs(added) do
      if not sums[name] then
        times[name] = (times[name] or 0) + 1
      end
      sums[name], idle[name] = (sums[name] or 0) + number, 0
    end
    for name, sum in pairs(sums) do
      step.known[name] = {sum = sum, idle = idle[name], times = times[name]}
      step.names[#step.names + 1] = name
    end
    table.sort(step.names)
    steps[#steps + 1] = step
  end
  return steps
end

-- The lines that a batch printed, by key.
local function printed(run, time)
  local by_name = {}
  for _, line in ipairs(lines(run, time)) do
    by_name[line:match("^%((.-),") or line] = line
  end
  return by_name
end

-- The stream with the state, or nil.
local function keeper(run)
  for _, stream in ipairs(run:streams()) do
    if #run:states{stream = stream.number} > 0 then
      return stream.number
    end
  end
end

check("gone at the third", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  expect(keeper(run)):says("no state is kept: `updateStateByKey` does")
  local silent, is_early = 0, false
  always(model(run), function(step)
    local there = printed(run, step.time)
    for _, name in ipairs(step.names) do
      if not there[name] then
        silent, is_early = step.known[name].idle, true
        return false, silent, 3, name
      end
    end
    for _, name in ipairs(step.gone) do
      if there[name] then
        return false, there[name], nil, name
      end
    end
    return true
  end):says("{batch} does not have {key} any more, after {got} silent "
      .. (silent == 1 and "batch" or "batches") .. ", wanted {want}", is_early)
    :says("{batch} prints {got}: three silent batches, and {key} is still known")
end)

check("totals", {after = "gone at the third"}, function(run)
  always(model(run), function(step)
    local there = printed(run, step.time)
    for _, name in ipairs(step.names) do
      local known = step.known[name]
      local want = ("(%s,%d)"):format(name, known.sum)
      if step.came[name] and known.times == 1 and there[name] ~= want then
        return false, there[name] or "nothing of " .. name, want
      end
    end
    return true
  end):says("{batch} prints {got}, wanted {want}")
end)

check("comes back new", {after = "totals"}, function(run)
  always(model(run), function(step)
    local there = printed(run, step.time)
    for _, name in ipairs(step.names) do
      local known = step.known[name]
      local want = ("(%s,%d)"):format(name, known.sum)
      if step.came[name] and known.times > 1 and there[name] ~= want then
        return false, there[name] or "nothing of " .. name, want, name
      end
    end
    return true
  end):says("{batch} prints {got}, wanted {want}: {key} was forgotten, and begins anew")
end)

check("shrinks", {after = "comes back new"}, function(run)
  local stream = keeper(run)
  always(model(run), function(step)
    local got = run:state(stream, step.time).keys
    return got == #step.names, got, #step.names
  end):says("{batch} keeps {got} keys, wanted {want}: the others are only hidden, "
    .. "and visited "
    .. "in every batch")
end)

hidden{world = "others", ["until"] = "13s", says = "with other names"}

reply("a table with keys",
  "a state is a record, and a record is a list or a pair: `return {sum, idle}`, then "
  .. "`old[1]` and `old[2]`")
reply("attempt to index a nil value (local 'old')",
  "a key that is new has no old state: `old` is nil in its first batch")
reply("attempt to perform arithmetic on a table value",
  "now the old state is the list that you returned: the sum is `old[1]`")
