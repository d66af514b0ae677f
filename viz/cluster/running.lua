-- viz.cluster.running: brackets under the cores: which batch ran when, and how long.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local format = require("viz.format")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local APART <const> = 20
local MOST_ROWS <const> = 3 -- of batches that run at the same time

local function texts_of(page, batch)
  if page.axis.batch_width < 24 then
    return {batch.number % page.number_step == 0 and tostring(batch.number) or nil}
  elseif batch.failed then
    return {("%d: %s, failed"):format(batch.number, format.duration(batch.took or 0)),
      batch.number .. " \u{d7}"}
  elseif not batch.took then
    return {tostring(batch.number)}
  end
  return {("%d: %s"):format(batch.number, format.duration(batch.took)),
    tostring(batch.number)}
end

local function id_of(batch)
  return ("job-%d%s"):format(batch.number, batch.suffix)
end

local function bracket(page, batch, left, right, y)
  local points, bottom = {{left, y}, {left, y + 4}, {right, y + 4}, {right, y}}, y + 4
  if batch.from < page.model.from then
    table.remove(points, 1)
  end
  if not batch.to or batch.to > page.model.to then
    table.remove(points)
  end
  page.canvas:line({points = points, role = style.batch(batch.number, "l"), width = 2,
    kind = "job", batch = batch.number, from = batch.from // 1000,
    id = id_of(batch),
    name = ("batch %d runs %s%s"):format(batch.number, batch.took
      and words.duration(batch.took) or "and is not done",
      batch.again and ", formed again" or "")})
  return bottom
end

-- The label stands over its bracket, or as near as there is room.
local function label(page, batch, left, right, y)
  local mark = canvas_module.sharing({y = y - 6, bold = true, kind = "job",
    batch = batch.number, from = batch.from // 1000,
    role = batch.failed and "bad" or "ink",
    id = id_of(batch) .. "-label"})
  local candidates = {}
  for _, text in ipairs(texts_of(page, batch)) do
    table.insert(candidates, mark({x = (left + right) / 2, text = text,
      anchor = "middle"}))
    table.insert(candidates, mark({x = left, text = text}))
  end
  page.canvas:place(candidates, page.axis.left)
end

---The lane of batches that run.
---@param page table
---@param y number
---@return number y below
function M.draw(page, y)
  local ends, list, bottom = {}, {}, y + 16
  for _, batch in ipairs(page.model.busy) do
    local to = math.min(batch.to or page.model.ended, page.model.to)
    if batch.from and batch.from < page.model.to and to > page.model.from then
      local row = 1
      while ends[row] and ends[row] > batch.from and row < MOST_ROWS do
        row = row + 1
      end
      ends[row] = to
      local left = page.axis:inside(batch.from) + 1
      local right = math.max(left + 0.5, page.axis:inside(to) - 1)
      local top = y + 12 + (row - 1) * APART
      bottom = math.max(bottom, bracket(page, batch, left, right, top))
      list[#list + 1] = {batch = batch, left = left, right = right, top = top}
    end
  end
  for _, item in ipairs(list) do
    label(page, item.batch, item.left, item.right, item.top)
  end
  page.canvas:text({x = style.page.margin, y = y + 8, text = "batches running",
    size = style.size.lane, bold = true})
  if #list == 0 then
    page.canvas:text({x = page.axis.left + 6, y = y + 8, text = "none in this range",
      italic = true, role = "muted"})
  end
  return bottom
end

return M
