-- SPDX-License-Identifier: MIT

local TIMEOUT <const> = 3000
local SCAN <const> = 10000 -- all keys are looked at every tenth batch

-- What each batch should do: its number of `records`, the `sensors` they are of, the
-- `lines` of each, and `silent`, the sensors that time out, with when they came `last`.
local function model(run)
  local value, last = {}, {}
  local steps = {}
  for _, batch in ipairs(run:batches()) do
    local step = {time = batch.time, records = 0, sensors = {}, lines = {}, silent = {},
      last = {}}
    for _, record in ipairs(run:records{batch = batch.time}) do
      local sensor, number = record.text:match("(%S+) (%d+)")
      number = tonumber(number)
      local jump = number - (value[sensor] or number)
      if not step.lines[sensor] then
        step.lines[sensor] = {}
        table.insert(step.sensors, sensor)
      end
      table.insert(step.lines[sensor],
        ("%s %+d%s"):format(sensor, jump, math.abs(jump) > 20 and " ALARM" or ""))
      value[sensor], last[sensor] = number, batch.time
      step.records = step.records + 1
    end
    if batch.time % SCAN == 0 then
      for sensor, time in pairs(last) do
        if batch.time - time > TIMEOUT then
          step.silent[#step.silent + 1] = sensor
          step.last[sensor] = time
        end
      end
      table.sort(step.silent)
      for _, sensor in ipairs(step.silent) do
        value[sensor], last[sensor] = nil, nil
      end
    end
    steps[#steps + 1] = step
  end
  return steps
end

-- The lines of a batch about a sensor: those of records, and those that say "silent".
local function about(run, time, sensor)
  local list, silent = {}, 0
  for _, line in ipairs(lines(run, time)) do
    if line == sensor .. " silent" then
      silent = silent + 1
    elseif line:match("^%(?([^%s,]+)") == sensor then
      list[#list + 1] = line
    end
  end
  return list, silent
end

-- The stream with the state, or nil.
local function keeper(run)
  for _, stream in ipairs(run:streams()) do
    if #run:states{stream = stream.number} > 0 then
      return stream.number
    end
  end
end

local function plural(n, word)
  return ("%d %s"):format(n, n == 1 and word or word .. "s")
end

check("only the touched", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  local stream = keeper(run)
  expect(stream):says("no state is kept: `mapWithState` does")
  always(stream and model(run) or {}, function(step)
    local calls = run:state(stream, step.time).visited
    return calls <= step.records or step.time % SCAN == 0, plural(calls, "call"),
      plural(step.records, "record")
  end):says("{batch} has {got} of the function, and {want}: all keys are visited")
end)

check("two in a batch", {after = "only the touched"}, function(run)
  always(model(run), function(step)
    for _, sensor in ipairs(step.sensors) do
      local got, want = #about(run, step.time, sensor), #step.lines[sensor]
      if want > 1 and got ~= want then
        return false, plural(got, "line"), plural(want, "record"), sensor
      end
    end
    return true
  end):says("{batch} prints {got} about {key}, and had {want} of it: the function "
    .. "is called "
    .. "once per record, and the second sees what the first has kept")
end)

check("silence", {after = "two in a batch"}, function(run)
  local stream = keeper(run)
  local times, is_empty = 0, false
  always(model(run), function(step)
    local is_silent = {}
    for _, sensor in ipairs(step.silent) do
      is_silent[sensor] = true
      local _, said = about(run, step.time, sensor)
      if said ~= 1 then
        times = said
        is_empty = run:state(stream, step.last[sensor]).keys == 0
        local idle = step.time - step.last[sensor]
        return false, said, ("%g s"):format(idle / 1000), sensor
      end
    end
    for _, line in ipairs(lines(run, step.time)) do
      local sensor = line:match("^(.*) silent$")
      if sensor and not is_silent[sensor] then
        times = 2
        return false, 1, "", sensor
      end
    end
    return true
  end):says("{batch} does not print \"{key} silent\": no state of it was kept, so "
      .. "there is none to time out", is_empty)
    :says("{batch} does not print \"{key} silent\": nothing came from it for {want}",
      times == 0)
    :says("{batch} prints \"{key} silent\", and that is not when it times out")
end)

check("jumps", {after = "silence"}, function(run)
  local wrong, right = "", ""
  always(model(run), function(step)
    for _, sensor in ipairs(step.sensors) do
      local list = about(run, step.time, sensor)
      for i, want in ipairs(step.lines[sensor]) do
        if list[i] ~= want then
          wrong, right = list[i] or "nothing of " .. sensor, want
          return false, wrong, want
        end
      end
    end
    return true
  end):says("{batch} prints {got}, wanted {want}: a fall of more than 20 is a "
    .. "jump, too",
      right:find(" %-%d+ ALARM$") ~= nil and wrong .. " ALARM" == right)
    :says("{batch} prints {got}, wanted {want}: 20 is not more than 20",
      right:find("[+-]20$") ~= nil)
    :says("{batch} prints {got}, wanted {want}")
end)

hidden{world = "others", ["until"] = "21s", says = "with other sensors"}
hidden{world = "many", ["until"] = "11s", only = {"only the touched"},
  says = "with 200 sensors"}

reply("Cannot update the state that is timing out",
  "at a time-out the value is nil, and the state is leaving: ask `isTimingOut` first")
reply("Cannot remove the state that is timing out",
  "it is leaving already: say only what is to be printed")
reply("returned nil; mapWithState makes one record of each record",
  "at a time-out, too, the function returns what is to be printed")
reply("attempt to perform arithmetic on a nil value (local 'value')",
  "at a time-out there is no value: return before it is used")
