-- viz.timeline.lanes: records, blocks, the partitions they become, and windows.
--
-- Each lane is a function (page, y) that draws from y downwards and returns the y
-- below. A page holds canvas, axis and model, and what was left out (viz.timeline.dot).
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local chart = require("viz.chart")
local format = require("viz.format")
local metrics = require("viz.metrics")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local fit = canvas_module.fit
local GAP <const> = style.gap
local BOX <const> = 17 -- height of blocks and partitions
local MOST_DOTS <const> = 16 -- in a block interval
local DOT_ROWS <const> = {0, -4.8, 4.8} -- a dot takes the first row where there is room

local function ms(us)
  return us // 1000
end

-- The role of a batch, or of what is in no batch.
local function fill(batch)
  return batch and style.batch(batch) or nil
end

local function line(batch)
  return batch and style.batch(batch, "l") or "frame"
end

---The name of a lane, and a second line that says what it counts.
function M.name(page, y, name, note)
  page.canvas:text({x = style.page.margin, y = y, text = name, size = style.size.lane,
    bold = true})
  if note then
    page.canvas:text({x = style.page.margin, y = y + 12, text = note,
      size = style.size.small, role = "muted"})
  end
end

-- Records -----------------------------------------------------------------------------

-- The most records in one step of time.
local function most_records(list, step)
  local counts, most = {}, 0
  for _, record in ipairs(list) do
    local slot = record.time // step
    counts[slot] = (counts[slot] or 0) + 1
    most = math.max(most, counts[slot])
  end
  return most
end

local function dots(page, list, y)
  local last = {}
  for _, record in ipairs(list) do
    local x, row = page.axis:x(record.time), 1
    while row < #DOT_ROWS and last[row] and x - last[row] < 4.4 do
      row = row + 1
    end
    last[row] = x
    page.canvas:dot({
      x = x, y = y + 8 + DOT_ROWS[row], fill = record.batch
        and style.batch(record.batch, "k") or "frame",
      kind = "record", batch = record.batch, from = ms(record.time),
      id = #page.model.lanes < 2 and "record-" .. record.number
        or ("record-%d-%d"):format(record.receiver, record.number),
      name = ("record at %s: %s"):format(words.moment(record.time),
        words.quote(record.text or "")),
    })
  end
  M.name(page, y + 6, "records", "one dot each")
  return y + 16
end

-- A bar takes a part of a block interval that is at least four points wide.
local function bar_step(page)
  local block = page.model.block
  for parts = 4, 2, -1 do
    if block % parts == 0 and block // parts * page.axis.scale >= 4 then
      return block // parts
    end
  end
  return math.max(block, -(-4 // (block * page.axis.scale)) * block)
end

local function bars(page, list, y)
  local step = bar_step(page)
  local counts, batches = {}, {}
  for _, record in ipairs(list) do
    local slot = record.time // step
    counts[slot] = (counts[slot] or 0) + 1
    batches[slot] = batches[slot] or record.batch
  end
  local items = {}
  for slot = page.model.from // step, (page.model.to - 1) // step do
    if counts[slot] then
      local batch = batches[slot]
      items[#items + 1] = {
        from = slot * step, to = (slot + 1) * step, value = counts[slot], batch = batch,
        role = batch and style.batch(batch, "l"), name = ("%s from %s"):format(
          words.count(counts[slot], "record"), words.moment(slot * step)),
      }
    end
  end
  page:leave_out("records counted per " .. words.duration(step))
  M.name(page, y + 10, "records", "per " .. words.duration(step))
  return chart.bars(page, y, items)
end

local function batch_bars(page, y)
  local list = {}
  for _, batch in ipairs(page.model.batches) do
    local number = batch.number
    list[#list + 1] = {
      from = batch.time - page.model.interval, to = batch.time, value = batch.records,
      batch = number, role = style.batch(number, "l"),
      name = ("batch %d: %s"):format(number, words.count(batch.records, "record")),
    }
  end
  M.name(page, y + 10, "records", "per batch")
  return chart.bars(page, y, list)
end

---Records: dots while few in each block interval, else counts.
function M.records(page, y)
  if page.narrow then
    return batch_bars(page, y) + 10
  end
  local limit = page.block_width >= 14 and MOST_DOTS or page.block_width / 1.5
  local list = page.model.records:between()
  if most_records(list, page.model.block) > limit then
    return bars(page, list, y) + 10
  end
  return dots(page, list, y) + 18
end

-- Blocks ------------------------------------------------------------------------------

local function block_name(block)
  local span = ("%s, %d to %d ms"):format(words.count(block.records, "record"),
    ms(block.from), ms(block.cut))
  if not block.batch then
    return "block in no batch: " .. span
  end
  return ("block %d of batch %d%s: %s"):format(block.index, block.batch,
    block.lost and ", lost" or "", span)
end

local function block_label(page, block, box, role)
  local x, y, width = box.x, box.y, box.w
  local text = fit({format.count(block.records), format.brief(block.records)}, width,
    {size = style.size.label, pad = 1.5})
  local size = style.size.label
  if not text then
    size = style.size.tiny
    text = fit({format.brief(block.records)}, width, {size = size, pad = 0.3})
  end
  if text and page.block_width >= 14 then
    page.canvas:text({
      x = x + width / 2, y = y + BOX / 2, text = text, size = size, anchor = "middle",
      role = role, kind = "block", batch = block.batch,
      from = ms(block.cut), id = page:block_id("block", block, "-label"),
    })
  end
end

-- Blocks that were stored at once lie on each other: only the text of the last is seen.
local function draw_block(page, y, blocks, i)
  local before, block, behind = blocks[i - 1], blocks[i], blocks[i + 1]
  local left, right = page.axis:inside(block.from), page.axis:inside(block.cut)
  local width = right - left - GAP
  page.canvas:box({
    x = left + GAP / 2, y = y, w = width, h = BOX,
    fill = fill(not block.lost and block.batch or nil), line = line(block.batch),
    dashed = not block.batch or block.lost, kind = "block",
    batch = block.batch, from = ms(block.cut), id = page:block_id("block", block),
    name = block_name(block),
  })
  if not behind or page.axis:inside(behind.from) >= right then
    local covers = before and before.cut > block.from
    block_label(page, block, {x = left + GAP / 2, y = y, w = width},
      (block.batch or covers) and "ink" or "muted")
  end
end

-- A dotted line stands where a block interval had no record.
local function empty_places(page, lane, y)
  local taken, step = {}, page.model.block
  for _, block in ipairs(lane.blocks) do
    taken[(block.from + page.model.zero) // step] = true
  end
  local zero = page.model.zero
  for slot = (page.model.from + zero) // step, (page.model.to + zero - 1) // step do
    local from, to = slot * step - zero, (slot + 1) * step - zero
    if not taken[slot] and from >= page.model.from then
      page.canvas:line({points = {{page.axis:x(from) + 3, y + BOX},
        {page.axis:inside(to) - 3, y + BOX}}, role = "frame", dashed = "dotted",
        from = to // 1000})
    end
  end
end

local function lane_note(page, lane)
  if #page.model.lanes > 1 then
    return fit({"of " .. lane.name, lane.name}, 74, {size = style.size.small, pad = 0})
      or "receiver " .. lane.receiver
  end
  return page.dense and "records in each"
    or "one every " .. words.duration(page.model.block)
end

---Blocks over the time of their records, a lane for each receiver.
function M.blocks(page, y)
  for _, lane in ipairs(page.model.lanes) do
    lane.y = y
    empty_places(page, lane, y)
    for i = 1, #lane.blocks do
      draw_block(page, y, lane.blocks, i)
    end
    M.name(page, y + 5, "blocks", lane_note(page, lane))
    y = y + BOX + 10
  end
  return y + 10 - 2.5
end

-- Partitions --------------------------------------------------------------------------

-- Partitions of received blocks stand where their blocks are cut, one block interval
-- behind the records, if there is room for each; any others share the frame of their
-- batch evenly.
local function slots(page, batch)
  local list, blocks, taken = {}, batch:blocks(), {}
  local begin = batch.time - page.model.interval
  for _, block in ipairs(blocks) do
    local row, to = block.lane.row, math.min(block.cut + page.model.block, batch.time)
    if block.cut < (taken[row] or begin) or block.cut >= batch.time then
      list = {}
      break
    end
    taken[row] = to
    list[#list + 1] = {from = block.cut, block = block, row = row, to = to}
  end
  if #list > 0 or batch.partitions == 0 then
    return list
  end
  local width = page.model.interval / batch.partitions
  for i = 1, batch.partitions do
    list[i] = {from = begin + (i - 1) * width, to = begin + i * width, row = 0,
      block = blocks[i]}
  end
  return list
end

local function draw_partition(page, batch, slot, index, y)
  local left, right = page.axis:inside(slot.from), page.axis:inside(slot.to)
  local number = slot.block and slot.block.partition or index - 1
  local id = ("partition-%d-%d"):format(batch.number, slot.block and slot.block.index
    or index - 1)
  local from = ms(slot.block and slot.block.cut or batch.known)
  local top, width = y + 2.5 + slot.row * (BOX + GAP), right - left - GAP
  page.canvas:box({
    x = left + GAP / 2, y = top, w = width, h = BOX, fill = fill(batch.number),
    line = line(batch.number), kind = "partition", batch = batch.number, from = from,
    id = id, name = ("partition %d of batch %d"):format(number, batch.number),
  })
  local text = width >= 12 and fit({"p" .. number, tostring(number)}, width,
    {size = style.size.small, pad = 1})
  if text then
    page.canvas:text({
      x = left + GAP / 2 + width / 2, y = top + BOX / 2, text = text, anchor = "middle",
      size = style.size.small, kind = "partition", id = id .. "-label",
      batch = batch.number, from = from,
    })
  end
end

-- Links are drawn before all boxes, so that a lane between their ends hides them.
local function links(page, batch, list, y)
  for _, slot in ipairs(list) do
    local block = slot.block
    if block and block.from >= page.model.from and block.lane.y then
      local begin, stop = (block.from + block.cut) / 2, (slot.from + slot.to) / 2
      page.canvas:ribbon({
        x1 = page.axis:x(begin) + 1.8, y1 = block.lane.y + BOX - 3,
        x2 = page.axis:x(stop) + 2.2, y2 = y + 5.5 + slot.row * (BOX + GAP),
        width = math.min(7, page.block_width * 0.45),
        role = style.batch(batch.number), kind = "link", batch = batch.number,
        from = ms(block.cut), id = page:block_id("link", block),
        name = ("block %d of batch %d becomes partition %d"):format(block.index,
          batch.number, block.partition or block.index),
      })
    end
  end
end

-- The interval of a batch on the axis.
local function edges(page, batch)
  return page.axis:x(batch.time - page.model.interval), page.axis:x(batch.time)
end

local function frame(page, batch, y, height)
  local left, right = edges(page, batch)
  page.canvas:box({
    x = left + 0.4, y = y, w = right - left - 0.8, h = height, line = "frame",
    dashed = batch.late, kind = "batch", batch = batch.number, from = ms(batch.known),
    id = "batch-" .. batch.number,
    name = ("batch %d: RDD of %d ms, %s, %s"):format(batch.number,
      ms(batch.time + page.model.zero), words.count(batch.partitions, "partition"),
      words.count(batch.records, "record")),
  })
end

-- The instant at which the batch is closed; nobody closed one that came late.
local function tick(page, batch, y, height)
  local x = page.axis:x(batch.time) - 0.9
  if not batch.late then
    page.canvas:line({points = {{x, y}, {x, y + height}}, role = "ink", width = 1.75,
      from = ms(batch.known)})
  end
end

local function frame_text(page, batch, y)
  local left, right = edges(page, batch)
  local number = tostring(batch.number)
  if not fit({number}, right - left, {size = style.size.lane, bold = true}) then
    return
  end
  page.canvas:text({x = left + 6, y = y, text = number, size = style.size.lane,
    bold = true, kind = "batch", batch = batch.number, from = ms(batch.known),
    id = ("batch-%d-label"):format(batch.number)})
  local count = page.dense and format.count(batch.records, 1000) .. " records"
    or words.count(batch.partitions, "partition")
  local room = right - left - 16 - metrics.width(number, style.size.lane, true)
  local text = fit({count}, room, {size = style.size.small})
  if text then
    page.canvas:text({x = right - 6, y = y, text = text, size = style.size.small,
      anchor = "right", role = "muted", kind = "batch", batch = batch.number,
      from = ms(batch.known)})
  end
end

-- The fewest and the most partitions of the batches, as a note.
function M.partition_counts(model)
  local low, high = math.huge, 0
  for _, batch in ipairs(model.batches) do
    low, high = math.min(low, batch.partitions), math.max(high, batch.partitions)
  end
  return low >= high and words.count(high, "partition")
    or ("%d to %d partitions"):format(low, high)
end

-- A cell with the number of partitions of a batch; says whether it could be written.
local function cell(page, batch, y)
  local left, right = edges(page, batch)
  local number, count = batch.number, words.count(batch.partitions, "partition")
  local shared = canvas_module.sharing({kind = "batch", batch = number,
    from = ms(batch.known)})
  page.canvas:box(shared({
    x = left + GAP / 2, y = y, w = right - left - GAP, h = BOX, fill = fill(number),
    line = line(number), id = "batch-" .. number, name = ("batch %d: %s, %s"):format(
      number, count, words.count(batch.records, "record")),
  }))
  local text = fit({count, tostring(batch.partitions)}, right - left - GAP, {pad = 1})
  if text then
    page.canvas:text(shared({x = (left + right) / 2, y = y + BOX / 2, text = text,
      anchor = "middle"}))
  end
  if number % page.number_step == 0 then
    page.canvas:place({shared({
      x = (left + right) / 2, y = y + BOX + 8, text = tostring(number), bold = true,
      anchor = "middle", id = ("batch-%d-label"):format(number),
    })})
  end
  return text ~= nil
end

-- Partitions too narrow for the page: one cell a batch, with their number.
local function cells(page, y)
  local written = false
  for _, batch in ipairs(page.model.batches) do
    written = cell(page, batch, y) or written
  end
  M.name(page, y + 5, "batch RDDs", written and "partitions in each"
    or M.partition_counts(page.model))
  return y + BOX + 16
end

-- As many rows of partitions as there are lanes of blocks.
local function frames(page, y)
  local rows = math.max(1, #page.model.lanes)
  local height = 40 + (rows - 1) * (BOX + GAP)
  local places = {}
  for i, batch in ipairs(page.model.batches) do
    places[i] = slots(page, batch)
    frame(page, batch, y, height)
    for index, slot in ipairs(places[i]) do
      draw_partition(page, batch, slot, index, y)
    end
    tick(page, batch, y, height)
    frame_text(page, batch, y + height - 10)
  end
  page.canvas:behind(function()
    for i, batch in ipairs(page.model.batches) do
      links(page, batch, places[i], y)
    end
  end)
  local received = #page.model.lanes > 0
  M.name(page, y + 12, "batch RDDs", received and "block = partition"
    or "their partitions")
  return y + height
end

---The RDD of each batch: its partitions in a frame that ends at the tick.
function M.batches(page, y)
  for i, lane in ipairs(page.model.lanes) do
    lane.row = i - 1
  end
  return page.fine and frames(page, y) or cells(page, y)
end

return M
