-- bench/peers.lua -- other engines that do the same work: Spark and pysparkling.
-- SPDX-License-Identifier: MIT
local measure = require("measure")

local quote = measure.quote

local M = {}

---@class bench.Task
---@field work string
---@field rounds integer those that are measured
---@field arguments string
---@field skipped integer rounds that have to come first

---@class bench.Peer
---@field name string
---@field version string
---@field join fun(self: bench.Peer, variants: bench.Program[], task: bench.Task)

local function first_line(command)
  local pipe = assert(io.popen(command))
  local line = pipe:read("l")
  if not pipe:close() or not line then
    error("run.lua: this failed: " .. command, 0)
  end
  return line
end

-- A JVM compiles what has run for a while: that many rounds come first.
local WARM, WARM_LONG = 12, 6
local LONG = { mapWithState = true, join = true } -- rounds of a second and more

local function join_spark(self, variants, task)
  if task.work == "tcp" then
    table.insert(variants, { name = "Spark, local[2]", turns = 2,
      command = self.command .. " 'local[2]' tcp 0" }) -- a core for the receiver
    return
  end
  local is_long = LONG[task.arguments:match("^%a+")] == true
  local skipped = math.max(task.skipped, is_long and WARM_LONG or WARM)
  if task.work == "start" then
    skipped = 0
  end
  for _, cores in ipairs({ 1, 2 }) do
    table.insert(variants, {
      name = ("Spark, local[%d]"):format(cores), skipped = skipped, turns = 2,
      command = ("%s 'local[%d]' %s %d %s"):format(self.command, cores, task.work,
        skipped + task.rounds, task.arguments),
    })
  end
end

-- Works by key that it has operators for. Its join loses values of a key that has
-- several, as each has with 10,000 keys.
local PYTHON_KEYED = { "^groupByKey ", "^updateStateByKey ", "^updateAll ",
  "^join 1000000 " }

local function has_python(task)
  for _, pattern in ipairs(PYTHON_KEYED) do
    if task.work ~= "keyed" or task.arguments:find(pattern) then
      return true
    end
  end
  return false
end

local function join_python(self, variants, task)
  if not has_python(task) then
    return
  end
  if task.work == "tcp" then
    table.insert(variants, { name = "pysparkling", turns = 2, listens = true,
      lines = 1000000, command = self.command .. " tcp" })
    return
  end
  local skipped = task.work == "start" and 0 or math.max(task.skipped, 1)
  table.insert(variants, { name = "pysparkling", skipped = skipped, turns = 2,
    command = ("%s %s %d %s"):format(self.command, task.work, skipped + task.rounds,
      task.arguments) })
end

local function open(name, folder, join)
  local command = ("bench/%s/run %s"):format(name, quote(folder))
  return { name = name, command = command, version = first_line(command .. " version"),
    join = join }
end

---The peers that options name, each in the folder where it is installed.
---@param options { spark?: string, pysparkling?: string }
---@return bench.Peer[]
function M.open(options)
  local list = {}
  table.insert(list, options.spark and open("spark", options.spark, join_spark))
  table.insert(list,
    options.pysparkling and open("pysparkling", options.pysparkling, join_python))
  return list
end

return M
