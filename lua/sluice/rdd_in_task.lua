-- sluice.rdd_in_task: what an RDD of the driver is in a task.
-- Spark: RDD.sc, when an RDD was sent with a closure (SPARK-5063).
--
-- It holds no data and cannot start a job there; any use says so, in Spark's words.
-- SPDX-License-Identifier: MIT
local M = {}

local MESSAGE = "This RDD lacks a SparkContext. It could happen in the following "
  .. "cases:\n(1) An RDD is used inside a function that runs in a task, such as "
  .. "rdd1:map(function(x) return rdd2:count() * x end). Only the driver can start "
  .. "jobs: collect what the function needs first, or join the two RDDs.\n"
  .. "(2) The RDD belongs to a context that is gone."

local function refuse()
  error({ class = "org.apache.spark.SparkException", message = MESSAGE }, 0)
end

M.class = { __name = "RDD" }

function M.class.__index()
  return refuse
end

return M
