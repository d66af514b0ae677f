-- batches: 1  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("pair-null-values-and-keys"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({sc:parallelize({pair("a", 1), pair(null, 2), pair("b", null), pair(null, 3), pair("a", null)}, 2)})
input:groupByKey(2):foreachRDD(show)
input:join(input, 1):print(20)
input:leftOuterJoin(input:filter(function(k) return k == null end), 1):print()
input:mapValues(function(v) return v == null and "none" or "v" .. v end):print()
input:transform(function(rdd) return rdd:keys():distinct(1) end):print()
input:countByValue(1):print()

ssc:start()
ssc:awaitTermination()
