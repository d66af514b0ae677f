-- SPDX-License-Identifier: MIT

-- "2 windows (2, 4 s)" for the windows that hold a batch.
local function windows_of(run, batch)
  local times = {}
  for _, window in ipairs(run:windows()) do
    for _, time in ipairs(window.batches) do
      if time == batch.time then
        times[#times + 1] = ("%g"):format(window.time / 1000)
      end
    end
  end
  if #times == 0 then
    return 0, "no window"
  end
  local word = #times == 1 and "window" or "windows"
  return #times, ("%d %s (at %s s)"):format(#times, word, table.concat(times, ", "))
end

-- The texts of all records in the batches of a window, oldest batch first.
local function texts(run, window)
  local list = {}
  for _, time in ipairs(window.batches) do
    for _, record in ipairs(run:records{batch = time}) do
      list[#list + 1] = record.text
    end
  end
  return list
end

-- Numbers of the batches up to that of a time which are in no window.
local function unseen(run, time)
  local list = {}
  for _, batch in ipairs(run:batches{to = time}) do
    if windows_of(run, batch) == 0 then
      list[#list + 1] = batch.number
    end
  end
  return table.concat(list, ", ")
end

local function last_window(run)
  local windows = run:windows()
  return windows[#windows].time
end

local function seconds(ms)
  return ("%g s"):format(ms / 1000)
end

check("slide kept", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  local windows = run:windows()
  expect(#windows > 0):says("no window was made: `window` is what looks back")
  for i, window in ipairs(windows) do
    local before = i == 1 and 0 or windows[i - 1].time
    expect(window.time == before + 2000,
      {batch = window.time, got = seconds(window.time), want = seconds(before + 2000)})
      :says("the first window ends at {got}, wanted {want}: now the slide is "
        .. "greater than "
        .. "the length, and batches " .. unseen(run, windows[#windows].time)
        .. " are in no window", window.slide > window.length)
      :says("the first window ends at {got}, wanted {want}: the slide is 2 s", i == 1)
      :says("a window ends at {got}, wanted one at {want}: the slide is 2 s")
  end
end)

check("no gap", {after = "slide kept"}, function(run)
  always(run:batches{to = last_window(run)}, function(batch)
    return windows_of(run, batch) > 0
  end):says("{batch} is in no window: the slide is greater than the length, and what "
    .. "lies between two windows is lost")
end)

check("two windows each", {after = "no gap"}, function(run)
  local length, slide = run:windows()[1].length, run:windows()[1].slide
  always(run:batches{to = last_window(run) - 2000}, function(batch)
    local n, said = windows_of(run, batch)
    return n == 2, said, "2"
  end):says("{batch} is in {got}, wanted {want}: "
    .. ("%g s / %g s is no whole number, so some are in more windows than others")
      :format(length / 1000, slide / 1000), length % slide ~= 0)
    :says("{batch} is in {got}, wanted {want}: "
      .. ("a window every %g s looks back %g s"):format(slide / 1000, length / 1000))
end)

check("all is printed", {after = "two windows each"}, function(run)
  always(run:windows(), function(window)
    local got = table.concat(lines(run, window.time), " ")
    local want = table.concat(texts(run, window), " ")
    return got == want, got == "" and "nothing" or got, want == "" and "nothing" or want
  end):says("{batch} prints {got}; the batches of its window hold {want}")
end)

hidden{world = "silence", ["until"] = "16s", says = "with silent seconds"}
hidden{world = "busy", ["until"] = "12s", says = "with several lines a second"}

reply("must be a multiple of the slide duration",
  "a window is a union of whole batches, so its length is a whole number of them")
