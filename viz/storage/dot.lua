-- viz.storage.dot: executors and blocks as a table, before and after what happened.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local memory = require("viz.storage.memory")
local page_module = require("viz.page")
local plan = require("viz.storage.plan")
local story = require("viz.storage.story")
local style = require("viz.style")
local titles = require("viz.titles")
local words = require("sluice.words")

local M = {}

local LEFT <const>, RIGHT <const> = 132, 776
local BETWEEN <const> = 44 -- two tables
local ROW <const>, BOX <const> = 36, 24 -- heights
local MOST_ROWS <const> = 8
local COLUMN <const> = 42 -- as wide as it looks best
local NARROW <const> = 27
local MOST_BELOW <const> = 5 -- rows of tables that stand below each other

-- Columns -----------------------------------------------------------------------------

local function has_buffer(model)
  for _, moment in ipairs(model.moments) do
    if next(moment.buffers) then
      return true
    end
  end
  return model.event ~= nil and (model.event.records or 0) > 0
end

-- Two tables stand side by side while their blocks have room, else one below the other.
local function lay_out(page, rows)
  local model = page.model
  page.buffer = has_buffer(model)
  local extra = page.buffer and 1 or 0
  local half = (RIGHT - LEFT - BETWEEN) / 2
  page.beside = #model.moments == 2
    and (#model.blocks + extra <= half // NARROW or rows > MOST_BELOW)
  local room = page.beside and half or RIGHT - LEFT
  page.columns, page.collapsed = plan.columns(model, room // NARROW - extra)
  local count = math.max(1, #page.columns + extra)
  page.step = math.min(COLUMN, room / count)
  page.pad = page.step < 36 and 3 or 8
end

local function say_what_is_left_out(page, others)
  local left = page.collapsed
  if left.collapsed > 0 then
    page:leave_out(left.collapsed == 1 and "a batch or RDD as one column"
      or ("%d batches or RDDs as one column each"):format(left.collapsed))
  end
  if left.rest > 0 then
    page:leave_out(words.count(left.rest, "other") .. " as the first column")
  end
  if #others > 0 then
    page:leave_out(words.count(#others, "executor") .. " as one row")
  end
end

-- Cells -------------------------------------------------------------------------------

-- "copy-3200-0": the block cut at 3200 ms on executor 0. With several receivers, or
-- if another block was cut in that millisecond before it, a block is known by its
-- number: "copy-r0-5-0". Of two tables the first one is marked as what was before.
local function id_of(page, moment, block, executor)
  local name = block.at_own_time and ("%d"):format(block.cut // 1000)
    or block.id:gsub("^input%-", "r")
  local early = moment ~= page.model.moments[#page.model.moments]
  return ("copy-%s-%d%s"):format(name, executor, early and "-before" or "")
end

local WHY <const> = {lost = "lost", evicted = "gone, as memory was full"}

local function name_of(block, executor, copy)
  local what = block.cut and ("block %s, %s"):format(block.id, words.count(
    block.records or 0, "record")) or ("partition %d of RDD %d"):format(block.partition,
    block.rdd or -1)
  local place = copy.place == "both" and "memory and disk" or copy.place
  return ("%s: %s on executor %d%s"):format(what, place, executor,
    copy.why and ", " .. WHY[copy.why] or "")
end

local function draw_copy(page, moment, place, block, copy)
  local role = block.batch and style.batch(block.batch) or "wash"
  local line = block.batch and style.batch(block.batch, "l") or "frame"
  local shared = canvas.sharing({kind = "copy", batch = block.batch,
    from = moment.time // 1000})
  local id = id_of(page, moment, block, place.executor)
  page.seen[copy.letter], page.seen.gone = true, page.seen.gone or copy.why ~= nil
  page.seen.moved = page.seen.moved or copy.moved
  page.canvas:box(shared({x = place.x, y = place.y, w = place.w, h = BOX, id = id,
    fill = copy.why and "paper" or role, line = copy.why and "badline" or line,
    dashed = copy.why ~= nil, width = copy.why and 1.25 or copy.moved and 1.75 or 0.75,
    name = name_of(block, place.executor, copy)}))
  if copy.place ~= "memory" and not copy.why then
    page.canvas:line(shared({points = {{place.x + 4, place.y + BOX - 3.5},
      {place.x + place.w - 4, place.y + BOX - 3.5}}, role = line, width = 2.5}))
  end
  local text = canvas.fit({(copy.why and "\u{d7} " or "") .. copy.letter,
    copy.why and "\u{d7}" or copy.letter}, place.w, {bold = true, pad = 1})
  if text then
    page.canvas:text(shared({x = place.x + place.w / 2, y = place.y + BOX / 2 - 1,
      text = text, anchor = "middle", bold = true, role = copy.why and "bad" or "ink",
      id = id .. "-label"}))
  end
end

-- Several blocks, or several executors, in one cell: how many copies of each kind.
local function draw_counts(page, moment, place, column, lanes)
  local sum, parts = plan.count(moment, column, lanes), {}
  for _, kind in ipairs({"M", "D", "MD"}) do
    if sum[kind] > 0 then
      parts[#parts + 1], page.seen[kind] = sum[kind] .. kind, true
    end
  end
  if #parts == 0 and sum.gone == 0 then
    return
  end
  local lost = #parts == 0
  page.seen.gone = page.seen.gone or sum.gone > 0
  local text = lost and "\u{d7}" .. sum.gone or table.concat(parts, " ")
  local role = column.batch and style.batch(column.batch) or "wash"
  page.canvas:box({x = place.x, y = place.y, w = place.w, h = BOX, kind = "copies",
    batch = column.batch, from = moment.time // 1000, fill = lost and "paper" or role,
    line = lost and "badline" or column.batch and style.batch(column.batch, "l")
      or "frame", dashed = lost, name = ("%s: %s%s"):format(plan.name(column.group),
      text, sum.gone > 0 and not lost and ", " .. sum.gone .. " gone" or "")})
  local lines = lost and {text} or parts
  for i, line in ipairs(canvas.fit({text}, place.w, {bold = true, pad = 0.5,
    size = style.size.tiny}) and {text} or lines) do
    page.canvas:text({x = place.x + place.w / 2, text = line, anchor = "middle",
      y = place.y + BOX / 2 + (i - (#lines + 1) / 2) * (line == text and 0 or 9.5),
      bold = true, size = style.size.tiny, role = lost and "bad" or "ink",
      kind = "copies", batch = column.batch, from = moment.time // 1000})
  end
end

local function draw_buffer(page, moment, lane, x, y)
  local count, lost = 0, false
  for _, receiver in ipairs(moment.receivers[lane.number] or {}) do
    count = count + (moment.buffers[receiver] or 0)
  end
  local event = page.model.event
  local after = moment == page.model.moments[#page.model.moments]
  if event and after and event.executor == lane.number and event.records > 0 then
    count, lost = event.records, true
  elseif event and after and event.kind == "driver" then
    lost = true
  end
  if count == 0 then
    return
  end
  page.seen.buffer = true
  local width = page.step - page.pad
  page.canvas:box({x = x, y = y, w = width, h = BOX, fill = "paper", dashed = true,
    line = lost and "badline" or "ink", width = lost and 1.25 or 0.75, kind = "buffer",
    from = moment.time // 1000, name = ("%s in no block%s"):format(
      words.count(count, "record"), lost and ", lost" or "")})
  local sign = lost and "\u{d7} " or ""
  local text = canvas.fit({("%s%d rec"):format(sign, count), sign .. count}, width,
    {size = style.size.small, bold = lost, pad = 3})
  if text then
    page.canvas:text({x = x + width / 2, y = y + BOX / 2, text = text, bold = lost,
      anchor = "middle", size = style.size.small, role = lost and "bad" or "ink",
      from = moment.time // 1000})
  end
end

-- Rows --------------------------------------------------------------------------------

local function draw_ground(page, moment, lane, x, y)
  local width = (#page.columns + (page.buffer and 1 or 0)) * page.step
  if moment.alive[lane.number] then
    page.canvas:box({x = x - page.pad / 2, y = y - 6, w = math.max(width, 20), h = ROW,
      fill = "wash"})
    return
  end
  local box = {x = x - page.pad / 2, y = y - 6, w = math.max(width, 20), h = ROW,
    line = "frame", dashed = true, name = ("executor %d is not there"):format(
      lane.number)}
  page.canvas:hatch({x = box.x, y = box.y, w = box.w, h = box.h, role = "rule",
    step = 7})
  page.canvas:box(box)
end

local function draw_row(page, moment, lane, x, y)
  draw_ground(page, moment, lane, x, y)
  for i, column in ipairs(page.columns) do
    local place = {x = x + (i - 1) * page.step, y = y, w = page.step - page.pad,
      executor = lane.number}
    if column.single then
      local copy = plan.copy(moment, column.blocks[1].id, lane.number)
      if copy then
        draw_copy(page, moment, place, column.blocks[1], copy)
      end
    else
      draw_counts(page, moment, place, column, {lane})
    end
  end
  if page.buffer then
    draw_buffer(page, moment, lane, x + #page.columns * page.step, y)
  end
end

local function name_row(page, lane, y)
  local moment = page.model.moments[1]
  local receivers = moment.receivers[lane.number]
  local note = receivers and "R receiver " .. receivers[1] or nil
  local last = page.model.moments[#page.model.moments]
  local lost = #page.model.moments == 2 and not last.alive[lane.number]
  note = lost and "lost at " .. words.moment(last.time) or note
  page.canvas:text({x = style.page.margin, y = y + (note and 6 or BOX / 2),
    text = "executor " .. lane.number, size = style.size.lane, bold = true,
    id = ("executor-%d-label"):format(lane.number)})
  if note then
    page.canvas:text({x = style.page.margin, y = y + 19, text = note, bold = lost,
      size = style.size.small, role = lost and "bad" or "muted"})
  end
end

local function draw_others(page, moment, others, x, y)
  page.canvas:box({x = x - page.pad / 2, y = y - 6, h = ROW, fill = "wash",
    w = math.max(20, (#page.columns + (page.buffer and 1 or 0)) * page.step)})
  for i, column in ipairs(page.columns) do
    draw_counts(page, moment, {x = x + (i - 1) * page.step, y = y,
      w = page.step - page.pad}, column, others)
  end
end

-- Heads and sums ----------------------------------------------------------------------

-- What a group is, over its columns.
local function head_groups(page, x, y)
  local first = 1
  for i, column in ipairs(page.columns) do
    local next_column = page.columns[i + 1]
    if not next_column or next_column.group ~= column.group then
      local group, width = column.group, (i - first + 1) * page.step
      local name = group.rest and ("+ %d"):format(group.rest) or plan.name(group)
      local batch = group.rdd and group.batch and ", batch " .. group.batch or ""
      local op = group.op and " (" .. group.op .. ")" or ""
      local short = name:gsub("^batch ", "b"):gsub(" ?batch$", ""):gsub(" ", "")
      local text = canvas.fit({name .. op .. batch, name .. batch, name, short}, width,
        {size = style.size.small, bold = true, pad = 1.5})
      if text then
        page.canvas:text({x = x + (first - 1) * page.step, y = y, text = text,
          size = style.size.small, bold = true, batch = group.batch})
      end
      first = i + 1
    end
  end
end

local function head_columns(page, x, y)
  for i, column in ipairs(page.columns) do
    local text = canvas.fit({column.head, (column.head:gsub("[ %a]+$", ""))},
      page.step, {size = style.size.small, pad = 0.5})
    if text then
      page.canvas:text({x = x + (i - 1) * page.step + (page.step - page.pad) / 2, y = y,
        text = text, anchor = "middle", size = style.size.small, role = "muted"})
    end
  end
  if page.buffer then
    page.canvas:text({x = x + #page.columns * page.step + (page.step - page.pad) / 2,
      y = y, text = page.step > 34 and "buffer" or "buf", anchor = "middle",
      size = style.size.small, role = "muted"})
  end
end

local function draw_sums(page, moment, x, y)
  local first = page.model.moments[1]
  for i, column in ipairs(page.columns) do
    local text, least = plan.spread(moment, column)
    local before = least
    if moment ~= first then
      before = select(2, plan.spread(first, column))
    end
    local worse = least < before and before < math.huge
    local fitting = canvas.fit({text, tostring(least)}, page.step,
      {bold = true, pad = 1})
    if fitting then
      page.canvas:text({x = x + (i - 1) * page.step + (page.step - page.pad) / 2, y = y,
        text = fitting, anchor = "middle", bold = true,
        role = (worse or least == 0) and "bad" or "ink"})
    end
  end
end

local function gutter(page, y)
  local has = {}
  for _, column in ipairs(page.columns) do
    has[column.group.rdd and "rdd" or "block"] = column.single or has.block
  end
  local text = has.rdd and has.block and "cut at, ms / partition"
    or has.rdd and "partition" or has.block and "block cut at, ms" or ""
  if text ~= "" then
    page.canvas:text({x = style.page.margin, y = y, text = text, role = "muted",
      size = style.size.small})
  end
end

-- The whole ---------------------------------------------------------------------------

local function draw_table(page, moment, rows, x, y)
  page.canvas:text({x = x, y = y, text = moment.title, size = style.size.lane,
    bold = true})
  head_groups(page, x, y + 16)
  head_columns(page, x, y + 29)
  y = y + 46
  for _, lane in ipairs(rows.list) do
    draw_row(page, moment, lane, x, y)
    y = y + ROW + 8
  end
  if #rows.others > 0 then
    draw_others(page, moment, rows.others, x, y)
    y = y + ROW + 8
  end
  draw_sums(page, moment, x, y + 3)
  return y + 14
end

local function draw_names(page, rows, y)
  gutter(page, y + 29)
  y = y + 46
  for _, lane in ipairs(rows.list) do
    name_row(page, lane, y)
    y = y + ROW + 8
  end
  if #rows.others > 0 then
    page.canvas:text({x = style.page.margin, y = y + BOX / 2, bold = true,
      text = ("+ %s executors"):format(words.number(#rows.others)),
      size = style.size.lane})
    y = y + ROW + 8
  end
  page.canvas:text({x = style.page.margin, y = y + 3, text = "copies",
    size = style.size.lane, bold = true})
end

-- The tables of all moments; returns the y below.
local function draw_tables(page, rows)
  local y, x, bottom = 68, LEFT, 0
  draw_names(page, rows, y)
  for i, moment in ipairs(page.model.moments) do
    if i > 1 and not page.beside then
      y = bottom + 18
      draw_names(page, rows, y)
    elseif i > 1 then
      x = (LEFT + RIGHT + BETWEEN) / 2
    end
    bottom = draw_table(page, moment, rows, x, y)
  end
  return bottom
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.storage.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local page = page_module.new({model = model, seen = {},
    canvas = canvas.new({id = "storage", theme = options.theme})})
  local list, others = plan.rows(model, MOST_ROWS)
  lay_out(page, #list)
  say_what_is_left_out(page, others)
  local tables = draw_tables(page, {list = list, others = others})
  local bottom = memory.draw(page, tables + 6)
  local top = 0
  if options.title == false then
    top, bottom = 52, bottom + 14
  else
    bottom = titles.draw(page.canvas, {headline = story.headline(model),
      settings = story.settings(model, page.left_out),
      notes = story.footnotes(model, page.seen)}, bottom)
  end
  return page.canvas:finish({bottom = bottom, top = top,
    alt = story.alternative(model)})
end

return M
