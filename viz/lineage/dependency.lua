-- viz.lineage.dependency: which partitions of its parents a partition is made of.
-- Spark: Dependency.getParents, by the class of the RDD.
-- SPDX-License-Identifier: MIT
local M = {}

---The number of the shuffle between an RDD and its i-th parent, or nil if the
---dependency is narrow.
---@param rdd table
---@param i integer
---@return integer|nil
function M.shuffle(rdd, i)
  local number = rdd.shuffles[i]
  return number and number >= 0 and number or nil
end

local OF = {}

function OF.UnionRDD(rdd, i, partition, trace)
  local first = 0
  for k = 1, i - 1 do
    local before = trace:rdd(rdd.parents[k])
    first = first + (before and before.partitions or 0)
  end
  return partition - first, partition - first
end

function OF.CartesianRDD(rdd, i, partition, trace)
  local right = trace:rdd(rdd.parents[2]).partitions
  local place = i == 1 and partition // right or partition % right
  return place, place
end

-- Without places to prefer neighbours come together; with them nobody can tell.
function OF.CoalescedRDD(rdd, i, partition, trace)
  local before = trace:rdd(rdd.parents[i]).partitions
  return partition * before // rdd.partitions,
    (partition + 1) * before // rdd.partitions - 1
end

---The first and the last partition of the i-th parent, narrow, that a partition reads;
---the last is before the first if it reads none of it.
---@param trace Trace
---@param rdd table
---@param i integer
---@param partition integer
---@return integer first
---@return integer last
function M.partitions(trace, rdd, i, partition)
  local parent, of = trace:rdd(rdd.parents[i]), OF[rdd.type]
  local first, last = partition, partition
  if of then
    first, last = of(rdd, i, partition, trace)
  end
  return math.max(first, 0), math.min(last, parent.partitions - 1)
end

---Whether it is only known that some partitions of the parent go into some of the RDD.
---@param trace Trace
---@param rdd table
---@return boolean
function M.is_rough(trace, rdd)
  return rdd.type == "CoalescedRDD"
    and trace:rdd(rdd.parents[1]).partitions ~= rdd.partitions
end

return M
