-- ends: any
-- SPDX-License-Identifier: MIT
-- limits: seconds=3 instructions=60000000
local RDD = "cache cartesian checkpoint coalesce cogroup collect collectAsMap count "
  .. "countByKey distinct first flatMap foreach getCheckpointFile getNumPartitions "
  .. "getStorageLevel glom groupByKey id isEmpty join keys lookup map mapPartitions max "
  .. "name offsetRanges partitionBy partitioner persist reduce repartition sample "
  .. "saveAsTextFile setName sortByKey stats subtract sum take takeOrdered toDebugString "
  .. "toLocalIterator top union unpersist zip zipPartitions zipWithIndex"
local STREAM = "cache checkpoint cogroup combineByKey commitAsync compute context cost "
  .. "count countByValue countByValueAndWindow filter flatMap foreachRDD glom groupByKey "
  .. "join map mapWithState persist print reduce reduceByKey reduceByKeyAndWindow "
  .. "repartition saveAsTextFiles slice slideDuration stateSnapshots transform "
  .. "transformWith union updateStateByKey window"
local CONTEXT = "addStreamingListener checkpoint getState remember queueStream "
  .. "sparkContext receiverStream transform union awaitTerminationOrTimeout"
local SPARK = "appName broadcast emptyRDD getConf longAccumulator makeRDD parallelize "
  .. "range textFile union"
local OTHER = "value add reset merge unpersist destroy get set numPartitions hash handle"
local ssc = StreamingContext("local[2]", "tampered", Seconds(1))
local sc = ssc:sparkContext()
local function objects()
  local rdd = sc:parallelize({1, 2, 3}, 2):map(function(x) return x, 1 end)
  return {{rdd, RDD}, {ssc:socketTextStream("localhost", 9999), STREAM}, {ssc, CONTEXT},
    {sc, SPARK}, {sc:longAccumulator("n"), OTHER}, {sc:broadcast({1}), OTHER},
    {HashPartitioner(2), OTHER}, {Seconds(1), OTHER}, {Time(5), OTHER}}
end
local junk = {-1, 7, math.maxinteger, 0.5, 0 / 0, "x", {}, print, null}
local given = {-1, 0, 1, 3, 0.5, "x", {}, print, Seconds(1)}
local calls = 0
for i, value in ipairs(junk) do
  for _, entry in ipairs(objects()) do
    local object, names = entry[1], entry[2]
    for field in next, object do
      local before = rawget(object, field)
      rawset(object, field, value)
      for name in names:gmatch("%a+") do
        pcall(function() return object[name](object, given[i % #given + 1], given[(i + 3) % #given + 1]) end)
        pcall(function() return object[name](object, function(...) return ... end, 2) end)
        calls = calls + 2
      end
      pcall(tostring, object)
      pcall(function()
        return sc:parallelize({1}):map(function() return tostring(object) end):collect()
      end)
      rawset(object, field, before)
    end
  end
end
print(calls > 1000)
