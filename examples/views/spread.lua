-- examples/views/spread.lua -- a view of one's own: how the records of each batch are
-- spread over its partitions. One that is much wider than its neighbours is a task that
-- takes longer.
-- SPDX-License-Identifier: MIT
--
--   ./sluice view run.jsonl --load examples/views/spread.lua spread -o spread.svg
local canvas, style = require("viz.canvas"), require("viz.style")

local M = { about = "the records in each partition of a batch", options = { "batches" },
  kinds = "block batch" }

-- Plain data: what both drawings need, and nothing of how they look.
function M.model(trace, options)
  local model, first, last = { most = 1 }, table.unpack(options.batches or { 1, 20 })
  for _, batch in ipairs(trace:batches()) do
    if batch.number >= first and batch.number <= last then
      model[#model + 1] = batch
      model.most = math.max(model.most, batch.records)
    end
  end
  return model
end

function M.text(model)
  local lines = {}
  for i, batch in ipairs(model) do
    lines[i] = ("batch %3d"):format(batch.number)
    for _, block in ipairs(batch.blocks) do
      lines[i] = lines[i] .. ("%5d"):format(block.records)
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

-- Places are in points from the top left corner; roles stand for colours.
function M.dot(model, options)
  local page = canvas.new({ id = "spread", theme = options.theme })
  page:text({ x = 16, y = 20, text = "Records in each partition", size = 13, bold = true })
  for i, batch in ipairs(model) do
    local x, y, n = style.page.plot_x, 16 + 24 * i, batch.number
    page:text({ x = 16, y = y + 8, text = "batch " .. n, bold = true })
    for p, block in ipairs(batch.blocks) do
      local width = block.records / model.most * 560
      page:box({ x = x, y = y, w = width, h = 17, fill = style.batch(n),
        line = style.batch(n, "l"), id = ("partition-%d-%d"):format(n, p - 1), batch = n,
        from = batch.time, name = "partition " .. p - 1 .. " of batch " .. n })
      if canvas.fit({ tostring(block.records) }, width) then
        page:text({ x = x + width / 2, y = y + 8, anchor = "middle",
          text = tostring(block.records) })
      end
      x = x + width + style.gap
    end
  end
  return page:finish({ bottom = 48 + 24 * #model, alt = "Records in each partition" })
end

return M
