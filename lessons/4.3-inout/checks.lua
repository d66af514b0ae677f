-- SPDX-License-Identifier: MIT

-- How often each word came in the batches of a window.
local function counted(run, window)
  local words, counts = {}, {}
  for _, time in ipairs(window.batches) do
    for _, record in ipairs(run:records{batch = time}) do
      local word = record.text
      words[#words + 1] = not counts[word] and word or nil
      counts[word] = (counts[word] or 0) + 1
    end
  end
  return words, counts
end

-- What a batch printed, by word; the second result is a line that is no pair.
local function printed(run, time)
  local by_word = {}
  for _, line in ipairs(lines(run, time)) do
    local word, number = line:match("^%((.*),(%-?%d+)%)$")
    if not word then
      return by_word, line
    end
    by_word[word] = tonumber(number)
  end
  return by_word
end

-- The windows that the output sees: those of 4 s.
local function windows(run)
  local list = {}
  for _, window in ipairs(run:windows()) do
    list[#list + 1] = window.length == 4000 and window.slide == 2000 and window or nil
  end
  return list
end

-- The stream that keeps a window from slide to slide, or nil.
local function keeper(run)
  for _, stream in ipairs(run:streams()) do
    if #run:states{stream = stream.number} > 0 then
      return stream.number
    end
  end
end

check("as recomputed", {}, function(run)
  local read, came = #run:records(), #run:arrivals()
  expect(read == came, {got = read, want = came})
    :says("the program reads {got} lines, and {want} arrive: leave its input as it is")
  local list = windows(run)
  expect(#list > 0 and list[1].time == 2000)
    :says("there is no window of 4 s every 2 s")
  local is_negative = false
  always(list, function(window)
    local words, counts = counted(run, window)
    local there, alone = printed(run, window.time)
    if alone then
      return false, alone, "pairs of a word and a number"
    end
    for _, word in ipairs(words) do
      local want = ("(%s,%d)"):format(word, counts[word])
      if not there[word] then
        return false, "nothing of " .. word, want
      elseif there[word] ~= counts[word] then
        is_negative = there[word] < 0
        return false, ("(%s,%d)"):format(word, there[word]), want
      end
    end
    return true
  end):says("{batch} prints {got}, wanted {want}: `sub` gets what was there first, "
    .. "and what "
      .. "leaves second", is_negative)
    :says("{batch} prints {got}, wanted {want}")
end)

check("no zeros", {after = "as recomputed"}, function(run)
  always(windows(run), function(window)
    local _, counts = counted(run, window)
    for _, line in ipairs(lines(run, window.time)) do
      local word = line:match("^%((.*),")
      if not counts[word] then
        return false, line, nil, word
      end
    end
    return true
  end):says("{batch} prints {got}: {key} is no longer in the window")
end)

check("only the edges", {after = "as recomputed"}, function(run)
  expect(keeper(run), {batch = 6000})
    :says("{batch} adds up 4 batches again, not the 2 that leave and the 2 that enter: "
      .. "without `sub` nothing is kept")
end)

check("no dead keys", {after = {"no zeros", "only the edges"}}, function(run)
  local stream = keeper(run)
  always(windows(run), function(window)
    local words = counted(run, window)
    local got = run:state(stream, window.time).keys
    return got == #words, got, #words, table.concat(sorted(words), ", ")
  end):says("{batch} keeps {got} words, wanted {want} ({key}): the others are only "
    .. "hidden, "
    .. "and still cost")
end)

hidden{world = "many_words", ["until"] = "40s", says = "with 60 words"}
hidden{world = "comes_back", ["until"] = "16s", says = "with a word that comes back"}

reply("The checkpoint directory has not been set",
  "a window that is made from the one before wants a folder: `ssc:checkpoint`")
reply("Neither previous window has value for key",
  "the filter took a word away while a batch of the window still had it; when that "
    .. "batch "
  .. "left, there was nothing to subtract from")
reply("attempt to compare number with string",
  "the filter gets two arguments, the word and its number")
