-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-sortby-of-pairs"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local counts = sc:parallelize({pair("the", 5), pair("cat", 2), pair("dog", 2), pair("and", 5), pair("a", 9)}, 2)
show(counts:sortBy(function(_word, n) return n end, false))
show(counts:sortBy(function(word, n) return pair(-n, word) end))
for i, p in ipairs(counts:sortBy(function(word) return word end):take(3)) do print(i, p._1, p._2) end
