-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sortby-keys"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:parallelize({"pear", "fig", "apple", "kiwi", "date", "Banana", "cherry"}, 2)
show(words:sortBy(function(w) return w end))
show(words:sortBy(function(w) return w end, false))
show(words:sortBy(function(w) return #w end, true, 3))
show(words:sortBy(function(w) return #w > 4 end))
show(words:sortBy(function(w) return pair(#w, w) end, false))
