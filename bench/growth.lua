-- bench/growth.lua -- how time and memory grow with the number of records, keys,
-- batches and windows.
-- SPDX-License-Identifier: MIT
local measure = require("measure")

local quote = measure.quote

local M = {}

---@class bench.Growth
---@field sizes integer[]
---@field batches fun(size: integer): integer
---@field units fun(size: integer, batches: integer): integer what time is divided by
---@field unit string its name
---@field grown string what memory is divided by

local function one()
  return 1
end

---@type table<string, bench.Growth>
local GROWTHS = {
  records = { sizes = { 1000, 10000, 100000, 1000000, 10000000 }, batches = one,
    units = function(size) return size end, unit = "record", grown = "record" },
  keys = { sizes = { 10, 100, 1000, 10000, 100000, 1000000 }, batches = one,
    units = function() return 1000000 end, unit = "record", grown = "key" },
  batches = { sizes = { 1, 10, 100, 1000, 10000, 100000 },
    batches = function(size) return size end,
    units = function(size) return size end, unit = "batch", grown = "batch" },
  windows = { sizes = { 1, 10, 100, 1000 },
    batches = function(size) return size + 200 end,
    units = function(_, batches) return batches end, unit = "batch", grown = "window" },
}

local function row(bench, what, size)
  local growth = GROWTHS[what]
  local batches = growth.batches(size)
  local folder = bench.programs .. "/checkpoint"
  local lines = measure.stamp(bench.stream({ file = "growth_dstream.lua",
    batches = batches, workers = 1,
    arguments = ("%s %d %d %s"):format(what, size, batches, quote(folder)) }))
  os.execute("rm -rf " .. quote(folder))
  local before = lines[1]:match("^%d+\t(%S+)$")
  local after_kb, after = lines[#lines]:match("^(%d+)\t(%S+)$")
  local units = growth.units(size, batches)
  return { size, (after - before) * 1e9 / units, after_kb / 1024 }
end

-- How many bytes more than the row before, for each of the things that are more.
local function add_growth(rows)
  rows[1][4] = ""
  for i = 2, #rows do
    local more = (rows[i][3] - rows[i - 1][3]) * 1024 * 1024
    rows[i][4] = more / (rows[i][1] - rows[i - 1][1])
  end
end

---A line for each size: time of computing for a unit, and the most memory of the
---process.
---@param bench bench.Context
---@param name string
---@param what string one of GROWTHS
---@return table group
function M.measure(bench, name, what)
  local growth, rows = GROWTHS[what], {}
  for i, size in ipairs(growth.sizes) do
    if not bench.quick or i < #growth.sizes then
      rows[#rows + 1] = row(bench, what, size)
    end
  end
  add_growth(rows)
  local head = { what, "ns a " .. growth.unit, "MB",
    "bytes a " .. growth.grown .. " more" }
  return { name = name, head = head, rows = rows }
end

return M
