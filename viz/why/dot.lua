-- viz.why.dot: a result and what it was made of, drawn from left to right.
--
-- A row is a record with the values that it brought; rows whose values an operator
-- brought together first, within a partition or a batch, meet in a box of their own.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local metrics = require("viz.metrics")
local rows = require("viz.why.rows")
local story = require("viz.why.story")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local MARGIN <const> = 16
local cut = canvas.cut
local COLUMN <const> = {record = {16, 196}, block = {226, 62}, partition = {308, 62},
  pair = {394, 70}, sum = {536, 70}, result = {672, 104}}
local MEET <const>, SHUFFLE_PART <const>, SHUFFLE_RESULT <const> = 500, 514, 636
local HEAD <const>, TOP <const> = 66, 96
local BOX <const>, PAIR <const>, PAIR_STEP <const> = 22, 20, 26

---@class WhyPage
local Page = {}
Page.__index = Page

-- A box with a label in its middle, in the colours of a batch.
function Page:labelled(column, y, h, texts, e)
  local x, w = COLUMN[column][1], COLUMN[column][2]
  local size = e.size or style.size.label
  e.x, e.y, e.w, e.h = x, y - h / 2, w, h
  self.canvas:box(e)
  local text = canvas.fit(texts, w, {size = size, bold = e.bold, pad = 3})
    or cut(texts[#texts], w - 6, size, e.bold)
  self.canvas:text({x = x + w / 2, y = y, text = text, size = size, bold = e.bold,
    anchor = "middle", id = e.id and e.id .. "-label", batch = e.batch, from = e.from})
end

local function colours(number)
  return number and number >= 1 and style.batch(number) or "wash",
    number and number >= 1 and style.batch(number, "l") or "frame"
end

function Page:arrow(x1, x2, y)
  self.canvas:curve({points = {{x1, y}, {x1 + 2, y}, {x2 - 8, y}, {x2, y}},
    role = "ink", width = 1, arrow = true})
end

-- From one height to another; thick where a shuffle is between.
function Page:bend(x1, y1, x2, y2, thick)
  local middle = (x1 + x2) / 2
  self.canvas:curve({points = {{x1, y1}, {middle, y1}, {middle, y2}, {x2, y2}},
    role = "ink", width = thick and 2.25 or 1, arrow = thick})
end

-- The words of a record; those that are the key stand out.
function Page:words(row, y)
  local leaf, size, x = row.leaf, style.size.number, COLUMN.record[1] + 8
  local right = COLUMN.record[1] + COLUMN.record[2] - 8
  local fill, line = colours(leaf.number)
  for word in words.printable(leaf.text or ""):gmatch("%S+") do
    local is_key = word == row.key
    local width = metrics.width(word, size, is_key)
    if x + width > right - 8 then
      self.canvas:text({x = x, y = y, text = cut(word .. " \u{2026}", right - x, size),
        size = size, role = "muted"})
      return
    end
    if is_key then
      self.canvas:box({x = x - 3, y = y - 7, w = width + 6, h = 14, fill = fill,
        line = line})
    end
    self.canvas:text({x = x, y = y, text = word, size = size, bold = is_key,
      role = is_key and "ink" or "muted"})
    x = x + width + 7
  end
end

local function record_name(leaf)
  if leaf.record then
    return ("record %d at %s: %s"):format(leaf.record.number,
      words.moment(leaf.at), words.printable(leaf.text or ""))
  end
  return "record: " .. words.printable(leaf.text or "")
end

-- Where the record came from, if no receiver got it.
local function source_of(leaf)
  if leaf.message then
    return ("%s[%d] offset %d"):format(leaf.message.topic, leaf.message.partition,
      leaf.message.offset)
  end
  return ("record %d of %s"):format((leaf.index or 0) + 1, leaf.op)
end

function Page:record(row)
  local leaf, y = row.leaf, row.y
  local x, w = COLUMN.record[1], COLUMN.record[2]
  local from = leaf.batch
  self.canvas:box({x = x, y = y - 17, w = w, h = 34, fill = "wash", kind = "record",
    id = self:once(leaf.record and "record-" .. leaf.record.number), from = from,
    batch = leaf.number, name = record_name(leaf)})
  self.canvas:text({x = x + 8, y = y - 8, size = style.size.small, role = "muted",
    text = cut(leaf.at and words.moment(leaf.at) or source_of(leaf), w - 16,
      style.size.small)})
  self:words(row, y + 7)
end

-- Ids are there once; a record may bring values to several rows.
function Page:once(id)
  if not id or self.ids[id] then
    return nil
  end
  self.ids[id] = true
  return id
end

function Page:place(row)
  local leaf, y, line_end = row.leaf, row.y, COLUMN.record[1] + COLUMN.record[2]
  local fill, line = colours(leaf.number)
  local shared = {fill = fill, line = line, batch = leaf.number, from = leaf.batch}
  local function box(fields)
    return setmetatable(fields, {__index = shared})
  end
  local number, p = leaf.number or 0, leaf.partition
  if leaf.block then
    self:arrow(line_end + 2, COLUMN.block[1] - 2, y)
    self:labelled("block", y, BOX, {"cut at " .. words.moment(leaf.cut),
      words.moment(leaf.cut)}, box({kind = "block",
      id = self:once(("block-%d-%d"):format(number, p)),
      name = "block cut at " .. words.moment(leaf.cut)}))
    line_end = COLUMN.block[1] + COLUMN.block[2]
  end
  self:arrow(line_end + 2, COLUMN.partition[1] - 2, y)
  self:labelled("partition", y, BOX, {("batch %d \u{b7} p%d"):format(number, p),
    ("%d \u{b7} p%d"):format(number, p)}, box({kind = "partition", bold = true,
    size = style.size.small, id = self:once(("partition-%d-%d"):format(number, p)),
    name = ("batch %d, partition %d"):format(number, p)}))
end

-- The values that a record brought, and where they meet.
function Page:pairs(row)
  local fill, line = colours(row.leaf.number)
  local left, right = COLUMN.partition[1] + COLUMN.partition[2], COLUMN.pair[1]
  local behind = right + COLUMN.pair[2]
  for i, label in ipairs(row.labels) do
    local y = row.y + (i - (#row.labels + 1) / 2) * PAIR_STEP
    self:bend(left + 2, row.y, right - 2, y)
    self:labelled("pair", y, PAIR, {label}, {fill = fill, line = line, kind = "pair",
      batch = row.leaf.number, from = self.from, name = "value " .. label})
    self:bend(behind + 2, y, MEET, row.meet)
  end
  if #row.labels == 0 then
    self:bend(left + 2, row.y, MEET, row.meet)
  end
end

-- A leaf that is no record of this run.
function Page:unknown(row)
  local text = row.leaf.kind == "lost" and "no record known of " .. row.leaf.op
    or "from before this trace"
  local x, w = COLUMN.record[1], COLUMN.record[2]
  self.canvas:box({x = x, y = row.y - 17, w = w, h = 34, line = "frame",
    dashed = true, name = text})
  self.canvas:text({x = x + 8, y = row.y, text = cut(text, w - 16, style.size.label),
    italic = true, role = "muted"})
  self:bend(x + w + 2, row.y, MEET, row.meet)
end

function Page:sum(group)
  local x = COLUMN.sum[1]
  local fill, line = colours(group.number)
  self:bend(MEET, group.y, x - 2, group.y, group.shuffled_before)
  self:labelled("sum", group.y, BOX, {group.label}, {fill = fill, line = line,
    bold = true, size = style.size.number, kind = "sum", batch = group.number,
    from = self.from, name = ("%s of %s"):format(group.label, group.where)})
  self.canvas:text({x = x + COLUMN.sum[2] / 2, y = group.y + 19, text = group.where,
    anchor = "middle", size = style.size.small, role = "muted"})
  self:bend(x + COLUMN.sum[2] + 2, group.y, COLUMN.result[1] - 3, self.middle,
    group.shuffled_behind)
end

function Page:result(root)
  local x, w = COLUMN.result[1], COLUMN.result[2]
  local number = self.model.batch.number
  self:labelled("result", self.middle, 34, {story.shown(root.text)}, {fill = "focusw",
    line = "focus", width = 1.75, size = style.size.headline, bold = true,
    kind = "result", batch = number, from = self.from,
    id = ("result-%d-%d"):format(number, self.model.output + 1),
    name = ("result %s of batch %d"):format(story.shown(root.text), number)})
  self.canvas:text({x = x + w / 2, y = self.middle + 26, anchor = "middle",
    size = style.size.small, role = "muted",
    text = cut("at " .. words.moment(self.model.batch.time_us - self.model.zero), w,
      style.size.small)})
end

function Page:heads(plan)
  local function head(column, name, below)
    self.canvas:text({x = COLUMN[column][1], y = HEAD, text = name, bold = true,
      size = style.size.lane})
    self.canvas:text({x = COLUMN[column][1], y = HEAD + 13,
      text = cut(below, COLUMN[column][2], style.size.small),
      size = style.size.small, role = "muted"})
  end
  head("record", "record", "arrived")
  if plan.has_blocks then
    head("block", "block", "of a receiver")
  end
  head("partition", "partition", "of its batch")
  if plan.has_values then
    head("pair", "value", "made of it")
  end
  if plan.has_sums then
    head("sum", "together", plan.sum_head)
  end
  head("result", "result", story.short_kind(self.model))
end

function Page:shuffles(plan, bottom)
  local behind = plan.has_sums and SHUFFLE_RESULT or SHUFFLE_PART
  for _, place in ipairs({{plan.shuffled_before, SHUFFLE_PART},
    {plan.shuffled_behind and not (plan.shuffled_before and not plan.has_sums),
      behind}}) do
    if place[1] then
      self.canvas:line({points = {{place[2], TOP - 6}, {place[2], bottom - 10}},
        role = "ink", dashed = true})
      self.canvas:text({x = place[2], y = bottom, text = "shuffle", anchor = "middle",
        size = style.size.small, role = "muted"})
    end
  end
end

function Page:titles(root, plan, bottom)
  local function text(y, content, fields)
    fields.x, fields.y, fields.text = MARGIN, y, content
    self.canvas:text(fields)
  end
  text(style.page.headline, story.headline(self.model, root), {bold = true,
    id = "headline", kind = "headline", size = style.size.headline})
  text(style.page.subline, table.concat(story.details(self.model, root, plan),
    "  \u{b7}  "), {role = "muted", id = "subline", size = style.size.subline})
  text(bottom, table.concat(story.rules(self.model, root, plan), ".  ") .. ".",
    {role = "muted", id = "footnote", kind = "footnote", size = style.size.small})
end

---The picture as DOT for `neato -n2`; of several results of a key the first one.
---@param model table of viz.why.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local root = model.trees[1]
  local plan = rows.plan(model, root, TOP)
  local page = setmetatable({model = model, ids = {}, from = model.batch.time,
    middle = plan.middle, canvas = canvas.new({id = "why", theme = options.theme})},
    Page)
  page:heads(plan)
  page:shuffles(plan, plan.bottom + 4)
  for _, row in ipairs(plan.rows) do
    if row.leaf.kind == "record" then
      page:record(row)
      page:place(row)
      page:pairs(row)
    else
      page:unknown(row)
    end
  end
  if plan.gap then
    page.canvas:text({x = COLUMN.record[1] + 8, y = plan.gap, role = "muted",
      text = ("\u{2026} %s"):format(words.count(plan.hidden, "more record")),
      italic = true})
  end
  for _, group in ipairs(plan.groups) do
    if plan.has_sums then
      page:sum(group)
    else
      page:bend(MEET, group.y, COLUMN.result[1] - 3, page.middle,
        group.shuffled_before or group.shuffled_behind)
    end
  end
  page:result(root)
  local plain = options.title == false
  local bottom = plan.bottom + (plain and 16 or 30)
  if not plain then
    page:titles(root, plan, bottom)
  end
  return page.canvas:finish({bottom = bottom + (plain and 0 or 18),
    top = plain and HEAD - 14 or 0, alt = story.alt(model, root)})
end

return M
