-- viz.diff.dot: two runs under each other on one axis. Between them stands, for each
-- batch that differs, what differs in it, as letters.
-- SPDX-License-Identifier: MIT
local axis = require("viz.axis")
local canvas = require("viz.canvas")
local model_of = require("viz.diff.model")
local paragraph = require("viz.paragraph")
local rows = require("viz.diff.rows")
local style = require("viz.style")
local titles = require("viz.titles")
local words = require("sluice.words")

local M = {}

local BOX <const>, BAR <const> = 30, 13 -- heights: a batch, the work on it
local MARK <const> = 18
local MOST_BATCHES <const> = 80 -- more would be too narrow to tell apart
local NARROWEST_PART <const> = 3
local COLUMNS <const> = 130 -- of a footnote
local WIDE <const> = 12 -- a box that bears a thick line

---@class DiffPage
local Page = {}
Page.__index = Page

-- --- What is drawn ------------------------------------------------------------------

local function first_that_differs(pairs_of)
  for i, pair in ipairs(pairs_of) do
    if pair.differs or pair.alone then
      return i
    end
  end
  return 1
end

-- The batches that are drawn: all, or as many as fit from the first difference on.
local function chosen(model)
  local all = model.pairs
  if #all <= MOST_BATCHES then
    return all
  end
  local from = math.max(1, math.min(first_that_differs(all) - 1,
    #all - MOST_BATCHES + 1))
  return table.move(all, from, from + MOST_BATCHES - 1, 1, {})
end

local function range_of(list, model)
  local interval = math.max(model.runs.a.interval_us, model.runs.b.interval_us)
  local from, to = math.huge, 0
  for _, pair in ipairs(list) do
    from = math.min(from, pair.at - interval)
    to = math.max(to, pair.at)
    for _, side in ipairs({"a", "b"}) do
      to = math.max(to, pair[side] and pair[side].completed or 0)
    end
  end
  if #list == 0 then
    return 0, interval
  end
  local last = list[#list].at + 2 * interval -- what waits longer leaves the picture
  return math.max(0, from), -(-math.min(to, last) // interval) * interval
end

-- --- One run ------------------------------------------------------------------------

-- A partition is a part of the box, while the parts are wide enough.
local function partitions(page, batch, x, y, w)
  local width = w / math.max(1, batch.partitions)
  if width < NARROWEST_PART then
    return
  end
  for i = 1, batch.partitions - 1 do
    page.canvas:line({points = {{x + i * width, y + BOX - 8}, {x + i * width, y + BOX}},
      role = style.batch(batch.number, "l"), width = 0.6, batch = batch.number})
  end
end

local function tooltip(page, side, batch)
  return ("%s: %s, %s, %s, took %s"):format(page.model.names[side],
    words.batch(batch.number, batch.time_us), words.count(batch.records, "record"),
    words.count(batch.partitions, "partition"),
    batch.took and words.duration(batch.took) or "no time")
end

local function batch_box(page, side, pair, y)
  local batch, interval = pair[side], page.model.runs[side].interval_us
  local left = page.axis:inside(pair.at - interval) + style.gap / 2
  local w = page.axis:inside(pair.at) - style.gap / 2 - left
  if w <= 0 then
    return
  end
  local other = pair.differs or pair.alone
  page.canvas:box({x = left, y = y, w = w, h = BOX, fill = style.batch(batch.number),
    line = other and "ink" or style.batch(batch.number, "l"),
    width = other and w > WIDE and 1.5,
    dashed = pair.alone ~= nil, kind = "batch", batch = batch.number,
    id = ("batch-%d-%s"):format(batch.number, side), name = tooltip(page, side, batch)})
  partitions(page, batch, left, y, w)
  local text = canvas.fit({("%d: %s"):format(batch.number,
    words.count(batch.records, "record")), ("%d: %d"):format(batch.number,
    batch.records), ("%d"):format(batch.number)}, w, {size = style.size.small})
  if text then
    page.canvas:text({x = left + w / 2, y = y + 11, text = text, anchor = "middle",
      size = style.size.small, batch = batch.number})
  end
end

-- How long it took stands in the bar, or behind it if nothing else begins there.
local function bar_text(page, side, index, left, right, y)
  local batch = page.list[index][side]
  local text, size = words.duration(batch.took), style.size.tiny
  if canvas.fit({text}, right - left, {size = size}) then
    page.canvas:text({x = (left + right) / 2, y = y, text = text, anchor = "middle",
      size = size, batch = batch.number})
    return
  end
  local following = page.list[index + 1] and page.list[index + 1][side]
  local limit = following and following.started
    and page.axis:inside(following.started) or page.axis.right
  if canvas.fit({text}, limit - right, {size = size, pad = 4}) then
    page.canvas:text({x = right + 3, y = y, text = text, size = size, role = "muted",
      batch = batch.number})
  end
end

local function work_bar(page, side, index, y)
  local batch = page.list[index][side]
  if not batch.completed or batch.started >= page.axis.to then
    return
  end
  local left, right = page.axis:inside(batch.started), page.axis:inside(batch.completed)
  local w = math.max(1, right - left)
  page.canvas:box({x = left, y = y, w = w, h = BAR, fill = style.batch(batch.number),
    line = batch.failed and "bad" or style.batch(batch.number, "l"),
    kind = "work", batch = batch.number,
    id = ("work-%d-%s"):format(batch.number, side),
    name = ("%s: work on batch %d, %s"):format(page.model.names[side], batch.number,
      words.duration(batch.took))})
  bar_text(page, side, index, left, left + w, y + BAR / 2)
end

local function lane_name(page, y, text, bold)
  page.canvas:text({x = style.page.margin, y = y,
    text = canvas.cut(text, style.page.plot_x - style.page.margin - 10, style.size.lane,
      bold), size = bold and style.size.lane or style.size.small, bold = bold,
    role = not bold and "muted" or nil})
end

local function run_lane(page, side, y)
  lane_name(page, y + BOX / 2, model_of.short(page.model.names[side]), true)
  lane_name(page, y + BOX + 5 + BAR / 2, "work")
  for i, pair in ipairs(page.list) do
    if pair[side] then
      batch_box(page, side, pair, y)
      work_bar(page, side, i, y + BOX + 5)
    end
  end
  return y + BOX + 5 + BAR
end

-- --- Between them -------------------------------------------------------------------

local function letters_of(pair)
  local letters = {}
  for _, aspect in ipairs(model_of.aspects) do
    if pair.differs and pair.differs[aspect.name] then
      letters[#letters + 1] = aspect.letter
    end
  end
  return letters
end

local function mark(page, pair, y)
  local interval = math.min(page.model.runs.a.interval_us,
    page.model.runs.b.interval_us)
  local letters, number = letters_of(pair), pair.a.number
  local left, right = page.axis:inside(pair.at - interval), page.axis:inside(pair.at)
  local middle = (left + right) / 2
  local text = canvas.fit({table.concat(letters, " "), table.concat(letters),
    letters[1] .. "+"}, right - left, {size = style.size.label, bold = true, pad = 1})
  local shared = {batch = number, kind = "difference",
    id = ("difference-%d"):format(pair.at // 1000)}
  local element = canvas.sharing(shared)
  if text then
    page.canvas:text(element({x = middle, y = y, text = text, anchor = "middle",
      bold = true, role = "bad"}))
  else
    page.canvas:dot(element({x = middle, y = y, fill = "bad"}))
  end
end

local function marks(page, y)
  lane_name(page, y, "differ in")
  for _, pair in ipairs(page.list) do
    if pair.differs then
      mark(page, pair, y)
    end
  end
end

-- --- The whole ----------------------------------------------------------------------

local function headline(model)
  local a, b = model_of.short(model.names.a), model_of.short(model.names.b)
  local count = 0
  for _, pair in ipairs(model.pairs) do
    count = count + ((pair.differs or pair.alone) and 1 or 0)
  end
  if model.equal then
    return ("%s and %s: no difference in %s"):format(a, b,
      words.count(#model.pairs, "batch", "batches"))
  end
  return ("%s and %s: %d of %s %s"):format(a, b, count,
    words.count(#model.pairs, "batch", "batches"), count == 1 and "differs" or "differ")
end

local function settings(model, list)
  local parts = {}
  for i, setting in ipairs(model.settings) do
    parts[i] = {text = rows.setting(setting), spare = i > 1}
  end
  if #list < #model.pairs then
    local first, last = list[1], list[#list]
    parts[#parts + 1] = {text = ("drawn are the batches from %s to %s"):format(
      words.moment(first.at), words.moment(last.at))}
  end
  if #parts == 0 then
    parts[1] = {text = "the same settings"}
  end
  return parts
end

-- What the letters of the picture mean.
local function legend(list)
  local used, parts, alone = {}, {}, false
  for _, pair in ipairs(list) do
    alone = alone or pair.alone ~= nil
    for name in pairs(pair.differs or {}) do
      used[name] = true
    end
  end
  for _, aspect in ipairs(model_of.aspects) do
    if used[aspect.name] then
      parts[#parts + 1] = aspect.letter .. " " .. aspect.name
    end
  end
  parts[#parts + 1] = alone and "a dashed box has no batch of its time beside it" or nil
  return #parts > 0 and table.concat(parts, "  \u{b7}  ") or nil
end

local function first_sentence(model)
  return ("First: at %s %s.%s"):format(words.moment(model.first.at), model.first.text,
    model.first.then_text and " " .. model.first.then_text .. "." or "")
end

local function notes(model, list)
  local found = {}
  found[#found + 1] = legend(list)
  if model.first then
    local lines = {}
    paragraph.add(lines, first_sentence(model), COLUMNS)
    table.move(lines, 1, #lines, #found + 1, found)
  end
  return found
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.diff.model
---@param options {theme: string?}
---@return string
function M.draw(model, options)
  local list = chosen(model)
  local from, to = range_of(list, model)
  local page = setmetatable({model = model, list = list,
    canvas = canvas.new({id = "diff", theme = options.theme}),
    axis = axis.new({from = from, to = to,
      interval = math.max(model.runs.a.interval_us, model.runs.b.interval_us)})}, Page)
  local y = run_lane(page, "a", style.page.first_lane)
  marks(page, y + MARK / 2 + 5)
  y = run_lane(page, "b", y + MARK + 10)
  local bottom = y + 10
  page.axis:draw(page.canvas)
  page.canvas:behind(function()
    page.axis:grid(page.canvas, bottom)
  end)
  local said = {headline = headline(model), settings = settings(model, list),
    notes = notes(model, list)}
  local alt = said.headline .. "." .. (model.first and " " .. first_sentence(model)
    or "")
  bottom = titles.draw(page.canvas, said, bottom)
  return page.canvas:finish({bottom = bottom, top = 0, alt = alt})
end

return M
