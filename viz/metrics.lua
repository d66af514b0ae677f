-- viz.metrics: how wide text is in Helvetica, so that a label is known to fit.
--
-- Arial and Liberation Sans have the same widths. Bold and regular are told apart; what
-- is not listed counts as an ideograph or as a wide letter, so that too much room is
-- reserved rather than too little.
-- SPDX-License-Identifier: MIT
local M = {}

-- Widths in thousandths of the size, by the characters that share them.
local REGULAR = {
  [191] = "'", [222] = "ijl", [260] = "|", [278] = " !,./:;I[\\]ft\u{b7}\u{a0}",
  [333] = "()-`r", [334] = "{}", [355] = "\"", [389] = "*", [469] = "^",
  [500] = "Jckvsxyz", [556] = "0123456789?_#$Labdeghnopqu\u{2013}",
  [584] = "+<=>~\u{2212}\u{d7}", [611] = "FTZ", [667] = "&ABEKPSVXY", [722] = "CDHNRUw",
  [778] = "GOQ", [833] = "Mm", [889] = "%", [944] = "W", [1000] = "\u{2026}",
  [1015] = "@", [200] = "\u{2009}",
}
local BOLD = {
  [238] = "'", [278] = " ,./I\\ijl\u{b7}\u{a0}", [280] = "|", [333] = "!()-:;[]`ft",
  [389] = "*r{}", [474] = "\"", [500] = "z",
  [556] = "0123456789J_#$aceksvxy\u{2013}", [584] = "+<=>^~\u{2212}\u{d7}",
  [611] = "?FLTZbdghnopqu", [667] = "EPSVXY", [722] = "&ABCDHKNRU",
  [778] = "GOQw", [833] = "M", [889] = "%m", [944] = "W", [975] = "@",
  [1000] = "\u{2026}", [200] = "\u{2009}",
}

local OTHER, WIDE = 722, 1000

local function by_code(groups)
  local widths = {}
  for width, characters in pairs(groups) do
    for _, code in utf8.codes(characters) do
      widths[code] = width
    end
  end
  return widths
end

local FONTS = {regular = by_code(REGULAR), bold = by_code(BOLD)}

---The width of a text in points.
---@param text string UTF-8
---@param size number
---@param bold? boolean
---@return number
function M.width(text, size, bold)
  local font = bold and FONTS.bold or FONTS.regular
  local sum = 0
  for _, code in utf8.codes(text) do
    sum = sum + (font[code] or (code < 0x1100 and OTHER or WIDE))
  end
  return sum * size / 1000
end

return M
