-- viz.cluster.tasks: the tasks and receivers of one core, from left to right.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local metrics = require("viz.metrics")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local fit = canvas_module.fit
local NARROW <const> = 1.2 -- points; narrower tasks of one batch are one band
local PADS <const> = {2, 1.2}

local function ms(us)
  return us // 1000
end

---"m3.1": the letter of the stage, the partition, the attempt if it is not the first.
---"m3s" is a speculative copy.
---@param task table
---@return string
function M.label(task)
  local attempt = task.speculative and "s" or task.attempt > 0 and "." .. task.attempt
  return ("%s%d%s"):format(task.result and "r" or "m", task.partition, attempt or "")
end

-- What happened to a task, in words.
local ENDINGS = {
  lost = "lost with its executor", failed = "failed", cut = "stopped",
  copied = "stopped, as its copy was faster",
}

local function name_of(task, lane)
  local kind = task.result and "result" or "map"
  local what = task.speculative and "speculative copy of " .. kind .. " task"
    or kind .. " task"
  local text = ("%s %d%s, attempt %d: %s on executor %d, core %d"):format(what,
    task.partition, task.batch and " of batch " .. task.batch or "", task.attempt,
    words.duration(task.to - task.from), lane.number, task.core)
  if task.remote then
    text = text .. ", reads from another host"
  end
  if task.trouble then
    text = text .. ", " .. ENDINGS[task.trouble]
  elseif task.records then
    text = text .. ", " .. words.count(task.records, "record")
  end
  return task.again and text .. ", run again" or text
end

-- "task-4-m3-1" is unique in most pictures; a second job of the batch adds its number.
local function id_of(page, task)
  local id = ("task-%s%s%d-%d"):format(task.batch and task.batch .. "-" or "",
    task.result and "r" or "m", task.partition, task.attempt)
  if page.task_ids[id] then
    id = id .. "-t" .. task.number
  end
  page.task_ids[id] = true
  return id
end

local function look_of(task)
  local fill = task.batch and style.batch(task.batch) or "wash"
  local line = task.batch and style.batch(task.batch, "l") or "frame"
  if task.trouble == "lost" or task.trouble == "failed" then
    return {fill = "paper", line = "badline", dashed = true, role = "bad", bold = true,
      hatch = true, width = 1.25}
  elseif task.trouble then
    return {fill = "paper", line = line, dashed = true, role = "muted"}
  elseif task.again then
    return {fill = fill, line = "badline", width = 1.75, bold = true}
  elseif task.speculative then
    return {fill = fill, line = "ink", width = 1.75, bold = true}
  end
  return {fill = fill, line = line, width = task.result and 1.75 or 0.75,
    bold = task.result and task.batch ~= nil}
end

-- The label and the size at which it fits the box, or nil.
local function label_of(task, width, bold)
  local text = M.label(task)
  for i, size in ipairs({style.size.small, style.size.tiny}) do
    if fit({text}, width, {size = size, bold = bold, pad = PADS[i]}) then
      return text, size
    end
  end
  return nil
end

local function draw_label(page, task, box, look)
  local text, size = label_of(task, box.w, look.bold)
  if not text then
    page.unlabelled = page.unlabelled + (task.batch and 1 or 0)
    return
  end
  local x, y = box.x + box.w / 2, box.y + box.h / 2
  local width = metrics.width(text, size, look.bold)
  if look.hatch then
    page.canvas:box({x = x - width / 2 - 1.5, y = y - 5, w = width + 3, h = 10,
      fill = "paper", kind = "task", from = box.from})
  end
  page.canvas:text({x = x, y = y, text = text, anchor = "middle", size = size,
    bold = look.bold, role = look.role, kind = "task", batch = task.batch,
    from = box.from, id = box.id .. "-label"})
  page.labelled = page.labelled + 1
end

-- A dot in the corner: what the task read came from another host.
local function remote_mark(page, task, box)
  if task.remote and task.batch and box.w >= 7 then
    page.canvas:dot({x = box.x + 3.2, y = box.y + 3.2, radius = 1.3, fill = "ink",
      kind = "remote", from = box.from})
    page.remote_drawn = true
  end
end

local function draw_task(page, lane, task, y)
  local left, right = page.axis:inside(task.from), page.axis:inside(task.to)
  local look = look_of(task)
  local inset = (look.width or 0.75) / 2
  local width = math.max(right - left - 2 * inset, 0.6)
  local box = {
    x = left + inset, y = y + inset, w = width, h = page.row.height - 2 * inset,
    fill = look.fill, line = look.line, width = look.width, dashed = look.dashed,
    kind = "task", batch = task.batch, from = ms(task.from), id = id_of(page, task),
    name = name_of(task, lane),
  }
  page.canvas:box(box)
  if look.hatch and width > 3 then
    page.canvas:hatch({x = box.x, y = box.y, w = width, h = box.h, role = "badline",
      kind = "task", from = box.from})
  end
  remote_mark(page, task, box)
  draw_label(page, task, box, look)
end

local function draw_band(page, lane, band, y)
  if band.count == 1 then
    draw_task(page, lane, band.task, y)
    return
  end
  local role = band.task.batch and style.batch(band.task.batch, "l") or "frame"
  page.canvas:box({x = band.left, y = y, w = math.max(band.right - band.left, 0.6),
    h = page.row.height, fill = band.trouble and "badline" or role, kind = "task",
    batch = band.task.batch, from = ms(band.task.from), name = ("%s%s"):format(
      words.count(band.count, "task"), band.task.batch and " of batch "
        .. band.task.batch or "")})
  page.unlabelled = page.unlabelled + (band.task.batch and band.count or 0)
end

-- Whether a task is too narrow for a box of its own and goes on where a band ends.
local function joins(band, task, left)
  return band and band.task.batch == task.batch and left - band.right < NARROW
    and band.trouble == (task.trouble == "lost" or task.trouble == "failed")
end

---Draws the tasks of a core.
---@param page table
---@param lane table
---@param tasks table[] of this core, in the order of time
---@param y number
function M.draw(page, lane, tasks, y)
  local band
  local function flush()
    if band then
      draw_band(page, lane, band, y)
    end
    band = nil
  end
  for _, task in ipairs(tasks) do
    local left, right = page.axis:inside(task.from), page.axis:inside(task.to)
    if right - left >= NARROW then
      flush()
      draw_task(page, lane, task, y)
    elseif joins(band, task, left) then
      band.right, band.count = math.max(band.right, right), band.count + 1
    else
      flush()
      band = {task = task, left = left, right = right, count = 1,
        trouble = task.trouble == "lost" or task.trouble == "failed"}
    end
  end
  flush()
end

-- Receivers ---------------------------------------------------------------------------

local function receiver_text(page, held, left, width)
  local name = ("receiver %d"):format(held.receiver)
  local text = fit({"R  " .. name, "R " .. held.receiver, "R"}, width - 4,
    {size = style.size.label, bold = true})
  if not text then
    return left
  end
  local wide = metrics.width(text, style.size.label, true)
  page.canvas:box({x = left + 6, y = held.y + 2, w = wide + 12,
    h = page.row.height - 4, fill = "paper", kind = "receiver", from = ms(held.from)})
  page.canvas:text({x = left + 12, y = held.y + page.row.height / 2, text = text,
    size = style.size.label, bold = true, kind = "receiver", from = ms(held.from),
    id = held.id .. "-label"})
  return left + wide + 18
end

local function receiver_note(page, held, left, right)
  local text, size = "one task that never ends: its core is taken", style.size.small
  local width = metrics.width(text, size)
  if page.said_never or right - left < width + 60 or page.row.height < 15 then
    return
  end
  page.said_never = true
  local x = (left + right) / 2
  page.canvas:box({x = x - width / 2 - 6, y = held.y + 2, w = width + 12,
    h = page.row.height - 4, fill = "paper", kind = "receiver", from = ms(held.from)})
  page.canvas:text({x = x, y = held.y + page.row.height / 2, text = text, size = size,
    anchor = "middle", italic = true, role = "muted", from = ms(held.from)})
end

-- Two long rules say receiver without a colour.
local function receiver_rules(page, held, left, right)
  for _, y in ipairs({held.y + 3, held.y + page.row.height - 3}) do
    page.canvas:line({points = {{left + 3, y}, {right - 3, y}}, role = "frame",
      width = 0.6, kind = "receiver", from = ms(held.from)})
  end
end

---Draws the time in which a receiver held a core.
---@param page table
---@param held table receiver, from, to, times: how often it had this executor before
---@param y number
function M.receiver(page, held, y)
  local left, right = page.axis:inside(held.from), page.axis:inside(held.to)
  if right - left < 0.5 then
    return
  end
  held.y = y
  held.id = ("receiver-%d"):format(held.receiver)
  if page.task_ids[held.id] then
    held.id = ("%s-%dms"):format(held.id, ms(held.from))
  end
  page.task_ids[held.id] = true
  page.canvas:box({x = left + 0.7, y = y + 0.7, w = right - left - 1.4,
    h = page.row.height - 1.4, fill = "paper", line = "ink", width = 1.4,
    kind = "receiver", from = ms(held.from), id = held.id,
    name = ("receiver %d holds core %d of executor %d from %s on"):format(
      held.receiver, held.core, held.executor, words.moment(held.from))})
  receiver_rules(page, held, left, right)
  local behind = receiver_text(page, held, left, right - left)
  receiver_note(page, held, behind, right)
end

return M
