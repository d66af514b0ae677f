-- course.quiz.windows: questions about windows.
-- SPDX-License-Identifier: MIT
local p = require("course.quiz.program")
local words_of = require("course.words")

local function seconds(v, name)
  return p.time(v[name])
end

local function window_line(v)
  return ("%s\n  :window(%s, %s):print()"):format(p.SOCKET, p.duration(v.length),
    p.duration(v.slide))
end

local function windowed(v)
  return p.whole("local[2]", v.interval, window_line(v))
end

local function a_record_a_batch(v)
  local list = {}
  for i = 1, v.end_ms // v.interval do
    list[i] = {at = (i - 1) * v.interval + 125, text = tostring(i)}
  end
  return p.world(list)
end

local function intro(v, rest)
  return ("The batch interval is %s. A window has length %s and slide %s. %s"):format(
    seconds(v, "interval"), seconds(v, "length"), seconds(v, "slide"), rest)
end

local function draw_window(draw, interval, most)
  return {interval = interval, length = interval * draw:number(2, most),
    slide = interval * draw:number(1, most - 1)}
end

local function windows(run)
  for _, stream in ipairs(run:streams()) do
    if (stream.window or 0) > 0 then
      return run:windows({stream = stream.number})
    end
  end
  return {}
end

local function ms_list(times)
  return p.join(p.map(times, function(time)
    return ("%d"):format(time)
  end)) .. " ms"
end

-- 17: the first prints.
local first = {number = 17, title = "when a window is printed", view = "window"}

function first.draw(draw)
  local v = draw_window(draw, draw:one({1000, 2000, 5000}), 4)
  v.end_ms = math.max(3 * v.slide, v.length + 3 * v.slide)
  return v
end

first.program, first.world, first.shown = windowed, a_record_a_batch, window_line

function first.ask(v)
  return intro(v, "When is it printed the first three times?")
end

function first.answer(run)
  local list = windows(run)
  return ms_list({list[1].time, list[2].time, list[3].time})
end

local function three(from, step)
  return ms_list({from, from + step, from + 2 * step})
end

function first.wrong(_, v)
  return {
    {three(v.length, v.slide), v.length > v.slide
      and "the first window does not wait until it is full"
      or "a window comes at multiples of the slide"},
    {three(v.length, v.length), "the slide says how often, the length how far back"},
    {three(v.interval, v.interval), "at a tick that is no multiple of the slide there "
      .. "is "
      .. "no window"},
    {three(v.interval, v.slide), "a window comes at multiples of the slide"},
  }
end

function first.why(_, v)
  return ("a window is printed at the multiples of its slide, %s%s"):format(
    seconds(v, "slide"), v.length > v.slide and "; the first is short" or "")
end

-- 18: the batches of a window.
local members = {number = 18, title = "the batches of a window", view = "window"}

function members.draw(draw)
  local v = draw_window(draw, draw:one({1000, 2000}), 4)
  v.at = v.slide * draw:number(2, 3)
  v.end_ms = v.at
  return v
end

members.program, members.world, members.shown = windowed, a_record_a_batch, window_line

function members.ask(v)
  return intro(v, ("Which batches are in the window of %s?"):format(seconds(v, "at")))
end

local function numbered(times, v)
  return p.join(p.map(times, function(time)
    return time // v.interval
  end))
end

local function from_to(first_number, last)
  local list = {}
  for number = math.max(1, first_number), last do
    list[#list + 1] = number
  end
  return p.join(list)
end

function members.answer(run, v)
  local list = windows(run)
  return numbered(list[#list].batches, v)
end

function members.wrong(_, v)
  local last, many = v.at // v.interval, v.length // v.interval
  return {
    {from_to(1, last), "a window holds the last batches, not all"},
    {from_to(last - v.slide // v.interval + 1, last), "the length says how far back, "
      .. "the "
      .. "slide how often"},
    {from_to(last - many, last), "a window of this length has " .. many .. " batches"},
    {from_to(last - many, last - 1), ("the batch of %s is in it"):format(
      seconds(v, "at"))},
  }
end

function members.why(_, v)
  local many, last = v.length // v.interval, v.at // v.interval
  return ("the window of %s holds the last %d batches%s"):format(seconds(v, "at"), many,
    last < many and ", and there were no more" or "")
end

-- 19: the windows of a batch.
local holds = {number = 19, title = "the windows of a batch", view = "window"}

function holds.draw(draw)
  local v = draw_window(draw, 1000, 5)
  v.batch = draw:number(4, 6)
  v.end_ms = v.batch * 1000 + v.length + v.slide
  return v
end

holds.program, holds.world, holds.shown = windowed, a_record_a_batch, window_line

function holds.ask(v)
  return intro(v, ("In how many windows is batch %d?"):format(v.batch))
end

function holds.answer(run, v)
  local count = 0
  for _, window in ipairs(windows(run)) do
    for _, time in ipairs(window.batches) do
      count = count + (time == v.batch * v.interval and 1 or 0)
    end
  end
  return count
end

function holds.wrong(_, v)
  local even = v.length % v.slide == 0
  local share = even and "each batch is in length / slide windows"
    or "the slide does not divide the length, so batches differ"
  return {
    {v.length // v.interval, "a window is made every slide, not in every batch"},
    {1, v.length > v.slide and "windows overlap where the length is more than the slide"
      or "windows leave gaps where the slide is more than the length"},
    {0, "a batch is in each window that reaches back to it"},
    {v.length // v.slide, share},
    {v.length // v.slide + 1, share},
  }
end

function holds.why(run, v)
  local times = {}
  for _, window in ipairs(windows(run)) do
    for _, time in ipairs(window.batches) do
      times[#times + 1] = time == v.batch * v.interval
        and ("%g"):format(window.time / 1000) or nil
    end
  end
  return #times > 0 and "it is in the windows of " .. p.join(times) .. " s"
    or "it lies in a gap between two windows"
end

-- 20: batches in no window.
local gaps = {number = 20, title = "batches in no window", view = "window"}

function gaps.draw(draw)
  local length = draw:number(1, 3)
  local slide = length + draw:number(1, 2)
  return {interval = 1000, length = length * 1000, slide = slide * 1000,
    end_ms = (10 + slide) * 1000}
end

gaps.program, gaps.world, gaps.shown = windowed, a_record_a_batch, window_line

function gaps.ask(v)
  return intro(v, "Which of the first ten batches are never seen?")
end

local function unseen(is_seen)
  local list = {}
  for number = 1, 10 do
    list[#list + 1] = not is_seen(number) and number or nil
  end
  return p.join(list)
end

function gaps.answer(run, v)
  local seen = {}
  for _, window in ipairs(windows(run)) do
    for _, time in ipairs(window.batches) do
      seen[time // v.interval] = true
    end
  end
  return unseen(function(number) return seen[number] end)
end

function gaps.wrong(_, v)
  local slide, length = v.slide // 1000, v.length // 1000
  return {
    {"none", "the slide is longer than the length, so windows leave gaps"},
    {unseen(function(number) return (number - 1) % slide < length end),
      "a window looks back from its time, not ahead"},
    {unseen(function(number) return number % slide ~= 0 end),
      "the batch of a window's own time is in it"},
    {unseen(function(number) return number % slide == 0 end),
      "a window holds as many batches as its length says"},
  }
end

function gaps.why(_, v)
  return ("a window looks back %s from each multiple of "
    .. "%s"):format(seconds(v, "length"),
    seconds(v, "slide"))
end

-- 21: legal lengths.
local legal = {number = 21, title = "lengths that are allowed", view = "window"}

function legal.draw(draw)
  local interval = draw:one({2000, 3000, 4000})
  local length = draw:number(2, 4) * interval + draw:one({0, 1000})
  return {interval = interval, slide = draw:number(1, 2) * interval, length = length,
    end_ms = 2 * length}
end

legal.program, legal.world, legal.shown = windowed, a_record_a_batch, window_line

function legal.ask(v)
  return intro(v, "Does the program start? If not, which lengths near this one would "
    .. "do?")
end

local YES <const> = "it starts"

-- The multiples of a step beside the length.
local function no(v, step)
  local below = v.length // step * step
  local above = below + step
  return below > 0 and ("no; %s or %s would do"):format(p.time(below), p.time(above))
    or ("no; %s would do"):format(p.time(above))
end

function legal.answer(run, v)
  return run.failed and no(v, v.interval) or YES
end

function legal.wrong(_, v)
  return {
    {YES, "the length has to be a multiple of the batch interval"},
    {no(v, v.slide), "the slide need not divide the length"},
    {"no, with no length: the slide is wrong", "the slide is a multiple of the batch "
      .. "interval, and no more is asked of it"},
    {no(v, v.interval), "the length is a multiple of the batch interval"},
  }
end

function legal.why(run, v)
  return ("the length, %s, is %s multiple of the batch interval, %s; that is all that "
    .. "is "
    .. "asked"):format(seconds(v, "length"), run.failed and "no" or "a",
    seconds(v, "interval"))
end

legal.may_fail = true

-- 22: what enters and leaves.
local moves = {number = 22, title = "what enters, what leaves", view = "window"}

function moves.draw(draw)
  local slide = draw:number(1, 2)
  local length = slide * draw:number(2, 3)
  local at = slide * draw:number(length // slide + 1, length // slide + 2)
  return {interval = 1000, length = length * 1000, slide = slide * 1000,
    at = at * 1000, end_ms = at * 1000}
end

function moves.shown(v)
  return ("ssc:checkpoint(\"checkpoint\")\n"
    .. "%s\n  :map(function(word) return word, 1 end)\n"
    .. "  :reduceByKeyAndWindow(function(a, b) return a + b end,\n"
    .. "    function(a, b) return a - b end, %s, %s):print()"):format(p.SOCKET,
    p.duration(v.length), p.duration(v.slide))
end

function moves.program(v)
  return p.whole("local[2]", 1000, moves.shown(v))
end

moves.world = a_record_a_batch

function moves.ask(v)
  return intro(v, ("It has an inverse function. Which batches come in at %s, and "
    .. "which go "
    .. "out?"):format(seconds(v, "at")))
end

local function in_and_out(entered, left)
  return ("in: %s; out: %s"):format(entered, left)
end

function moves.answer(run, v)
  local list = windows(run)
  local last = list[#list]
  return in_and_out(numbered(last.entered, v), numbered(last.left, v))
end

function moves.wrong(_, v)
  local last, slide, length = v.at // 1000, v.slide // 1000, v.length // 1000
  local new = from_to(last - slide + 1, last)
  return {
    {in_and_out(from_to(last - length + 1, last), "none"),
      "what stayed in the window is not read again"},
    {in_and_out(new, "none"), "what leaves is taken away by the inverse function"},
    {in_and_out(new, from_to(last - length - slide + 1, last - length + 1)),
      "as many go out as come in"},
    {in_and_out(new, from_to(1, slide)), "those go out that only the window before "
      .. "held"},
  }
end

function moves.why()
  return "as many batches come in at one end as go out at the other"
end

-- 23: a key that left.
local zero = {number = 23, title = "a key that left a window", view = "window"}

function zero.draw(draw)
  local length = draw:number(2, 3) * 1000
  local last = draw:number(1, 2)
  local at = last * 1000 + length + 1000 * draw:number(-1, 1)
  return {interval = 1000, length = length, slide = 1000, last = last,
    many = draw:number(1, 3), at = at, end_ms = at}
end

zero.program, zero.shown = moves.program, moves.shown

function zero.world(v)
  local list = {}
  for i = 1, v.many do
    list[i] = {at = v.last * 1000 - 875 + 25 * i, text = "cat"}
  end
  for batch = 1, v.end_ms // 1000 do
    list[#list + 1] = {at = batch * 1000 - 775, text = "dog"}
  end
  table.sort(list, function(a, b) return a.at < b.at end)
  return p.world(list)
end

function zero.ask(v)
  return intro(v, ("It has an inverse function and no filter. `cat` comes %s, in batch "
    .. "%d%s. What is printed of `cat` at %s?"):format(p.times(v.many), v.last,
    v.many == 1 and "" or " each time", seconds(v, "at")))
end

function zero.answer(run, v)
  for _, line in ipairs(words_of.lines(run, v.at)) do
    if line:find("cat", 1, true) then
      return line
    end
  end
  return "nothing"
end

local function is_inside(v)
  return v.at - v.length < v.last * 1000
end

function zero.wrong(_, v)
  local inside = ("batch %d is still in the window of %s"):format(v.last,
    seconds(v, "at"))
  if is_inside(v) then
    return {
      {"(cat,0)", inside},
      {"nothing", inside},
      {("(cat,%d)"):format(v.many + 1), "the window adds up batches, and `cat` is in "
        .. "one"},
    }
  end
  return {
    {"nothing", "the key stays with 0, unless a filter takes it out"},
    {("(cat,%d)"):format(v.many), ("batch %d is in the window no more"):format(v.last)},
    {("(cat,%d)"):format(-v.many), "what is taken away had been added before"},
  }
end

function zero.why(_, v)
  return is_inside(v) and ("the window of %s goes back to batch %d"):format(
    seconds(v, "at"), (v.at - v.length) // 1000 + 1)
    or "what leaves is subtracted; the key itself stays in the kept window"
end

return {first, members, holds, gaps, legal, moves, zero}
