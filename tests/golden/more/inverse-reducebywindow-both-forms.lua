-- batches: 6  interval: 1000  master: local[2]
local function show(rdd)
  for _, list in ipairs(rdd:glom():collect()) do
    local texts = {}
    for i, x in ipairs(list) do texts[i] = tostring(x) end
    print("[" .. table.concat(texts, " ") .. "]")
  end
end

local conf = SparkConf():setAppName("inverse-reducebywindow-both-forms"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({1, 2}, 2),
  sc:parallelize({3}, 2),
  sc:parallelize({}, 2),
  sc:parallelize({4, 5}, 2),
})
local function add(a, b) return a + b end
local function less(a, b) return a - b end
input:reduceByWindow(add, Seconds(2), Seconds(1)):foreachRDD(show)
input:reduceByWindow(add, less, Seconds(2), Seconds(1)):foreachRDD(show)
input:reduceByWindow(add, Seconds(4), Seconds(2)):print()

ssc:start()
ssc:awaitTermination()
