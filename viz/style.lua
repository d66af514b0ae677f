-- viz.style: the look that all pictures share: colours, measures, type.
--
-- A view names roles, never colours; a theme gives each role its colour. The hue of a
-- batch is the same in every view, and everything that colour says is said by a number,
-- a letter, a pattern or a place as well.
-- SPDX-License-Identifier: MIT
local M = {}

M.themes = {"light", "dark", "print"}

-- Role: light, dark, print. Roles b0 to b3 are batches; l is the line around the fill,
-- k the dot of one record.
local ROLES = {
  paper = {"#FFFFFF", "#15181C", "#FFFFFF"}, -- the ground
  wash = {"#F5F5F3", "#1E2228", "#F6F6F6"}, -- behind a group of boxes
  ink = {"#1A1A1A", "#F2F2F0", "#000000"}, -- text, structure, the end of a batch
  muted = {"#595959", "#B4B9BF", "#404040"}, -- text of second rank
  frame = {"#8A8A8A", "#7D858E", "#707070"}, -- neutral outlines, the axis
  rule = {"#DEDEDE", "#353A41", "#D0D0D0"}, -- grid and hairlines
  focus = {"#0072B2", "#6FB7E6", "#000000"}, -- windows and results
  focusw = {"#E8F2F9", "#1D3444", "#EEEEEE"},
  bad = {"#B34700", "#FF9D57", "#000000"}, -- late, waiting, lost: text
  badline = {"#D55E00", "#F07A24", "#000000"}, -- the same, lines and hatches
  badw = {"#FBE9DD", "#43260F", "#FFFFFF"}, -- the same, fill
  hi = {"#F0E442", "#F0E442", "#FFFFFF"}, -- the current moment
  hiw = {"#FCF8CF", "#4A4716", "#F0F0F0"},
  b0 = {"#AEDBF4", "#325D76", "#FFFFFF"},
  b0l = {"#4794BF", "#67BCEB", "#303030"},
  b0k = {"#2F6380", "#80C7EE", "#202020"},
  b1 = {"#F2CF80", "#6D5110", "#CFCFCF"},
  b1l = {"#BD8200", "#E8A91A", "#303030"},
  b1k = {"#855C00", "#ECB740", "#202020"},
  b2 = {"#94D6C4", "#0B5846", "#ECECEC"},
  b2l = {"#00825E", "#1AA881", "#303030"},
  b2k = {"#006F50", "#40B696", "#202020"},
  b3 = {"#E7BFD5", "#6D475F", "#B4B4B4"},
  b3l = {"#A76389", "#D186B0", "#303030"},
  b3k = {"#834D6B", "#D99ABD", "#202020"},
}

---The names of all roles, sorted.
M.roles = {}
for role in pairs(ROLES) do
  M.roles[#M.roles + 1] = role
end
table.sort(M.roles)

-- The same roles on a terminal of 256 colours; the others keep the terminal's own.
local TERMINAL = {
  b0 = "38;5;75", b1 = "38;5;179", b2 = "38;5;72", b3 = "38;5;175", bad = "38;5;166",
  muted = "2", ink = "1",
}

M.page = {
  width = 792, margin = 16, plot = 640, plot_x = 96,
  headline = 20, subline = 37, axis_label = 66, axis = 74, first_lane = 84,
}

M.size = {
  headline = 13, subline = 9.5, lane = 10.5, number = 10, label = 9, small = 8.5,
  tiny = 8,
}

M.gap = 1.5 -- between neighbours on a lane

M.family = "Helvetica, Arial, 'Liberation Sans', sans-serif"

local COLUMN = {light = 1, dark = 2, print = 3}

---The colour of a role, "#RRGGBB".
---@param theme string
---@param role string
---@return string
function M.color(theme, role)
  local colors = ROLES[role] or error("no role is called " .. tostring(role), 2)
  return colors[COLUMN[theme] or error("no theme is called " .. tostring(theme), 2)]
end

---Part of a role's colour as two hexadecimal digits behind it. Batches that share their
---white paper in print lend their links the colour of their lines, thinner.
---@param theme string
---@param role string
---@param opacity number 0 to 1
---@return string
function M.tint(theme, role, opacity)
  return M.color(theme, role) .. ("%02X"):format(math.floor(opacity * 255 + 0.5))
end

---The escape sequence of a role on a terminal, without its ends, or nil.
---@param role string|nil
---@return string|nil
function M.terminal(role)
  return TERMINAL[role]
end

---The role of a batch: its fill, or with a suffix its line (l) or dot (k).
---@param number integer
---@param suffix? string
---@return string
function M.batch(number, suffix)
  return "b" .. (number - 1) % 4 .. (suffix or "")
end

return M
