-- sluice.globals: the words that a program finds without `require`.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")
local context = require("sluice.context")
local time = require("sluice.time")

local words = {
  SparkConf = require("sluice.conf").SparkConf,
  SparkContext = context.SparkContext,
  StreamingContext = context.StreamingContext,
  HashPartitioner = require("sluice.partitioner").HashPartitioner,
  StorageLevel = require("sluice.storage").StorageLevel,
  Milliseconds = time.Milliseconds,
  Seconds = time.Seconds,
  Minutes = time.Minutes,
  Duration = time.Duration,
  Time = time.Time,
  pairs = require("sluice.ordered"),
}

for name, value in next, words do
  _G[name] = value
end

---Prints on the driver, as Lua's print does.
function _G.print(...)
  local texts = table.pack(...)
  for i = 1, texts.n do
    texts[i] = tostring(texts[i])
  end
  host.print_text(table.concat(texts, "\t") .. "\n")
end

return words
