-- tests/cli/wall_output.lua -- what print() has to give, from the records of a trace.
-- SPDX-License-Identifier: MIT
--
--   lua-test tests/cli/wall_output.lua TRACE
--
-- Of a program that prints the lines of one socket: each batch with the records of the
-- blocks that were cut before its tick, oldest first. Batches that did not print are
-- left out. A record that is far from its batch is an error.

local json = require "json"

local waiting, blocks, batches, printed = {}, {}, {}, {}
local interval, block_interval

local READ = {}

function READ.run(record)
  interval, block_interval = record.interval, record.block_interval
end

function READ.record(record)
  waiting[#waiting + 1] = record
end

-- A block has the records that came since the last one.
function READ.block(record)
  blocks[record.block] = waiting
  waiting = {}
end

function READ.batch(record)
  local lines = {}
  for _, id in ipairs(record.blocks) do
    for _, item in ipairs(blocks[id]) do
      local age = record.batch - item.at
      assert(age >= 0 and age <= interval + block_interval,
        ("%q is %d us older than its batch"):format(item.text, age))
      lines[#lines + 1] = item.text
    end
  end
  assert(record.batch % interval == 0, "a tick between two ticks")
  batches[record.batch] = lines
end

function READ.printed(record)
  printed[#printed + 1] = record.batch
end

for _, record in ipairs(json.lines(arg[1])) do
  local read = READ[record.kind]
  if read then
    read(record)
  end
end
local rule = ("-"):rep(43)
for _, batch in ipairs(printed) do
  print(("%s\nTime: %d ms\n%s"):format(rule, batch // 1000, rule))
  for _, line in ipairs(batches[batch]) do
    print(line)
  end
  print()
end
