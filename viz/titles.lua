-- viz.titles: what stands above and below a picture: headline, sub-line, footnotes.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local metrics = require("viz.metrics")
local style = require("viz.style")

local M = {}

local function joined(parts)
  local texts = {}
  for i, part in ipairs(parts) do
    texts[i] = part.text
  end
  return table.concat(texts, "  \u{b7}  ")
end

-- The last part that may be dropped, or nil.
local function last_spare(parts)
  for i = #parts, 1, -1 do
    if parts[i].spare then
      return i
    end
  end
  return nil
end

local function fits(parts)
  local room = (style.page.width - style.page.margin) / canvas_module.text_room - 4
  return metrics.width(joined(parts), style.size.subline) <= room
end

---The settings in one line, or in two. Those that do not fit the page are dropped, but
---never what was left out.
---@param parts {text: string, spare: boolean}[]
---@return string
---@return string|nil second
function M.sub_line(parts)
  while not fits(parts) and last_spare(parts) do
    table.remove(parts, last_spare(parts))
  end
  local rest = {}
  while not fits(parts) and #parts > 1 do
    table.insert(rest, 1, table.remove(parts))
  end
  return joined(parts), #rest > 0 and joined(rest) or nil
end

---Writes them; the footnotes stand below `bottom`. Returns the bottom of the page.
---@param canvas Canvas
---@param told {headline: string, settings: table[], notes: string[]}
---@param bottom number
---@return number
function M.draw(canvas, told, bottom)
  local left = style.page.margin
  canvas:text({x = left, y = style.page.headline, text = told.headline, bold = true,
    size = style.size.headline, id = "headline", kind = "headline"})
  local first, second = M.sub_line(told.settings)
  canvas:text({x = left, y = style.page.subline, text = first,
    size = style.size.subline, role = "muted", id = "subline"})
  if second then
    canvas:text({x = left, y = style.page.subline + 12, text = second,
      size = style.size.subline, role = "muted", id = "subline-2"})
  end
  for i, note in ipairs(told.notes) do
    canvas:text({x = left, y = bottom + 7 + 13 * i, text = note, role = "muted",
      size = style.size.small, id = i == 1 and "footnote" or "footnote-" .. i})
  end
  return #told.notes > 0 and bottom + 25 + 13 * #told.notes or bottom + 16
end

---The same for a picture of a structure, in which all stands in one line each.
---@param canvas Canvas
---@param told {headline: string, role: string?, details: string[], rules: string[]}
---@param footnote number where the rules stand
function M.draw_structure(canvas, told, footnote)
  local left = style.page.margin
  canvas:text({x = left, y = style.page.headline, text = told.headline, bold = true,
    id = "headline", kind = "headline", size = style.size.headline, role = told.role})
  canvas:text({x = left, y = style.page.subline, role = "muted", id = "subline",
    text = table.concat(told.details, "  \u{b7}  "), size = style.size.subline})
  if #told.rules > 0 then
    canvas:text({x = left, y = footnote, text = table.concat(told.rules, ".  ") .. ".",
      role = "muted", id = "footnote", kind = "footnote", size = style.size.small})
  end
end

return M
