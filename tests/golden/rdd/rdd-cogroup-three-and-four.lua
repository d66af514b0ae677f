-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-cogroup-three-and-four"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({pair("k", 1), pair("l", 2)}, 2)
local b = sc:parallelize({pair("k", "x"), pair("m", "y")}, 1)
local c = sc:parallelize({pair("l", true), pair("k", false), pair("k", true)}, 2)
local d = sc:parallelize({pair("n", 0.5)}, 1)
show(a:cogroup(b, c))
show(a:cogroup(b, c, 1))
show(a:cogroup(b, c, d))
show(a:cogroup(b, c, d, HashPartitioner(1)))
show(a:cogroup(b, c, d):mapValues(function(all) return #all._1 + #all._2 + #all._3 + #all._4 end))
