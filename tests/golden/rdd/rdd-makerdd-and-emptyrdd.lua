-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-makerdd-and-emptyrdd"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

show(sc:makeRDD({1, 2, 3, 4, 5}, 2))
show(sc:makeRDD({"x"}))
local none = sc:emptyRDD()
print(none:getNumPartitions(), none:count(), tostring(none:isEmpty()), #none:collect())
show(none)
print(none:map(function(x) return x end):getNumPartitions(), none:repartition(3):getNumPartitions())
