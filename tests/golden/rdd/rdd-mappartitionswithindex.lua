-- batches: 0  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("rdd-mappartitionswithindex"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local words = sc:parallelize({"a", "b", "c", "d", "e"}, 3)
show(words:mapPartitionsWithIndex(function(index, list)
  local out = {}
  for i, word in ipairs(list) do out[i] = index .. word end
  return out
end))
show(words:map(function(word) return word, 1 end):mapPartitionsWithIndex(function(index, list)
  return {pair(index, #list)}
end))
