-- sluice.rdd.cost: what an operator of an RDD costs.
-- Spark: none (docs/cost-model.md).
-- SPDX-License-Identifier: MIT
local cost = require("sluice.cost")
local host = require("sluice.host")

---@param RDD RDD
return function(RDD)
  ---Says how long the operator just made works on a record, in simulated time; in
  ---place of sluice.cost.call. Each record counts that its function gets. For
  ---reduceByKey that is each pair, before the shuffle and after it; for mapPartitions
  ---each record of the list. What is computed does not change. Spark has no such
  ---method.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob" })
  ---local long = names:map(function(name) return #name end):cost(Microseconds(1200))
  ---print(long:collect()[1])      --> 3
  ---```
  ---@param each sluice.Microseconds|sluice.Duration what a record costs
  ---@return RDD self
  function RDD:cost(each)
    if not host.rdd_cost(self.number, cost.check(self, each)) then
      cost.refuse(self, host.rdd_op(self.number))
    end
    return self
  end
end
