-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-zipwithindex-and-uniqueid"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:parallelize({"a", "b", "c", "d", "e"}, 3)
show(words:zipWithIndex())
show(words:zipWithUniqueId())
show(sc:parallelize({"x", "y"}, 1):zipWithIndex())
show(words:filter(function(w) return w ~= "a" and w ~= "c" end):zipWithIndex())
