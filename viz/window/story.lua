-- viz.window.story: what a picture of windows says in words, made from the model.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local streams = require("viz.streams")
local words = require("sluice.words")

local M = {}

local MOST_NAMED <const> = 8

local function times_text(count)
  return count == 1 and "once" or count == 2 and "twice"
    or ("%s times"):format(words.number(count))
end

local function shape(model)
  return ("a window of %s every %s"):format(words.duration(model.length),
    words.duration(model.slide))
end

-- The batches that no window sees.
local function unseen(model)
  local numbers = {}
  for _, batch in ipairs(model.batches) do
    if batch.covers == 0 then
      numbers[#numbers + 1] = batch.number
    end
  end
  return numbers
end

local function gap_text(model)
  local numbers = unseen(model)
  if #numbers == 0 then
    return "A slide longer than the window leaves gaps"
  elseif #format.runs(numbers) > 4 then
    return ("A slide longer than the window leaves gaps: %s of %s batches are never "
      .. "seen"):format(words.number(#numbers), words.number(#model.batches))
  end
  return ("A slide longer than the window leaves gaps: %s %s never seen"):format(
    format.batches(numbers), #numbers == 1 and "is" or "are")
end

-- How many of the batches of a slide are in one window more than the others.
local function coverage_text(model)
  local members, slots = model.length // model.reach, model.slide // model.reach
  local least, rest = members // slots, members % slots
  local noun = model.reach == model.interval and "batch" or "RDD"
  if rest == 0 and least == 1 then
    return ("each %s is in exactly one"):format(noun)
  elseif rest == 0 then
    return ("each %s is in %d windows"):format(noun, least)
  elseif slots == 2 then
    return ("every second %s is counted %s"):format(noun, times_text(least + 1))
  end
  return ("of %d %s %s counted %s"):format(slots,
    noun == "batch" and "batches" or "RDDs",
    rest == 1 and "one is" or ("%d are"):format(rest), times_text(least + 1))
end

-- The batch that a window of windows holds most often.
local function nested_text(model)
  local most, number, at = 1, nil, nil
  for _, window in ipairs(model.windows) do
    local counts = {}
    for _, batch in ipairs(window.batches) do
      counts[batch] = (counts[batch] or 0) + 1
      if counts[batch] > most then
        most, number, at = counts[batch], batch, window.time
      end
    end
  end
  if not number then
    return "A window of windows: its members are windows, not batches"
  end
  return ("A window of windows: the one at %s holds batch %d %s"):format(
    words.moment(at), number, times_text(most))
end

local function none_text(model)
  if model.total < model.slide then
    return ("No window yet: the first one is due at %s, the run ends at %s"):format(
      words.moment(model.slide), words.moment(model.total))
  elseif model.from > 0 or model.to < model.total then
    return ("No window ends from %s to %s; they end every %s"):format(
      words.moment(model.from), words.moment(model.to), words.duration(model.slide))
  end
  return ("No window of %s was formed: no output asked for it"):format(
    streams.label(model.stream))
end

local function step_text(model)
  local step = model.step
  local with, without = #step.now.left + #step.now.entered, #step.now.members
  if not step.before then
    return ("The first window has no window before it: %s"):format(
      words.count(without, "part sum") .. " added up")
  elseif with < without then
    return ("What leaves is subtracted, what enters is added: %s instead of %d"):format(
      words.count(with, "part sum"), without)
  end
  return ("What leaves is subtracted, what enters is added: %s, %s without an inverse"
    ):format(words.count(with, "part sum"),
    with == without and "as many as" or "only " .. without)
end

---One sentence with the finding and its numbers.
---@param model table
---@return string
function M.headline(model)
  if #model.windows == 0 and not model.step then
    return none_text(model)
  elseif model.length < model.slide then
    return gap_text(model)
  elseif model.step then
    return step_text(model)
  elseif model.is_nested then
    return nested_text(model)
  end
  return (shape(model):gsub("^a", "A")) .. ": " .. coverage_text(model)
end

-- The other windows of the program, and how to see them.
local function others(model)
  local names = streams.other_options(model.candidates, model.stream)
  if #names == 0 then
    return nil
  end
  local more = words.count(#names, "other window")
  if #names > 3 then
    return more .. ", such as " .. names[1]
  end
  return ("%s: %s"):format(more, words.list(names, "or"))
end

local function range_hint(from, to, model)
  to = math.max(from + model.interval, math.min(to, model.total))
  return ("batches=%d..%d"):format(from // model.interval + 1, to // model.interval)
end

---What is left out of the picture, and the option that shows it.
---@param model table
---@return string[]
function M.left_out(model)
  local list = {}
  if model.step and model.step.steps > 1 then
    local step = model.step.now.time
    list[1] = ("%s in all, %s shows that of %s"):format(
      words.count(model.step.steps, "step"),
      range_hint(step, step + model.slide, model), words.moment(step + model.slide))
  elseif model.hidden > 0 then
    local last = model.windows[#model.windows].time
    list[1] = ("%s to %s not drawn, %s shows the next"):format(
      words.count(model.hidden, "further window"), words.moment(model.last_hidden),
      range_hint(last, last + (last - model.from), model))
  end
  if model.cut then
    list[#list + 1] = ("cut at %s"):format(words.moment(model.to))
  end
  return list
end

---What was set, and what is left out; `spare` parts may be dropped for want of room.
---@param model table
---@return {text: string, spare: boolean}[]
function M.settings(model)
  local list = {}
  local function add(text, spare)
    if text then
      list[#list + 1] = {text = text, spare = spare or false}
    end
  end
  local code = words.duration_code
  add(("%s%s(%s, %s)"):format(model.stream.name and model.stream.name .. ": " or "",
    model.stream.op, code(model.length), code(model.slide)), false)
  add("batch interval " .. words.duration(model.interval), true)
  if model.step and model.step.before then
    add(("the step from %s to %s"):format(words.moment(model.step.before.time),
      words.moment(model.step.now.time)))
  end
  if model.clock == "wall" then
    add("0 s is " .. format.date(model.zero), true)
  end
  for _, text in ipairs(M.left_out(model)) do
    add(text)
  end
  add(others(model), true)
  return list
end

-- The times between two windows at which the stream has nothing.
local function silent_times(model)
  local list = {}
  for time = model.reach, model.total, model.reach do
    if time % model.slide ~= 0 then
      if #list == 4 then
        return table.concat(list, ", ") .. " \u{2026}"
      end
      list[#list + 1] = format.seconds(time)
    end
  end
  return #list > 0 and table.concat(list, ", ") or nil
end

local function window_rule(model)
  local silent = silent_times(model)
  local parts = {}
  if silent then
    parts[1] = ("At %s s the windowed stream has no RDD: no job, no header."):format(
      silent)
  end
  if model.is_nested then
    parts[#parts + 1] = ("The members are windows of %s themselves."):format(
      words.duration(model.trace:stream(model.parent.number).window_us or 0))
    if not streams.is_windowed(model.parent) then
      parts[#parts] = "The members are windows themselves."
    end
  elseif model.length % model.slide ~= 0 then
    local whole = model.length // model.slide
    parts[#parts + 1] = ("A batch is in length / slide windows, rounded up or down: "
      .. "%s / %s gives %d or %d."):format(format.seconds(model.length),
      format.seconds(model.slide), whole, whole + 1)
  elseif model.length > model.slide then
    parts[#parts + 1] = ("A batch is in length / slide windows: %s / %s = %d."):format(
      format.seconds(model.length), format.seconds(model.slide),
      model.length // model.slide)
  else
    parts[#parts + 1] = "Length = slide: no batch is counted twice, none is left out."
  end
  return {table.concat(parts, "  ")}
end

local function step_rule(model)
  local step, list = model.step, {}
  if step.empty then
    list[1] = ("(%s,%s) stays in the window for ever, unless a filter function is "
      .. "given."):format(step.empty.key, step.empty.value)
  end
  list[#list + 1] = "The inverse form needs a checkpoint directory."
  local pays = "It pays when length > 2 \u{d7} slide"
  local members, slots = model.length // model.reach, model.slide // model.reach
  if members > 2 * slots then
    return {table.concat(list, "  "), pays .. ": what stays is not read again."}
  end
  return {table.concat(list, "  "), ("%s; for length %s and slide %s it reads %d part "
    .. "sums instead of %d."):format(pays, words.duration(model.length),
    words.duration(model.slide), 2 * slots, members)}
end

---The rules that explain the picture, a line each.
---@param model table
---@return string[]
function M.footnotes(model)
  if #model.windows == 0 and not model.step then
    return {"A window ends at each multiple of its slide, counted from 0 s; the first "
      .. "ones are short, they do not wait."}
  elseif model.length < model.slide then
    return {"Nothing asks that the window be as long as the slide: Spark accepts it "
      .. "silently.  With an inverse function the sums go wrong as well."}
  elseif model.step then
    return step_rule(model)
  end
  return window_rule(model)
end

-- "batches 1, 2" of a window.
local function window_sentence(window)
  local numbers = {}
  for i, member in ipairs(window.members) do
    numbers[i] = member.number
  end
  if #numbers == 0 then
    return ("Window at %s: no batch."):format(words.moment(window.time))
  end
  return ("Window at %s: %s."):format(words.moment(window.time),
    format.batches(numbers))
end

local function step_sentences(model)
  local step, list = model.step, {}
  local now = step.now
  if step.before then
    list[1] = ("%s %s, %s %s."):format(
      #now.left > 0 and format.batches(now.left) or "no batch",
      #now.left == 1 and "leaves" or "leave",
      #now.entered > 0 and format.batches(now.entered):gsub("^batch%a* ", "")
        or "none", #now.entered == 1 and "enters" or "enter")
    list[1] = list[1]:gsub("^%l", string.upper)
  end
  for _, key in ipairs(step.keys) do
    if key.minus and step.before then
      list[#list + 1] = ("%s: %s - %d + %d = %s."):format(key.key, key.before or "0",
        key.minus, key.plus, key.value or "removed")
    elseif key.value then
      list[#list + 1] = ("%s: %s."):format(key.key, key.value)
    end
  end
  return list
end

---How often the functions were called in the step that is shown, as a sentence.
---@param model table
---@return string|nil
function M.calls(model)
  local step = model.step
  if not step then
    return nil
  end
  local text = ("Function calls at %s: %s"):format(words.moment(step.now.time),
    words.number(step.calls))
  if not step.calls_without then
    return text .. "."
  end
  return ("%s; without an inverse function: %s."):format(text,
    words.number(step.calls_without))
end

---The picture in sentences.
---@param model table
---@return string
function M.alternative(model)
  local list = {("%s over %s."):format(shape(model):gsub("^a w", "W"),
    words.count(#model.batches, "batch", "batches"))}
  list[#list + 1] = M.headline(model) .. "."
  if model.step then
    local sentences = step_sentences(model)
    table.move(sentences, 1, #sentences, #list + 1, list)
    list[#list + 1] = M.calls(model)
  else
    for i, window in ipairs(model.windows) do
      list[#list + 1] = i <= MOST_NAMED and window_sentence(window) or nil
    end
  end
  for _, text in ipairs(M.left_out(model)) do
    list[#list + 1] = text:gsub("^%l", string.upper) .. "."
  end
  return table.concat(list, " ")
end

return M
