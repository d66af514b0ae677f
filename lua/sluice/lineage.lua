-- sluice.lineage: RDDs made of RDDs, by their numbers.
-- Spark: the steps of which the methods of RDD and PairRDDFunctions are made.
--
-- DStreams and RDDs share this. `site` says for which operator of the program an RDD is
-- made; every step takes a number of its own, as in Spark.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local host = require("sluice.host")

local M = {}

---@param site table
---@param parent integer
---@param op string a narrow operator of the engine
---@param options table|nil {f =, keeps =, number =, fraction =, replaced =, starts =}
---@return integer
function M.narrow(site, parent, op, options)
  return host.narrow_rdd(site, parent, op, options)
end

---How the values of a key are combined: first in each partition, then over partitions.
M.aggregators = {
  sum = { kind = "sum", map_side = true },
  first = { kind = "first", map_side = true },
  -- RDD.groupByKey does not combine before the shuffle, DStream.groupByKey does.
  group = { kind = "group" },
  group_early = { kind = "group", map_side = true, array = true },
  concat = { kind = "concat", map_side = true, array = true },
}

---@param f fun(a: any, b: any): any
---@return table
function M.reducing(f)
  return { kind = "reduce", map_side = true, merge = f }
end

---@param create fun(v: any): any
---@param merge fun(c: any, v: any): any
---@param join fun(a: any, b: any): any
---@param map_side boolean
---@return table
function M.combining(create, merge, join, map_side)
  return { kind = "combine", map_side = map_side, create = create, merge = merge,
    join = join }
end

function M.combined(site, parent, aggregator, partitioner)
  return host.combined_rdd(site, parent, aggregator, partitioner)
end

---The values of both sides for each key: (k, (values, values)).
function M.cogroup(site, parents, partitioner)
  return M.narrow(site, host.cogrouped_rdd(site, parents, partitioner), "same")
end

---@param kind string "join", "leftOuterJoin", "rightOuterJoin", "fullOuterJoin"
function M.join(site, kind, left, right, partitioner)
  return M.narrow(site, M.cogroup(site, { left, right }, partitioner), kind)
end

---Spark: RDD.distinct.
function M.distinct(site, parent, partitioner)
  local keyed = M.narrow(site, parent, "with null")
  return M.narrow(site, M.combined(site, keyed, M.aggregators.first, partitioner),
    "keys")
end

---Spark: RDD.repartition, which is coalesce with a shuffle.
---@param n integer
function M.repartition(site, parent, n)
  if n <= 0 then
    errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
      name = "wrong-type", word = site.op, file = site.file, line = site.line,
      message = ("requirement failed: Number of partitions (%d) must be positive.")
        :format(n) })
  end
  local keyed = M.narrow(site, parent, "distribute", { number = n })
  local shuffled = host.shuffled_rdd(site, keyed, host.hash_partitioner(n))
  return M.narrow(site, host.coalesced_rdd(site, shuffled, n), "values")
end

---Spark: DStream.count: the number of elements, 0 if there are none.
---@param n integer
function M.count(site, parent, n)
  local union_site = { op = "union", file = site.file, line = site.line }
  local make_site = { op = "makeRDD", file = site.file, line = site.line }
  local ones = M.narrow(site, parent, "null and one")
  local zero = host.collection(make_site, { pair(null, 0) }, 1)
  local both = host.union_rdd(union_site, { ones, zero })
  local counted = M.combined(site, both, M.aggregators.sum, host.hash_partitioner(n))
  return M.narrow(site, counted, "values")
end

---Spark: sortByKey.
function M.sort(site, parent, n, ascending)
  local partitioner = host.range_partitioner(site, parent, n, ascending)
  return host.sorted_rdd(site, parent, partitioner, ascending)
end

return M
