-- examples/views/spread.lua -- a view of one's own: how the records of each batch are
-- spread over its partitions. One that is much wider than its neighbours is a task that
-- takes longer.
-- SPDX-License-Identifier: MIT
--
--   ./sluice view run.jsonl --load examples/views/spread.lua spread -o spread.svg
local canvas = require("viz.canvas")
local style = require("viz.style")

local M = {}

M.about = "how the records of a batch are spread over its partitions"
M.options = { "batches" }

-- Plain data: what both drawings need, and nothing of how they look.
function M.model(trace, options)
  local model = { batches = {}, most = 1 }
  local first, last = table.unpack(options.batches or { 1, 20 })
  for _, batch in ipairs(trace:batches()) do
    if batch.number >= first and batch.number <= last then
      model.batches[#model.batches + 1] = batch
      model.most = math.max(model.most, batch.records)
    end
  end
  return model
end

function M.text(model)
  local lines = {}
  for i, batch in ipairs(model.batches) do
    local counts = {}
    for p, block in ipairs(batch.blocks) do
      counts[p] = ("%4d"):format(block.records)
    end
    lines[i] = ("batch %3d %s\n"):format(batch.number, table.concat(counts))
  end
  return table.concat(lines)
end

-- Places are in points from the top left corner; roles stand for colours.
function M.dot(model, options)
  local page = canvas.new({ id = "spread", theme = options.theme })
  page:text({ x = 16, y = 20, text = "Records in each partition", size = 13, bold = true,
    id = "headline" })
  local y = 40
  for _, batch in ipairs(model.batches) do
    local x = style.page.plot_x
    page:text({ x = 16, y = y + 8, text = "batch " .. batch.number, bold = true })
    for p, block in ipairs(batch.blocks) do
      local width = block.records / model.most * 560
      page:box({ x = x, y = y, w = width, h = 17, fill = style.batch(batch.number),
        line = style.batch(batch.number, "l"), id = ("partition-%d-%d"):format(batch.number,
        p - 1), kind = "partition", batch = batch.number, from = batch.time,
        name = ("partition %d of batch %d: %d records"):format(p - 1, batch.number,
          block.records) })
      local label = canvas.fit({ tostring(block.records) }, width)
      if label then
        page:text({ x = x + width / 2, y = y + 8.5, text = label, anchor = "middle" })
      end
      x = x + width + style.gap
    end
    y = y + 24
  end
  return page:finish({ bottom = y + 8, alt = ("Records in each partition of %d batches")
    :format(#model.batches) })
end

return M
