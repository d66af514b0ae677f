-- sluice.thread: Thread.sleep, on the driver, in tasks and in receivers.
-- Spark: java.lang.Thread, as far as programs for Spark use it.
--
-- Workers load this file, too: there the host function makes the task longer.
-- SPDX-License-Identifier: MIT
local duration = require("sluice.duration")
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")

local M = {}

---Waits while simulated time goes on. In the function of an output others go on
---meanwhile, as far as spark.streaming.concurrentJobs lets them; in the program's own
---lines everything does. In a function of an operator, such as map, it makes the task
---longer, at each call; in a receiver it is rx:sleep. Under the wall clock the driver
---and receivers really wait; tasks do not.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "slow", Seconds(1))
---local sc = ssc:sparkContext()
---ssc:queueStream({ sc:parallelize({1, 2}) }):foreachRDD(function(rdd)
---  Thread.sleep(300)                        -- a data base that is slow
---  print(rdd:map(function(x)
---    Thread.sleep(Milliseconds(20))         -- 20 ms for each record
---    return x
---  end):count())
---end)
---ssc:start()
---ssc:awaitTerminationOrTimeout(1500)        --> 2
---```
---@param length integer|sluice.Duration milliseconds, 0 or more
function M.sleep(length)
  local ms = duration.is_duration(length) and length:milliseconds()
    or duration.whole("Thread.sleep", length, 1)
  if ms < 0 then
    errors.raise({ class = "java.lang.IllegalArgumentException",
      message = "timeout value is negative" })
  end
  host.sleep(ms)
end

---Java's class, as far as programs for Spark use it: Thread.sleep(ms).
---
---Example:
---```lua
---Thread.sleep(Seconds(2))
---print("2 s later")                         --> 2 s later
---```
M.Thread = guard.static("Thread", { sleep = M.sleep }, {})

return M
