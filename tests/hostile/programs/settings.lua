-- ends: any
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setMaster("local[2]"):setAppName("settings")
for _, name in ipairs({"sluice.trace", "sluice.seed", "sluice.workers", "sluice.startTime",
  "spark.executor.memory", "spark.task.cpus", "sluice.batchInterval",
  "sluice.provenance", "spark.eventLog.dir", "spark.streaming.blockInterval"}) do
  conf:set(name, "../../CANARY/new")
end
SparkContext(conf):parallelize({1}):count()
