-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end
local function line(...)
  local texts = table.pack(...)
  for i = 1, texts.n do
    texts[i] = tostring(texts[i])
  end
  print(table.concat(texts, " "))
end

local second = Seconds(1)
print(second + Milliseconds(5))
print(second - Seconds(2))
print(second * 3)
print(second / Milliseconds(400))
print(second:isMultipleOf(Milliseconds(-300)))
print(Seconds(-3):isMultipleOf(Seconds(2)))
attempt(function() second:isMultipleOf(Milliseconds(0)) end)
print(second == Milliseconds(1000))
print(second == Time(1000))
line(second:plus(second), second:minus(second), second:times(4), second:div(Milliseconds(400)))
line(second:less(second), second:lessEq(second), second:greater(second), second:greaterEq(second))
line(second:min(Minutes(1)), second:max(Minutes(1)), second:isZero())
line(Durations.milliseconds(3), Durations.seconds(3), Durations.minutes(3))
for _, ms in ipairs({0, 999, 1000, 1050, 1051, 1250, 59949, 59950, 60000, 61234, 3599999, 3600000, 86400000}) do
  print(Milliseconds(ms):prettyPrint())
end
local time = Time(1350)
print(time + second)
print(time - second)
print(time - Time(50))
line(time:floor(Milliseconds(200)), time:floor(Milliseconds(200), Time(50)))
line(Time(-1350):floor(Milliseconds(200)), Time(10):floor(Milliseconds(200), Time(50)))
attempt(function() time:floor(Milliseconds(0)) end)
print(time:isMultipleOf(Milliseconds(50)))
for _, t in ipairs(Time(1000)["until"](Time(1000), Time(1100), Milliseconds(30))) do print(t) end
for _, t in ipairs(Time(1000):to(Time(900), Milliseconds(-50))) do print(t) end
attempt(function() Time(1000):to(Time(1100), Milliseconds(0)) end)
line(time:less(Time(1)), time:lessEq(time), time:greater(Time(1)), time:greaterEq(time))
line(time:min(Time(5)), time:max(Time(5)), time == Time(1350))
