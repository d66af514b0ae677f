-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-keyby-and-groupby"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:parallelize({"apple", "bee", "ant", "cow", "beetle"}, 2)
show(words:keyBy(function(w) return w:sub(1, 1) end))
show(words:keyBy(function(w) return #w end))
show(words:groupBy(function(w) return w:sub(1, 1) end))
show(words:groupBy(function(w) return #w end, 3))
show(words:groupBy(function(w) return #w > 3 end, HashPartitioner(1)))
