-- bench/sockets.lua -- lines from a socket, under the wall clock.
-- SPDX-License-Identifier: MIT
local measure = require("measure")
local report = require("report")

local quote = measure.quote

local M = {}

local LINES = 5000000

-- flood sends as fast as it can, and says how long it took until the peer had taken
-- everything. The command is completed by a port, where flood listens or the program
-- does, and the number of lines.
local function seconds(bench, variant)
  local lines = variant.lines or LINES
  local flood = assert(io.popen(("%s/flood %d %s"):format(quote(bench.programs), lines,
    variant.listens and math.random(20000, 30000) or "")))
  local port = flood:read("l"):match("^port (%d+)$")
  local command = ("%s %s %d"):format(variant.command, port, lines)
  local found, _, _, memory = measure.stamp(command)
  local took = tonumber(flood:read("l"))
  flood:close()
  measure.check(command, found[#found], { line = tostring(lines) })
  variant.memory = math.max(variant.memory or 0, memory)
  return { took / lines }
end

---@param bench bench.Context
---@param name string
---@return table group
function M.measure(bench, name)
  local variants = {
    { name = "DStream", base = "DStream", command = quote(bench.sluice)
      .. " run --quiet --clock wall bench/tcp_dstream.lua --" },
  }
  bench.join_peers(variants, "tcp", 1, "")
  measure.in_turn(variants, bench.turns, function(variant)
    return seconds(bench, variant)
  end)
  return report.group(name, { unit = "ns a line", seconds = 1e-9, count = 1,
    things = "lines" }, variants)
end

return M
