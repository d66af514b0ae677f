-- fails "only the touched": the program reads
local ssc = StreamingContext("local[2]", "touched", Seconds(1))
ssc:checkpoint("checkpoint")
local function name_number(line)
  local name, number = line:match("(%S+) (%d+)")
  return name, tonumber(number)
end
local spec = StateSpec(function(sensor, value, state)
  if state:isTimingOut() then return sensor .. " silent" end
  local before = state:exists() and state:get() or value
  state:update(value)
  local jump = value - before
  local alarm = math.abs(jump) > 20 and " ALARM" or ""
  return ("%s %+d%s"):format(sensor, jump, alarm)
end):timeout(Seconds(3))
ssc:queueStream({})
   :map(name_number)
   :mapWithState(spec)
   :print()
ssc:start()
ssc:awaitTermination()
